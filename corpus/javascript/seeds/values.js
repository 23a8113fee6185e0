// Every type of value, its text, and what comparing and converting make of it.
var values = [undefined, null, true, false, 0, -0, 1.5, NaN, Infinity, "", "0", "12px", " 7 ", [], [5], [1, 2], {}];
for (var i = 0; i < values.length; i++) {
  var v = values[i];
  print(typeof v, String(v), Number(v), Boolean(v), +v === Number(v), !v);
}
print(null == undefined, null === undefined, "1" == 1, "1" === 1, [] == "", [] == 0, NaN == NaN, 0 === -0);
print(1 + "2", "3" * "4", "10" / 4, 7 - "2", true + true, [] + [], [] + {}, +[], +{}, -"5");
print(1 < 2 < 3, 3 > 2 > 1, "b" > "a", "10" < "9", 10 < 9, "10" < 9, null >= 0, undefined >= 0);
print(typeof typeof 1, typeof nothing, typeof function () {}, typeof /x/, typeof null, void 0);
var a = 1, b = a++ + ++a, c = (a, b, a * b), d = a && 0 || "default";
print(a, b, c, d, a > 2 ? "large" : "small", delete values[0], 0 in values, values.length);
print(new Number(5) + 1, typeof new String("x"), new Boolean(false) ? "object" : "value", Object(1) instanceof Number);
