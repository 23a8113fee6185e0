-- Escapes, Unicode, long brackets, byte strings and string building.
print("tab\tquote\"back\\slash\065\x42\u{48}\z
       joined", 'single "inside"', #"\0\1\2")
print([[long
bracket]], [==[with ]] inside]==], #[[

x]])
print(utf8.char(72, 228, 8364, 128512), utf8.len("häß€"), utf8.codepoint("€", 1), utf8.offset("a€b", 3))
for position, code in utf8.codes("aé€") do io.write(position, ":", code, " ") end print()
print(utf8.len("\xff"), pcall(utf8.codepoint, "\xff"), utf8.char(0x7fffffff):byte(1, -1))
print(("abc"):upper(), ("ABC"):lower(), ("abc"):reverse(), ("abcdef"):sub(-3, -2), ("abc"):sub(2, 100), ("abc"):sub(0))
print(("abc"):byte(1, -1), string.char(104, 105), ("x"):rep(0) == "", #("ab"):rep(1000))
local parts = {}
for i = 1, 400 do parts[#parts + 1] = ("%d:%s"):format(i, ("*"):rep(i % 7)) end
local long = table.concat(parts, "\n")
print(#long, long:sub(-12), select(2, long:gsub("\n", "")))
local grown = ""
for i = 1, 200 do grown = grown .. i .. "," end
print(#grown, "a" < "b", "a" < "B", "" < "a", "a\0b" == "a\0c", "10" < "9")
