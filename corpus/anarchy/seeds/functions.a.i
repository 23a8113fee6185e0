// Functions of no, one and many parameters; a body gives its last value.
ƒ none() { 42 }
ƒ one(x) { x * x }
ƒ three(a, b, c) { a * 100 + (b * 10) + c }
ƒ last(x) { x; x + 1; x + 2 }
ƒ empty() { }
none();
one(12);
three(1, 2, 3);
last(5);
empty();
ι square = (one, 9);
ι sum = (three, 4, 5, 6);
check = (one, 3) = 9
ι nested = (one, (one, (one, 2)));
