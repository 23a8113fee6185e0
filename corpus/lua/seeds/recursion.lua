-- Recursion: towers, Ackermann, queens, tail calls, mutual recursion, memoising.
local moves = 0
local function hanoi(n, from, to, spare)
  if n == 0 then return end
  hanoi(n - 1, from, spare, to) moves = moves + 1 hanoi(n - 1, spare, to, from)
end
hanoi(8, "a", "b", "c") print(moves)
local function ackermann(m, n)
  if m == 0 then return n + 1 elseif n == 0 then return ackermann(m - 1, 1) else return ackermann(m - 1, ackermann(m, n - 1)) end
end
print(ackermann(2, 5))
local solutions = 0
local function queens(n, row, columns, up, down)
  if row > n then solutions = solutions + 1 return end
  for c = 1, n do
    if not (columns[c] or up[row + c] or down[row - c]) then
      columns[c], up[row + c], down[row - c] = true, true, true
      queens(n, row + 1, columns, up, down)
      columns[c], up[row + c], down[row - c] = nil, nil, nil
    end
  end
end
queens(6, 1, {}, {}, {}) print(solutions)
local function loop(n, acc) if n == 0 then return acc end return loop(n - 1, acc + n) end
print(loop(5000, 0))
local even, odd
function even(n) if n == 0 then return true end return odd(n - 1) end
function odd(n) if n == 0 then return false end return even(n - 1) end
print(even(100), odd(7))
local memo = setmetatable({}, {__mode = "k"})
local function fib(n) if n < 2 then return n end memo[n] = memo[n] or fib(n - 1) + fib(n - 2) return memo[n] end
print(fib(80))
local function deep(n) return n == 0 and 0 or 1 + deep(n - 1) end
print(deep(3000), pcall(deep, "x"))
