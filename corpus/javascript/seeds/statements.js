// Every statement: loops, labels, switch with falls, var scope, commas, semicolons left out.
for (var i = 0, j = 10; i < j; i += 3, j--) write(i, ":", j, " ")
print()
var n = 27, steps = 0
while (n != 1) { n = n % 2 ? 3 * n + 1 : n / 2; steps++ }
do { steps -= 100 } while (steps > 0)
print(n, steps)
function kind(v) {
  switch (v) {
    case 1: case 2: return "small"
    case "1": return "text"
    default: return "other"
    case 3: v = "fell"
    case 4: return "through " + v
  }
}
print(kind(1), kind("1"), kind(3), kind(4), kind(5), kind(NaN))
switch (3) { default: print("default first"); case 9: print("then nine"); break; case 8: print("never") }
outer: for (var a = 0; a < 5; a++) { for (var b = 0; b < 5; b++) { if (b == 3) continue outer; if (a == 2) break outer; write(a * b, " ") } }
print()
block: { print("in the block"); if (a) break block; print("skipped") }
for (var key in {x: 1, y: 2}) write(key, " "); print(typeof key)
for (var ch in "abc") write(ch); print()
if (0) print("no"); else if ("") print("no"); else print("else")
;;; { } var z = function () { return /* nothing
*/ 5 }(); print(z)
var primes = []; next: for (var c = 2; primes.length < 15; c++) { for (var p in primes) if (c % primes[p] == 0) continue next; primes.push(c) } print(primes)
var x = 5; (function () { print(x); var x = 6; print(x) })(); print(x, this === (function () { return this })())
var i1 = 1; i1
++
i1
print(i1, [1,2,3,][2], {a: 1,}.a, 1..toString(), 0x10, 1e3, .5, 5.)
