-- Vectors with operators, default values, proxies and a class with inheritance.
local Vector = {}
Vector.__index = Vector
local function vector(x, y) return setmetatable({x = x, y = y}, Vector) end
Vector.__add = function(a, b) return vector(a.x + b.x, a.y + b.y) end
Vector.__mul = function(a, b) return type(a) == "number" and vector(a * b.x, a * b.y) or vector(a.x * b, a.y * b) end
Vector.__unm = function(a) return vector(-a.x, -a.y) end
Vector.__eq = function(a, b) return a.x == b.x and a.y == b.y end
Vector.__lt = function(a, b) return a.x < b.x end
Vector.__le = function(a, b) return a.x <= b.x end
Vector.__len = function(a) return a.x + a.y end
Vector.__concat = function(a, b) return tostring(a) .. "~" .. tostring(b) end
Vector.__tostring = function(a) return string.format("(%g, %g)", a.x, a.y) end
Vector.__call = function(a, k) return a.x * k, a.y * k end
print(vector(1, 2) + 3 * vector(4, 5), -vector(1, 1), vector(1, 2) == vector(1, 2), #vector(3, 4))
print(vector(1, 0) .. vector(2, 0), vector(1, 0) < vector(2, 0), vector(2, 5)(10))
local defaults = setmetatable({}, {__index = function(t, k) local v = k * k rawset(t, k, v) return v end})
print(defaults[9], rawget(defaults, 9), rawlen({1, 2}), rawequal(defaults, defaults))
local log = {}
local proxy = setmetatable({}, {__newindex = function(_, k, v) log[#log + 1] = k .. "=" .. tostring(v) end, __pairs = function() return next, log end})
proxy.one = 1 proxy.two = {} == nil proxy[3] = "x"
for _, entry in pairs(proxy) do print(entry) end
local Animal = {} Animal.__index = Animal
function Animal.new(name) return setmetatable({name = name}, Animal) end
function Animal:speak() return self.name .. " says " .. self:sound() end
local Dog = setmetatable({}, {__index = Animal}) Dog.__index = Dog
function Dog:sound() return "woof" end
print(setmetatable({name = "Rex"}, Dog):speak())
do local guard <close> = setmetatable({}, {__close = function(_, e) print("closed", e) end}) end
