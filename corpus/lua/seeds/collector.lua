-- Garbage collection: weak tables, finalizers, generational and incremental modes, resurrection.
local weak = setmetatable({}, {__mode = "v"})
for i = 1, 10 do weak[i] = {i} end
weak.keep = "string"
local keep = weak[3]
collectgarbage()
local left = 0
for _ in pairs(weak) do left = left + 1 end
print(left, keep[1])
local events = {}
for i = 1, 5 do setmetatable({}, {__gc = function() events[#events + 1] = i end}) end
collectgarbage("collect")
table.sort(events)
print(table.concat(events, " "))
local ephemeron = setmetatable({}, {__mode = "k"})
do local key = {} ephemeron[key] = {key} end
collectgarbage() collectgarbage()
print(next(ephemeron))
print(collectgarbage("generational"), collectgarbage("incremental", 100, 200, 10), collectgarbage("isrunning"))
local saved
setmetatable({name = "phoenix"}, {__gc = function(o) saved = o end})
collectgarbage()
print(saved and saved.name, collectgarbage("count") > 0, collectgarbage("step", 1))
local list
for i = 1, 2000 do list = {next = list, value = i} end
local sum = 0
while list do sum = sum + list.value list = list.next end
print(sum)
