// A function keeps what was bound when it was declared; later bindings do not change it.
ι base = 10;
ƒ add(x) { base + x }
base = 20
ten = (add, 1) = 11
ƒ again(x) { base + x }
twenty = (again, 1) = 21
ƒ outer(a) { ƒ inner(b) { a * b } (inner, 7) }
fourteen = (outer, 2) = 14
ƒ uses(x) { (add, x) + (again, x) }
(uses, 3)
ƒ shadow(base) { base + base }
six = (shadow, 3) = 6
