-- Generators, a scheduler and an error that leaves a coroutine.
local function permutations(list, n)
  n = n or #list
  if n <= 1 then coroutine.yield(table.concat(list, " ")) return end
  for i = 1, n do
    list[n], list[i] = list[i], list[n]
    permutations(list, n - 1)
    list[n], list[i] = list[i], list[n]
  end
end
for line in coroutine.wrap(function() permutations({"red", "green", "blue"}) end) do print(line) end
local queue = {}
local function task(name, rounds)
  queue[#queue + 1] = coroutine.create(function()
    for i = 1, rounds do print(name, i) coroutine.yield() end
    return name .. " finished"
  end)
end
task("baker", 2) task("smith", 3) task("miller", 1)
while #queue > 0 do
  local thread = table.remove(queue, 1)
  local ok, result = coroutine.resume(thread)
  if coroutine.status(thread) == "dead" then print(ok, result) else queue[#queue + 1] = thread end
end
local broken = coroutine.create(function() coroutine.yield(1) error({code = 7}) end)
print(coroutine.resume(broken))
local ok, problem = coroutine.resume(broken)
print(ok, type(problem), problem.code, coroutine.resume(broken))
print(coroutine.isyieldable(), coroutine.close(coroutine.create(print)))
local function nested(n) if n == 0 then return 0 end return 1 + coroutine.wrap(nested)(n - 1) end
print(nested(20))
