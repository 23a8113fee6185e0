// Garbage: cycles, long chains, closures that keep things, strings that grow.
var kept = [];
for (var i = 0; i < 2000; i++) { var o = {n: i}; o.self = o; o.list = [o, o]; if (i % 100 == 0) kept.push(o); }
gc();
print(kept.length, kept[7].self.list[1].n, kept[19] === kept[19].self);
var chain = null; for (i = 0; i < 5000; i++) chain = {next: chain, value: i};
gc(); var length = 0; for (var p = chain; p; p = p.next) length++; print(length, chain.value); chain = null; gc();
function holder() { var big = new Array(1001).join("0123456789"); return function () { return big.length; }; }
var holders = []; for (i = 0; i < 20; i++) holders.push(holder()); gc();
print(holders.reduce(function (n, f) { return n + f(); }, 0)); holders = null; gc();
var s = ""; for (i = 0; i < 500; i++) s += i; print(s.length, s.slice(-6));
var table = {}; for (i = 0; i < 1000; i++) table["key" + i % 300] = i; for (i = 0; i < 300; i += 2) delete table["key" + i];
gc(); print(Object.keys(table).length, table.key299, table.key0);
var a = []; for (i = 0; i < 3000; i++) a.unshift(i); a.splice(10, 2980); gc(); print(a.length, a[0], a[19]);
for (var k in table) { if (k.length < 6) delete table[k]; } print(Object.keys(table).length);
var first = {}, second = {first: first}; first.second = second; first = second = null; gc(); print("done", typeof gc());
