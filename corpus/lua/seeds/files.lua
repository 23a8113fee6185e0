-- Writing a file in the current folder, reading it back in several ways.
local name = "notes.txt"
local out = assert(io.open(name, "w"))
print(io.type(out), io.type(42))
out:setvbuf("full", 1024)
for i = 1, 20 do out:write(i, " ", i * i, "\n") end
out:write(string.rep("=", 100), "\n", 1.5, " ", -7, " 0x1F\n")
print(out:seek("cur"), out:seek("set", 0), out:seek("end"))
out:close()
print(pcall(out.write, out, "x"))
local count, total = 0, 0
for line in io.lines(name) do count, total = count + 1, total + #line end
print(count, total)
for a, b in io.lines(name, "n", "n") do if a > 3 then break end io.write(a, "->", b, " ") end print()
local file = io.open(name, "rb")
print(file:read("l"), file:read("n", "n"), file:read(5), file:read(0), #file:read("a"), file:read("l"), file:read("a"))
file:seek("set", 2)
print(file:read("L"))
file:close()
print(io.open("missing.txt"))
local add = io.open(name, "a+") add:write("last\n") add:seek("set") print(#add:read("a")) add:close()
print(tostring(add), io.write("") == io.stdout)
