// Joining, comparing, escapes, raw line ends, letters beyond ASCII.
ι hello = "Hello";
ι world = "world";
ι greeting = hello + ", " + world + "!";
equal = greeting = "Hello, world!"
different = hello = world
ι escapes = "tab\t newline\n return\r quote\" backslash\\";
ι raw = "first line
second line";
ι empty = "" + "";
ι symbols = "λ ƒ ι ⟼ ⌽ ⬢ 🔒 日本 é";
ι long = "0123456789" + "0123456789" + "0123456789" + "0123456789" + "0123456789";
nothing = empty = ""
"a" + "b" = "ab"
// "a comment with a quote
ι slashes = "// no comment";
