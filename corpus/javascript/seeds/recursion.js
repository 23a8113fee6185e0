// Recursion within its bounds, and what happens at their end.
function hanoi(n, a, b, c) { return n == 0 ? 0 : hanoi(n - 1, a, c, b) + 1 + hanoi(n - 1, c, b, a); }
function ackermann(m, n) { return m == 0 ? n + 1 : n == 0 ? ackermann(m - 1, 1) : ackermann(m - 1, ackermann(m, n - 1)); }
function even(n) { return n == 0 || odd(n - 1); }
function odd(n) { return n != 0 && even(n - 1); }
print(hanoi(10, "a", "b", "c"), ackermann(2, 3), even(20), odd(20));
function permutations(list) {
  if (list.length < 2) return [list];
  var all = [];
  list.forEach(function (x, i) {
    permutations(list.slice(0, i).concat(list.slice(i + 1))).forEach(function (rest) { all.push([x].concat(rest)); });
  });
  return all;
}
print(permutations(["a", "b", "c"]).map(function (p) { return p.join(""); }).join(" "), permutations([1, 2, 3, 4]).length);
function queens(n) {
  var found = 0;
  (function place(row, columns, down, up) {
    if (row == n) { found++; return; }
    for (var c = 0; c < n; c++) {
      if (columns[c] || down[row + c] || up[row - c + n]) continue;
      columns[c] = down[row + c] = up[row - c + n] = true;
      place(row + 1, columns, down, up);
      columns[c] = down[row + c] = up[row - c + n] = false;
    }
  })(0, [], [], []);
  return found;
}
print([4, 5, 6].map(queens));
function tree(depth) { return depth ? {left: tree(depth - 1), right: tree(depth - 1), value: depth} : null; }
function sum(t) { return t ? t.value + sum(t.left) + sum(t.right) : 0; }
function flatten(a) { return a.reduce(function (out, x) { return out.concat(Array.isArray(x) ? flatten(x) : x); }, []); }
print(sum(tree(7)), flatten([1, [2, [3, [4, [], [5]]]]]));
var depth = 0;
function endless() { depth++; endless(); }
try { endless(); } catch (e) { print(depth > 10, String(e)); }
var o = {toString: function () { return "" + o; }};
try { print("" + o); } catch (e) { print("again", String(e)); }
