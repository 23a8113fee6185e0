-- Reads numbers and words from standard input; has a default when there is none.
local first = io.read("l")
if not first or first == "" then first = "3 apples, 12 pears and 40 plums" end
local lines = {first}
for line in io.lines() do lines[#lines + 1] = line end
local words, numbers, letters = 0, {}, {}
for _, line in ipairs(lines) do
  for word in line:gmatch("%S+") do words = words + 1 end
  for n in line:gmatch("%-?%d+") do numbers[#numbers + 1] = math.tointeger(tonumber(n)) or tonumber(n) end
  for c in line:lower():gmatch("%a") do letters[c] = (letters[c] or 0) + 1 end
end
local sum = 0
for _, n in ipairs(numbers) do sum = sum + n end
print("lines", #lines, "words", words, "sum", sum, "mean", #numbers > 0 and sum / #numbers or "none")
local order = {}
for c, n in pairs(letters) do order[#order + 1] = c end
table.sort(order, function(a, b) return letters[a] > letters[b] or letters[a] == letters[b] and a < b end)
for i = 1, math.min(5, #order) do print(order[i], letters[order[i]], ("#"):rep(letters[order[i]])) end
print(io.read("a"), io.read("n"))
