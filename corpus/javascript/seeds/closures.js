// Functions as values: counters, currying, composition, memory, arguments, hoisting.
function counter(start, step) {
  var value = start;
  return {next: function () { value += step; return value; }, reset: function () { value = start; }};
}
var c = counter(10, 3), d = counter(0, -1);
print(c.next(), c.next(), d.next(), c.next()); c.reset(); print(c.next(), d.next());
function curry(f) {
  var bound = Array.prototype.slice.call(arguments, 1);
  return function () {
    var all = bound.concat(Array.prototype.slice.call(arguments));
    return all.length >= f.length ? f.apply(this, all) : curry.apply(this, [f].concat(all));
  };
}
print(curry(function (a, b, c) { return a * 100 + b * 10 + c; })(4)(5, 6), (function (a, b) {}).length);
function compose() {
  var fs = arguments;
  return function (x) { for (var i = fs.length - 1; i >= 0; i--) x = fs[i](x); return x; };
}
print(compose(String, function (x) { return x * x; }, function (x) { return x + 1; })(11));
var makers = []; for (var i = 0; i < 3; i++) makers.push((function (n) { return function () { return n++ + i; }; })(i));
print(makers.map(function (f) { return f(); }), makers.map(function (f) { return f(); }));
function memoize(f) { var seen = {}; return function (n) { return n in seen ? seen[n] : seen[n] = f(n); }; }
var fib = memoize(function (n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); });
for (i = 0; i <= 70; i++) fib(i);
print(fib(70), hoisted(), typeof later, (function fact(n) { return n ? n * fact(n - 1) : 1; })(10));
function hoisted() { return "hoisted"; }
var later = 1;
function count() { arguments[0] = "changed"; return arguments.length + ":" + [].join.call(arguments); }
print(count(), count(1, 2), count.call(null, 3), count.apply(null, [4, 5, 6]), count.bind(null, 7)(8));
var self = {name: "self", say: function (p) { return p + this.name; }};
print(self.say("I am "), self.say.call({name: "other"}, "I am "), self.say.bind({name: "bound"}, "I am ")());
print((function () { return typeof this; })(), (function () { "use strict"; return typeof this; })(), new Function("a", "b", "return a * b")(6, 7));
