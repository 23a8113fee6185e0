-- table.sort with comparators, insert, remove, move, concat and unpack.
local people = {{"Eve", 31}, {"Bob", 25}, {"Ann", 31}, {"Dan", 19}, {"Cid", 25}}
table.sort(people, function(a, b) if a[2] ~= b[2] then return a[2] > b[2] end return a[1] < b[1] end)
for i, p in ipairs(people) do print(i, p[1], p[2]) end
local numbers, seed = {}, 7
for i = 1, 100 do seed = (seed * 1103515245 + 12345) % 2147483648 numbers[i] = seed % 1000 end
table.sort(numbers)
print(numbers[1], numbers[50], numbers[100])
print(pcall(table.sort, {3, 1, "x"}))
print(pcall(table.sort, {1, 2, 3, 4, 5}, function() return true end))
local list = {}
for i = 1, 10 do table.insert(list, 1, i) end
print(table.concat(list, ","), table.remove(list), table.remove(list, 1), #list)
print(table.concat(table.move(list, 1, 4, 3, {"a", "b"}), " "), table.unpack(list, 7, 9))
print(pcall(table.insert, list, 99, "x"), pcall(table.concat, {1, {}, 3}))
print(select("#", table.unpack({}, 1, 200)), pcall(table.unpack, {}, 1, 1e7))
local lookup, keys = {b = 1, a = 2, c = 3}, {}
for k in pairs(lookup) do keys[#keys + 1] = k end
table.sort(keys, function(a, b) return lookup[a] < lookup[b] end)
print(table.concat(keys, " "))
