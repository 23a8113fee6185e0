// A method of a function is the function itself, whatever it is called; self is the function.
ƒ double(x) { x + x }
ι run = double.run(4);
ι window = double.□(5);
ι eight = double.anything(4);
ƒ apply(f, x) { (f, x) }
ten = (apply, double, 5) = 10
ƒ twice(f, x) { (f, (f, x)) }
twenty = (twice, double, 5) = 20
ƒ reveal(x) { self }
ι me = reveal.itself(1);
ƒ chain(x) { ƒ next(y) { y + x } next }
ι added = chain.first(3).then(4);
