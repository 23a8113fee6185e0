-- pcall, xpcall, error values of every type, levels, tracebacks, assert, goto.
print(pcall(error, "plain", 0))
print(pcall(error))
print(select("#", pcall(error, nil)))
print(pcall(function() local x = nil; return x.field end))
print(pcall(function() return #5 end))
print(pcall(function() return {} .. "x" end))
print(pcall(function() return {} < {} end))
print(pcall(assert, false, "said so"), pcall(assert, nil), (assert(7, "unused")))
local ok, e = pcall(error, setmetatable({}, {__tostring = function() return "custom" end}))
print(ok, tostring(e))
print(xpcall(function(a, b) return a + b end, print, 2, 3))
print(xpcall(function() error("deep", 0) end, function(m) return "handled " .. m end))
print(xpcall(error, function() error("again") end, "first"))
local function recurse(n) return n == 0 and error("bottom", 0) or recurse(n - 1) + 1 end
print(pcall(recurse, 150))
local function protected(n) if n == 0 then error("inner", 0) end local ok, m = pcall(protected, n - 1) error(m .. n, 0) end
print(pcall(protected, 9))
for i = 1, 3 do
  for j = 1, 3 do if (i + j) % 2 == 0 then goto continue end io.write(i, j, " ") ::continue:: end
end
print()
print(select(2, load("x = = 1", "=chunk")), load("return 6 * 7")())
