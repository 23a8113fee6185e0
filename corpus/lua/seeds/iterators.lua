-- Stateless and stateful iterators, varargs, multiple assignment, generic for with closing value.
local function range(from, to, step)
  return function(limit, current) current = current + step if current <= limit then return current end end, to, from - step
end
for i in range(1, 10, 3) do io.write(i, " ") end print()
local function zip(a, b)
  local i = 0
  return function() i = i + 1 if a[i] ~= nil and b[i] ~= nil then return i, a[i], b[i] end end
end
for i, x, y in zip({"a", "b", "c"}, {1, 2}) do print(i, x, y) end
local function filter(test, next, state, control)
  return function() repeat control = next(state, control) until control == nil or test(control) return control end
end
for n in filter(function(n) return n % 7 == 0 end, range(1, 50, 1)) do io.write(n, ";") end print()
local function count(...) local n = 0 for i = 1, select("#", ...) do if select(i, ...) == nil then n = n + 1 end end return n, ... end
print(count(nil, 1, nil, 2, nil))
local a, b, c = (function() return 1, 2, 3 end)()
a, b, c = c, a, b
print(a, b, c, (select("#", count())))
local closed = setmetatable({}, {__close = function() print("iterator closed") end})
for i in range(1, 3, 1), 3, 0, closed do if i == 2 then break end print("step", i) end
local i = 0
repeat local last = i i = i + 1 until last >= 4
while true do i = i - 1 if i < 0 then break end end
print(i, #table.pack(table.unpack({1, nil, 3}, 1, 3)))
