-- Pattern matching: captures, anchors, balanced text, frontiers, replacement tables and functions.
local text = "key = value; width=120 ; name = 'long name'; empty="
for key, value in text:gmatch("(%w+)%s*=%s*([^;]*)") do print("[" .. key .. "]", "[" .. value:gsub("%s+$", "") .. "]") end
print(("f(a(b)c)(d)"):find("%b()"), ("THE (quick) fox"):find("%f[%a]%a+%f[%A]"))
print(("hello world from Lua"):gsub("%w+", "%0 %0", 2))
print(("$name is $age"):gsub("%$(%w+)", {name = "Ada", age = 36}))
print(("abc"):gsub("", "-"), ("abc"):gsub(".", function(c) return c:byte() .. "," end))
print(("  trimmed  "):match("^%s*(.-)%s*$") .. "|", ("2024-05-17"):match("(%d+)-(%d+)-(%d+)"))
print(("x"):rep(3, "-"), ("position"):find("i", 1, true), ("position"):match("()t()"))
print(pcall(string.gsub, "a", "(", "b"))
print(pcall(string.find, "a", "[a"))
print(pcall(string.rep, "x", -1), ("a,b,,c"):gsub(",", ";"))
print(string.find(("a"):rep(200), ("a?"):rep(20) .. ("a"):rep(20)))
local function depth(n)
  if n == 0 then return "z" end
  return (string.gsub("a", "a", function() return depth(n - 1) end))
end
print(depth(30), #(("ab"):rep(1000):gsub("b", "%%")))
