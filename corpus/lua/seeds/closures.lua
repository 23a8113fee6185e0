-- Counters, accumulators and functions that make functions.
local function counter(start, step)
  local value = start
  return function() value = value + step return value end, function() value = start end
end
local nextValue, reset = counter(10, 3)
print(nextValue(), nextValue(), nextValue())
reset()
print(nextValue())
local function compose(f, g, ...)
  if not g then return f end
  return compose(function(...) return g(f(...)) end, ...)
end
local pipeline = compose(function(x) return x + 1 end, function(x) return x * x end, tostring, string.reverse)
print(pipeline(11), select("#", nil, nil, nil), select(-2, "a", "b", "c"))
local makers = {}
for i = 1, 5 do makers[i] = function(x) i = i + x return i end end
for i = 5, 1, -2 do io.write(makers[i](i), " ", makers[i](100), "\n") end
local function curry(f, n, ...)
  local bound = table.pack(...)
  if bound.n >= n then return f(...) end
  return function(x)
    local more = table.pack(table.unpack(bound, 1, bound.n))
    more[bound.n + 1] = x
    return curry(f, n, table.unpack(more, 1, bound.n + 1))
  end
end
print(curry(function(a, b, c) return a * 100 + b * 10 + c end, 3)(4)(5)(6))
