// Objects: properties and their attributes, getters, prototypes, inheritance, enumeration.
function Shape(name) { this.name = name; Shape.count++; }
Shape.count = 0;
Shape.prototype.area = function () { return 0; };
Shape.prototype.toString = function () { return this.name + ":" + this.area().toFixed(2); };
function Circle(r) { Shape.call(this, "circle"); this.r = r; }
Circle.prototype = Object.create(Shape.prototype, {constructor: {value: Circle}});
Circle.prototype.area = function () { return Math.PI * this.r * this.r; };
var c = new Circle(2);
print(String(c), c instanceof Circle, c instanceof Shape, Shape.count, c.constructor === Circle, Object.getPrototypeOf(c) === Circle.prototype);
print(c.hasOwnProperty("r"), c.hasOwnProperty("area"), "area" in c, Shape.prototype.isPrototypeOf(c), delete c.r, c.r, String(c));
var o = {a: 1, "b c": 2, 3: "three", get d() { return this.a + 1; }, set d(v) { this.a = v * 10; }, if: "word"};
o.d = 5; print(o.a, o.d, o["b c"], o[3], o.if, Object.keys(o).sort());
for (var k in Object.create({inherited: 1}, {own: {value: 2, enumerable: true}, hidden: {value: 3}})) print("for-in", k);
Object.defineProperty(o, "fixed", {value: 7, writable: false, enumerable: false, configurable: false});
o.fixed = 8; print(o.fixed, Object.keys(o).indexOf("fixed"), JSON.stringify(Object.getOwnPropertyDescriptor(o, "fixed")));
try { Object.defineProperty(o, "fixed", {value: 9}); } catch (e) { print(e.name); }
var frozen = Object.freeze({x: 1}); frozen.x = 2; frozen.y = 3; delete frozen.x;
print(frozen.x, frozen.y, Object.isFrozen(frozen), Object.isSealed(frozen), Object.isExtensible(frozen), Object.isFrozen({}));
var sealed = Object.seal({x: 1}); sealed.x = 2; print(sealed.x, delete sealed.x, Object.getOwnPropertyNames(sealed));
var bare = Object.create(null); bare.key = "value"; print(bare.key, typeof bare.toString, "key" in bare);
print(Object.prototype.toString.call([]), Object.prototype.toString.call(null), Object.prototype.toString.call(/x/), typeof Object(1));
try { "use strict"; Object.preventExtensions(o).fresh = 1; print(o.fresh); } catch (e) { print(e.name); }
with (o) { print(a + 1, typeof fixed); }
