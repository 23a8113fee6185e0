// Strings: characters, cutting, searching, changing, escapes and letters beyond ASCII.
var s = "The quick brown fox";
print(s.length, s.charAt(4), s[5], s.charCodeAt(0), s.charAt(99) === "", s.charCodeAt(99), s.indexOf("o"), s.lastIndexOf("o"));
print(s.slice(4, 9), s.slice(-3), s.slice(9, 4), s.substring(9, 4), s.substring(-5, 3), s.toUpperCase(), s.toLowerCase());
print(s.split(" ").join("_"), s.split("").reverse().join(""), s.split(), s.split("").length, "a,b,,c".split(",", 3));
print("  trim\t\n".trim() + "|", "a" + 1 + 2, 1 + 2 + "a", "x".concat("y", 1, null), String.fromCharCode(72, 105, 0x20AC, 65536 + 65));
print("b".localeCompare("a"), "a" < "B", "abc" < "abd", "" < "a", "Z" < "a", "caf\u00e9".length, "\x41\u0042\103".length);
print("äöü ЖЗ 日本".toUpperCase(), "ÀÉ".toLowerCase(), "日本".charCodeAt(1));
print(encodeURIComponent("a b&c/é"), encodeURI("a b&c/é"), decodeURIComponent("%E2%82%AC%20"), decodeURI("%41%2F"));
try { decodeURIComponent("%E2%82"); } catch (e) { print(e.name); }
var text = ""; for (var i = 0; i < 300; i++) text += String.fromCharCode(97 + i % 26);
print(text.length, text.indexOf("xyza", 60), text.lastIndexOf("abc"), text.slice(250).length);
var counts = {}; for (i = 0; i < s.length; i++) { var c = s.charAt(i).toLowerCase(); counts[c] = (counts[c] || 0) + 1; }
print(Object.keys(counts).sort().map(function (k) { return k + counts[k]; }).join(" "));
print("quote\"'\\ \b\f\v\0end".length, "line one\
 goes on", repr("tab\t newline\n quote\" \u0001 \u20ac"));
function repeat(s, n) { return n > 0 ? s + repeat(s, n - 1) : ""; }
print(repeat("ab", 5), new Array(6).join("-="), ["b", "a"].toString() + {}, "abc".substr ? "substr" : "none");
