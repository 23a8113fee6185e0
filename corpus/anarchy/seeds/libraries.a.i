// A library holds functions; what is no function in it is skipped.
λ math {
    ƒ double(x) { x * 2 };
    ƒ square(x) { x * x };
    ƒ cube(x) { self.square(x) * x };
    ι skipped = 5; "and this" + 7
}
math.double(21);
ι nine = math.square(3);
ι eight = math.cube(2);
good = nine + eight = 17
λ text {
    ƒ join(a, b) { a + ", " + b };
    ƒ twice(a) { self.join(a, a) };
    ƒ shout(a) { self.twice(a) + "!" };
}
ι loud = text.shout("ho");
right = loud = "ho, ho!"
ι taken = math.double;
six = (taken, 3) = 6
λ empty { }
