// Errors of every kind, thrown and caught, finally, rethrowing, errors of one's own.
function attempt(f) { try { return f(); } catch (e) { return e instanceof Error ? e.name + ": " + e.message : "thrown " + typeof e + " " + e; } }
print(attempt(function () { return missing; }));
print(attempt(function () { return null.x; }));
print(attempt(function () { return undefined.x.y; }));
print(attempt(function () { return (1)(); }));
print(attempt(function () { return new (function () {}.bind)(); }));
print(attempt(function () { return "x" in "xyz"; }));
print(attempt(function () { return 1 instanceof 1; }));
print(attempt(function () { return eval("1 +"); }));
print(attempt(function () { return new RegExp("("); }));
print(attempt(function () { return JSON.parse("{oops}"); }));
print(attempt(function () { throw "text"; }), attempt(function () { throw {toString: function () { return "object"; }}; }));
print(attempt(function () { throw null; }), attempt(function () { throw new RangeError("far"); }), attempt(function () { throw Error(); }));
function Custom(message) { this.message = message; }
Custom.prototype = new Error(); Custom.prototype.name = "Custom";
print(attempt(function () { throw new Custom("mine"); }), String(new TypeError("t")), new Error("x") instanceof Error, Error.prototype.toString.call({name: "N", message: "m"}));
function order(n) {
  var steps = [];
  try { steps.push("try"); if (n == 1) throw "one"; if (n == 2) return steps.concat("returned"); }
  catch (e) { steps.push("catch " + e); if (n == 1) return steps; }
  finally { steps.push("finally"); if (n == 3) return "finally wins"; }
  return steps;
}
print(order(0), order(1), order(2), order(3));
outer: for (var i = 0; i < 3; i++) { try { for (;;) { try { if (i == 1) continue outer; break outer; } finally { print("leaving", i); i++; } } } finally { print("left", i); } }
try { try { throw 1; } finally { print("inner"); } } catch (e) { print("outer", e); }
try { try { throw 1; } catch (e) { throw e + 1; } finally { print("between"); } } catch (e) { print(e); }
var e = "kept"; try { throw "shadow"; } catch (e) { print(e); } print(e);
(function () { "use strict"; try { undeclared = 1; } catch (x) { print(x.name); } try { Object.freeze([1]).push(2); } catch (x) { print(x.name); } })();
