// Numbers as functions: what can be computed without a loop or a choice.
ƒ zero(f, x) { x }
ƒ one(f, x) { (f, x) }
ƒ two(f, x) { (f, (f, x)) }
ƒ three(f, x) { (f, (f, (f, x))) }
ƒ increment(n) { n + 1 }
ƒ double(n) { n * 2 }
ι a = (zero, increment, 5);
ι b = (one, increment, 5);
ι c = (two, double, 5);
ι d = (three, double, 5);
checks = (a = 5) = (d = 40)
ƒ mark(s) { s + "|" }
ι tally = (three, mark, "") + (two, mark, "");
good = tally = "|||||"
ƒ first(a, b) { a }
ƒ second(a, b) { b }
ƒ choose(which, a, b) { (which, a, b) }
chosen = (choose, second, "no", "yes") = "yes"
