// eval, Function, compile, and strict mode; programs that make programs.
var x = 1;
print(eval("x + 1"), eval("var y = 5; y * 2"), typeof y, eval("({a: 1}).a"), eval("{a: 1}"), eval(""), eval(7));
function local() { var x = "local"; return eval("x"); }
try { print(eval("(0, eval)('x')")); } catch (e) { print(e.name); }
print(local(), (function () { eval("var inner = 3"); return typeof inner; })());
var add = new Function("a", "b", "return a + b"), none = new Function();
print(add(2, 3), none(), add.length, new Function("return typeof this")(), Function("a,b", "c", "return [a, b, c]")(1, 2, 3));
var code = ["var total = 0;"]; for (var i = 1; i <= 20; i++) code.push("total += " + i + ";"); code.push("total");
print(eval(code.join("\n")), code.length, typeof compile("print('compiled')", "made.js"));
compile("print('compiled', 6 * 7)", "made.js")();
try { compile("var = 1", "bad.js"); } catch (e) { print(e.name); }
["1 +", "var 1x", "}", "for (", "return 1", "a b", "'open", "/re", "x = {a:}", "if (1) else 2", "break", "function () {}"].forEach(function (text) {
  try { print("ran", text, eval(text)); } catch (e) { print(e.name, text); }
});
function calculate(text) {
  var at = 0;
  function peek() { while (text.charAt(at) == " ") at++; return text.charAt(at); }
  function factor() { if (peek() == "(") { at++; var v = sum(); peek(); at++; return v; } if (peek() == "-") { at++; return -factor(); } var m = /^\d+(\.\d+)?/.exec(text.slice(at)); at += m[0].length; return +m[0]; }
  function product() { var v = factor(); while (peek() == "*" || peek() == "/") { v = text.charAt(at++) == "*" ? v * factor() : v / factor(); } return v; }
  function sum() { var v = product(); while (peek() == "+" || peek() == "-") { v = text.charAt(at++) == "+" ? v + product() : v - product(); } return v; }
  return sum();
}
["1 + 2 * 3", "(1 + 2) * 3", "-(4 - 6) / 2", "2 * (3 + 4) * 5 - 1.5"].forEach(function (t) { print(t, "=", calculate(t), calculate(t) === eval(t)); });
(function () { "use strict"; try { eval("with ({}) {}"); } catch (e) { print(e.name); } try { eval("var a = 010"); print("octal"); } catch (e) { print(e.name); } })();
