// Numbers at their edges, bit operations, bases and formats.
print(Number.MAX_VALUE, Number.MIN_VALUE, 9007199254740992 + 1, 0.1 + 0.2, 1 / -0, -1 / 0, 0 / 0);
print(2147483647 + 1, 2147483647 | 0, 2147483648 | 0, 4294967296 | 0, -1 >>> 0, -1 >> 31, 1 << 31, 1 << 32, 1 << -1);
print(5 & 3, 5 | 3, 5 ^ 3, ~5, ~~3.7, ~~-3.7, 7 % 3, -7 % 3, 7 % -3, 5.5 % 2, 5 % 0);
print(Math.floor(-3.5), Math.ceil(-3.5), Math.round(-3.5), Math.round(2.5), Math.abs(-0), Math.max(), Math.min());
print(Math.pow(2, 53), Math.pow(2, -1074), Math.pow(0, 0), Math.pow(-8, 1 / 3), Math.sqrt(-1), Math.atan2(-0, -1));
print(parseInt("0x1f"), parseInt("12abc", 5), parseInt("zz", 36), parseInt(""), parseInt("9", 8), parseInt("-0"));
print(parseFloat("3.5e2x"), parseFloat(".5."), parseFloat("-Infinity!"), Number("0x10"), Number("1e1000"), Number("1_0"));
print((255).toString(16), (-255).toString(2), (0.5).toString(3), (1e21).toString(36), (35).toString(36));
print((1234.5678).toFixed(2), (0).toFixed(20), (1e21).toFixed(2), (0.00001).toExponential(3), (123.456).toPrecision(4));
print(1e21, 1e-7, 123456789012345680000, 1e20, 0.000001, 5e-324, 1.7976931348623157e308 * 10, -1e-400);
var bad = [function () { return (1).toString(37); }, function () { return (1).toFixed(101); }, function () { return (1).toPrecision(0); }];
for (var i = 0; i < bad.length; i++) { try { print(bad[i]()); } catch (e) { print(e.name); } }
function gcd(a, b) { while (b) { var t = a % b; a = b; b = t; } return a; }
function factorial(n) { return n <= 1 ? 1 : n * factorial(n - 1); }
print(gcd(1071, 462), factorial(20), factorial(40), isNaN("x"), isFinite("1e309"));
var sum = 0; for (var x = 0; x < 1; x += 0.1) sum += x; print(sum, sum.toFixed(3));
