-- Arrays with holes, huge and negative indices, deletion while walking, nested tables printed.
local sparse = {[1] = "one", [1000000] = "million", [-5] = "minus", [2^40] = "huge", [1.5] = "half", [math.mininteger] = "low"}
print(sparse[1], sparse[1000000], sparse[-5], sparse[1099511627776], sparse[1.5], sparse[math.mininteger])
print(pcall(function() sparse[nil] = 1 end), pcall(function() sparse[0 / 0] = 1 end))
local t = {}
for i = 1, 300 do t[i] = i * i end
for i = 1, 300, 2 do t[i] = nil end
local sum = 0
for _, v in pairs(t) do sum = sum + v end
print(sum, next({}), type(next), #"four")
for k in pairs(t) do t[k] = nil end
print(next(t))
local function show(value, indent)
  if type(value) ~= "table" then return tostring(value) end
  local parts, keys = {}, {}
  for k in pairs(value) do keys[#keys + 1] = tostring(k) end
  table.sort(keys)
  for _, k in ipairs(keys) do parts[#parts + 1] = indent .. k .. ": " .. show(value[tonumber(k) or k], indent .. "  ") end
  return "{\n" .. table.concat(parts, "\n") .. "}"
end
print(show({1, {2, {3, deep = {deeper = {}}}}, name = "tree"}, " "))
local chain = {}
for i = 1, 500 do chain = {chain} end
local depth = 0
while chain[1] do chain, depth = chain[1], depth + 1 end
print(depth)
