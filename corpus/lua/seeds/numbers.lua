-- Integer and float limits, wrap around, bit operations and conversions.
print(math.maxinteger, math.mininteger, math.maxinteger + 1 == math.mininteger)
print(math.mininteger // -1, math.mininteger % -1, math.abs(math.mininteger), -math.mininteger)
print(1 << 63, 1 << 64, 1 << -1, -1 >> 1, ~0, 5 & 3, 5 | 3, 5 ~ 3)
print(1 / 0, -1 / 0, 0 / 0 ~= 0 / 0, math.huge // 1, 5 % math.huge, -5 % math.huge)
print(pcall(function() return 1 // 0 end))
print(pcall(function() return 1 % 0 end))
print(pcall(function() return 1.5 | 1 end))
print(math.tointeger(3.0), math.tointeger(3.5), math.type(1), math.type(1.0), math.type("1"))
print(math.floor(-3.5), math.ceil(-3.5), math.fmod(-7, 3), math.modf(-3.7))
print(math.ult(1, -1), math.max(1, 2.5), math.min(3, -1), 2^0.5 * 2^0.5, 9007199254740993)
print("10" + 5, "3" * "4", 10 .. 20, 0x7fffffffffffffff, 0xffffffffffffffff, 0x1p4)
for i = math.maxinteger - 2, math.maxinteger do io.write(i, " ") end print()
for x = 1, 0, -0.25 do io.write(x, " ") end print()
print(pcall(function() for i = 1, 10, 0 do end end))
local function factorial(n) return n <= 1 and 1 or n * factorial(n - 1) end
print(factorial(20), factorial(21), factorial(25.0))
local function gcd(a, b) while b ~= 0 do a, b = b, a % b end return a end
print(gcd(1071, 462), gcd(2^40, 6^10))
