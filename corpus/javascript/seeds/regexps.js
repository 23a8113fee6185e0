// Regular expressions: groups, repeats, classes, looking ahead, replacing, splitting.
var m = /(\d+)-(\d+)(?:-(\d+))?/.exec("on 2024-02 and 1999-12-31");
print(m, m.index, m.input.length, m.length, m[3] === undefined);
var g = /[a-z]+/gi, word, found = [];
while ((word = g.exec("One two, THREE"))) found.push(word[0] + "@" + word.index + "/" + g.lastIndex);
print(found, g.test("x"), g.lastIndex, g.source, g.global, g.ignoreCase, g.multiline, String(g));
print("a1b22c333".match(/\d+/g), "none".match(/\d/), "none".match(/\d/g), "abc".search(/c/), "abc".search(/z/));
print("John Smith".replace(/(\w+)\s(\w+)/, "$2, $1"), "aaa".replace(/a/, "b"), "aaa".replace(/a/g, "$&$&"), "cost".replace("o", "$$"));
print("x-y_z".replace(/[-_](\w)/g, function (all, letter, at) { return letter.toUpperCase() + at; }), "a.b.c".replace(".", "!"));
print("a, b;c".split(/[,;]\s*/), "2024-01-02".split(/-/), "abc".split(/(b)/), "ab".split(/(?:)/));
print(/^b/m.test("a\nb"), /a.c/.test("a\nc"), /a[^]c/.test("a\nc"), /\bfoo\b/.test("a foo b"), /\Bo/.test("foo"), /^$/.test(""));
print(/(a+)(b*)\1/.exec("aabaa"), /(?=.*\d)(?=.*[a-z]).{3,}/.test("a1!"), /a(?!b)/.exec("abac").index, /x*?y/.exec("xxy")[0]);
print(/a{2}/.test("aa"), /a{2,}/.exec("aaaa")[0], /a{1,2}?/.exec("aaa")[0], /[\d\s\w\W]/.test("\u20ac"), /\u0041\x42/.test("AB"), /[\]\\]/.test("]"));
print(/(z)((a+)?(b+)?(c))*/.exec("zaacbbbcac"), /((a)|b)*/.exec("ab"), new RegExp("/", "g").source, /[a-]/.test("-"));
var bad = ["(", "[", "*", "a{2,1}", "\\", "(?<x)", "a**"];
for (var i = 0; i < bad.length; i++) { try { new RegExp(bad[i]); print("fine", bad[i]); } catch (e) { print(e.name, bad[i]); } }
print("The Cat".replace(/[aeiou]/g, ""), "tel: 555 1234".replace(/\D/g, ""), "camelCaseName".replace(/([A-Z])/g, " $1").toLowerCase());
