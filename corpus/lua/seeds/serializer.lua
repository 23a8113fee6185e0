-- Turns data into Lua source, loads it again, in an environment of its own.
local function write(value, out)
  if type(value) == "table" then
    out[#out + 1] = "{"
    local keys = {}
    for k in pairs(value) do keys[#keys + 1] = k end
    table.sort(keys, function(a, b) return tostring(a) < tostring(b) end)
    for _, k in ipairs(keys) do
      out[#out + 1] = "[" write(k, out) out[#out + 1] = "]=" write(value[k], out) out[#out + 1] = ","
    end
    out[#out + 1] = "}"
  else
    out[#out + 1] = type(value) == "string" and string.format("%q", value) or tostring(value)
  end
  return out
end
local source = "return " .. table.concat(write({1, 2.5, "three\n", {deep = {deeper = {true, false}}}, x = -0.0}, {}))
print(source)
local copy = assert(load(source, "=data", "t", {}))()
print(copy[3] == "three\n", copy[4].deep.deeper[1], table.concat(write(copy, {})) == source:sub(8))
print(load("\27binary", "=binary", "t"))
local environment = {print = print, n = 5}
load("for i = 1, n do total = (total or 0) + i end print(total)", "=sandbox", "t", environment)()
print(environment.total, total)
local pieces = {"return ", "1 + ", "41", nil}
local index = 0
print(load(function() index = index + 1 return pieces[index] end)())
print(#string.dump(function(x) return x * 2 end) > 20, load(string.dump(function(x) return x * 2 end), "dump", "b")(21))
