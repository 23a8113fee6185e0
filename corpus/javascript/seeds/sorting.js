// Sorting by many orders, by hand and by the library; searching in what is sorted.
var seed = 42;
function random(n) { seed = (seed * 1103 + 12345) % 65536; return seed % n; }
function shuffled(n) { var a = []; for (var i = 0; i < n; i++) a.push(random(1000)); return a; }
function ascending(a, b) { return a - b; }
var list = shuffled(40);
function quick(a) {
  if (a.length < 2) return a;
  var pivot = a[0], rest = a.slice(1);
  return quick(rest.filter(function (x) { return x < pivot; })).concat(pivot, quick(rest.filter(function (x) { return x >= pivot; })));
}
function merge(a) {
  if (a.length < 2) return a;
  var half = a.length >> 1, left = merge(a.slice(0, half)), right = merge(a.slice(half)), out = [];
  while (left.length && right.length) out.push(left[0] <= right[0] ? left.shift() : right.shift());
  return out.concat(left, right);
}
function heap(a) {
  a = a.slice();
  function sift(i, n) { for (var c; (c = 2 * i + 1) < n; i = c) { if (c + 1 < n && a[c] < a[c + 1]) c++; if (a[i] >= a[c]) return; var t = a[i]; a[i] = a[c]; a[c] = t; } }
  for (var i = a.length >> 1; i >= 0; i--) sift(i, a.length);
  for (var n = a.length - 1; n > 0; n--) { var t = a[0]; a[0] = a[n]; a[n] = t; sift(0, n); }
  return a;
}
var expected = list.slice().sort(ascending).join();
print(quick(list).join() == expected, merge(list).join() == expected, heap(list).join() == expected, list.length);
print(list.slice(0, 8).sort(), list.slice(0, 8).sort(function (a, b) { return b - a; }));
var people = [{n: "Ada", a: 36}, {n: "Bob", a: 25}, {n: "Cy", a: 36}, {n: "Di", a: 25}];
people.sort(function (x, y) { return y.a - x.a || (x.n < y.n ? -1 : 1); });
print(people.map(function (p) { return p.n + p.a; }).join(" "), ["b", "C", "a", "A"].sort(), ["10", 9, 2, "1"].sort());
print([3, undefined, 1, , 2].sort().length, [true, false, null, 0].sort(), [[2, 1], [1, 9], [1, 10]].sort());
try { [2, 1, 3].sort(function () { throw "from the comparator"; }); } catch (e) { print(e); }
try { [2, 1].sort("no function"); print("accepted"); } catch (e) { print(e.name); }
[1, 2, 3, 4, 5, 6].sort(function (a, b) { return 1; }).sort(function () { return NaN; });
function search(a, x) { var lo = 0, hi = a.length - 1; while (lo <= hi) { var mid = (lo + hi) >> 1; if (a[mid] == x) return mid; if (a[mid] < x) lo = mid + 1; else hi = mid - 1; } return -1; }
var sorted = list.sort(ascending); print(search(sorted, sorted[17]) >= 0, search(sorted, -1), search([], 1));
