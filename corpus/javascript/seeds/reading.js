// Reads standard input, with a default when there is nothing; counts words and numbers.
var lines = [], line;
while ((line = readline()) !== null && lines.length < 1000) lines.push(line);
if (lines.length == 0) lines = ["3 apples, 12 pears and 40 plums", "nothing else: 7 nuts"];
var words = {}, numbers = [], total = 0;
lines.forEach(function (text) {
  (text.toLowerCase().match(/[a-z]+/g) || []).forEach(function (w) { words[w] = (words[w] || 0) + 1; total++; });
  (text.match(/-?\d+/g) || []).forEach(function (n) { numbers.push(parseInt(n, 10)); });
});
var sum = numbers.reduce(function (a, b) { return a + b; }, 0);
print("lines", lines.length, "words", total, "sum", sum, "mean", numbers.length ? sum / numbers.length : "none");
print(Object.keys(words).sort().slice(0, 6).map(function (w) { return w + "=" + words[w]; }).join(" "));
print(numbers.sort(function (a, b) { return b - a; })[0], readline(), scriptArgs.length);
try { read("missing.txt"); } catch (e) { print(e.name, e.message.slice(0, 16)); }
