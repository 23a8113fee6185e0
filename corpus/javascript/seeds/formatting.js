// Columns, padding, tables, roman and other numerals, text wrapped and drawn.
function pad(s, n, c) { s = String(s); while (s.length < n) s = (c || " ") + s; return s; }
var rows = [["apple", 1.5, 12], ["pear", 0.25, 144], ["watermelon", 12, 1]];
rows.forEach(function (r) { print(r[0] + pad("", 12 - r[0].length), pad(r[1].toFixed(2), 7), pad(r[2], 4, "."), pad((r[1] * r[2]).toFixed(1), 8)); });
for (var y = 1; y <= 5; y++) { var line = ""; for (var x = 1; x <= 9; x++) line += pad(x * y, 3); print(line); }
function roman(n) { var out = ""; [[1000, "M"], [900, "CM"], [500, "D"], [400, "CD"], [100, "C"], [90, "XC"], [50, "L"], [40, "XL"], [10, "X"], [9, "IX"], [5, "V"], [4, "IV"], [1, "I"]].forEach(function (p) { while (n >= p[0]) { out += p[1]; n -= p[0]; } }); return out; }
print(roman(1994), roman(2024), roman(49), pad((1023).toString(2), 16, "0"), (0xBEEF).toString(16).toUpperCase());
function wrap(text, width) { var lines = [""]; text.split(" ").forEach(function (w) { var last = lines.length - 1; if ((lines[last] + " " + w).length > width && lines[last]) lines.push(w); else lines[last] += (lines[last] && " ") + w; }); return lines; }
print(wrap("a line that is too long for its column is broken between words and nowhere else", 20).join("\n"));
function group(n) { return String(n).replace(/\B(?=(\d{3})+$)/g, " "); }
print(group(1234567), group(12), group(100000), (1234.5).toString().split("."), (0.1).toFixed(1), (1.005).toFixed(2), (-1.5).toFixed(0));
print((1e10).toExponential(), (12345.678).toExponential(2), (0.000123).toPrecision(2), (99.99).toPrecision(3), (1e-10).toFixed(2), (1e100).toPrecision(5));
write("written ", "without ", "line end", "\n");
for (var n = 0; n < 12; n++) write(n % 3 == 0 ? "[" + n + "]" : n, n == 11 ? "\n" : " ");
var bars = {a: 5, b: 9, c: 2}; for (var k in bars) print(k, new Array(bars[k] + 1).join("#"));
print(repr({a: [1, "two", null, undefined, {b: -0}], f: function (x) { return x; }}), repr("x"), repr([]));
