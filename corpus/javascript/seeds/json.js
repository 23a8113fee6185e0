// JSON in both directions, revivers, replacers, indentation, what cannot be written.
var data = {name: "x", list: [1, 2.5, -3e10, null, true], nested: {a: {b: {}}, empty: []}, text: "quote\" \\ \n \u20ac \u0001"};
var text = JSON.stringify(data);
print(text);
print(JSON.stringify(JSON.parse(text)) === text, JSON.parse(text).nested.a.b !== undefined);
print(JSON.stringify(data.list, null, 2));
print(JSON.stringify({a: [1, {b: 2}]}, null, "--"));
print(JSON.stringify({a: 1, b: 2, c: {a: 3, d: 4}}, ["a", "c"]), JSON.stringify([undefined, function () {}, NaN, Infinity, -0]));
print(JSON.stringify({u: undefined, f: print, d: new Date(0), n: new Number(3), s: new String("s"), z: null}));
print(JSON.stringify({a: 5, b: "x"}, function (k, v) { return typeof v == "number" ? v * 2 : v; }), JSON.stringify(undefined));
print(JSON.stringify({toJSON: function (k) { return "as " + (k || "top"); }}), JSON.stringify({k: {toJSON: function (k) { return "as " + k; }}}));
print(JSON.parse(" [1, 2, {\"a\": [ ] } ] ").length, JSON.parse("\"\\u0041\\n\\/\""), JSON.parse("1e3"), JSON.parse("-0.5"), JSON.parse("null"));
print(JSON.stringify(JSON.parse("{\"a\":1,\"b\":[2,3],\"c\":4}", function (k, v) { return k === "c" ? undefined : Array.isArray(v) ? v.length : v; })));
var bad = ["", "{", "[1,]", "{a:1}", "'x'", "01", "1.", "nul", "[1 2]", "\"\t\"", "{\"a\":1,}", "1 2"];
bad.forEach(function (text) { try { print("accepted", JSON.stringify(text), JSON.parse(text)); } catch (e) { print(e.name, JSON.stringify(text)); } });
var cycle = {}; cycle.self = cycle;
try { JSON.stringify(cycle); } catch (e) { print(e instanceof Error ? e.name : String(e)); }
var deep = []; for (var i = 0; i < 30; i++) deep = [deep]; print(JSON.stringify(deep).length, JSON.stringify(JSON.parse(JSON.stringify(deep))).length);
