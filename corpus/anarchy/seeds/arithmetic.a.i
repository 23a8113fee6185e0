// One level of precedence: everything is taken from the left.
ι nine = 1 + 2 * 3;
ι seven = 1 + (2 * 3);
same = nine = 9
ι hundred = 10 * 10 - 0;
ι half = hundred / 2;
ι negative = 0 - half;
ι truncated = (0 - 7) / 2;
ι chain = 1 + 2 - 3 * 4 / 5 + 6;
ι largest = 9223372036854775807;
ι smallest = 0 - 9223372036854775807 - 1;
still = smallest + 1 = (0 - largest)
zero = (largest - largest) * 123456789
1 + 2 + 3
(4 * 5) - 6
