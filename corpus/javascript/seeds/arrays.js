// Arrays: holes, lengths, every method, and array-like objects.
var a = [5, 3, 9, 1];
print(a, a.length, a.push(7, 8), a.pop(), a.shift(), a.unshift(0, 2), a, a.reverse(), a.indexOf(9), a.lastIndexOf(4));
print(a.slice(1, 3), a.slice(-2), a.splice(1, 2, "x", "y", "z"), a, a.concat([1, [2]], 3), a.join("+"));
print([3, 1, 2].sort(), [10, 9, 1].sort(), [10, 9, 1].sort(function (x, y) { return x - y; }), ["b", undefined, "a"].sort());
var even = function (n) { return n % 2 == 0; }, square = function (n) { return n * n; };
var ten = []; for (var i = 1; i <= 10; i++) ten.push(i);
print(ten.filter(even), ten.map(square), ten.every(even), ten.some(even));
print(ten.reduce(function (s, n) { return s + n; }), ten.reduceRight(function (s, n) { return s + "" + n; }, ""));
ten.forEach(function (n, i, all) { if (n > 8) print(n, i, all.length, this.name); }, {name: "context"});
var holes = [1, , 3]; holes[5] = 6;
print(holes.length, 1 in holes, holes, holes.indexOf(undefined), holes.map(square).length, Object.keys(holes));
holes.length = 2; print(holes, holes.length); holes.length = 0; print(holes.length, holes[0], holes.pop());
try { holes.length = -1; } catch (e) { print(e.name); }
try { new Array(-1); } catch (e) { print(e.name); }
try { [].reduce(square); } catch (e) { print(e.name); }
print(new Array(3).length, new Array(3, 4), Array.isArray([]), Array.isArray({length: 0}), Array(2).join("x"));
var like = {0: "a", 1: "b", length: 2};
print(Array.prototype.join.call(like, "-"), Array.prototype.slice.call(like, 1), Array.prototype.map.call("abc", function (c) { return c + c; }));
var big = []; big[100000] = 1; print(big.length, big.slice(99999).length); delete big[100000]; print(big.length, big[100000]);
var grid = []; for (var y = 0; y < 3; y++) { grid[y] = []; for (var x = 0; x < 4; x++) grid[y][x] = x * y; }
print(grid.join(" | "), grid[2][3], [[1, [2, [3]]]].toString(), [null, undefined, [], [[]]].join());
for (var k in ["p", "q"]) print(k, typeof k);
