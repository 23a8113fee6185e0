// A lambda has two opening braces and one that closes; it is the value of its block.
ƒ adder(n) { λ x {{ x + n } }
ι addFive = adder.make(5);
eleven = (addFive, 6) = 11
ƒ pair() { λ (a, b) {{ a - b } }
ι minus = pair.make();
three = (minus, 10, 7) = 3
ƒ many() { λ (a, b, c, d) {{ a + b + c + d } }
ι total = (many.get(), 1, 2, 3, 4);
ƒ curry(a) { λ b {{ λ c {{ a * b + c } } }
ι step = curry.with(3);
ι next = (step, 4);
seventeen = (next, 5) = 17
ƒ quiet() { λ _ {{ 1 } }
ι silent = quiet.get();
silent();
