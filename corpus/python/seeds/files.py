# Writing a file in the current folder and reading it back in several ways.
import csv
import io
import json

with open("notes.txt", "w", encoding="utf-8") as out:
    for i in range(20):
        print(i, i * i, sep="\t", file=out)
    out.write("äöü €\n")
    print(out.tell() > 100, out.writable(), out.closed)
with open("notes.txt", encoding="utf-8") as source:
    lines = source.readlines()
print(len(lines), lines[3].split(), lines[-1].strip(), sum(int(line.split()[1]) for line in lines[:-1]))
with open("notes.txt", "rb+") as raw:
    raw.seek(-4, io.SEEK_END)
    print(raw.read(), raw.tell(), raw.seek(0), raw.readline(), raw.truncate(50))
with open("notes.txt", "a+", buffering=1) as more:
    more.write("last\n")
    more.seek(0)
    print(len(more.read()))
try:
    out.write("x")
except ValueError as problem:
    print(problem)
try:
    open("missing.txt")
except FileNotFoundError as problem:
    print(problem.errno, problem.filename)
with open("table.csv", "w", newline="") as table:
    writer = csv.DictWriter(table, ["name", "size"])
    writer.writeheader()
    writer.writerows({"name": n, "size": s} for n, s in [("a,b", 1), ('q"q', 2), ("line\nbreak", 3)])
with open("table.csv", newline="") as table:
    print([row["name"] for row in csv.DictReader(table)])
memory = io.StringIO()
json.dump({"list": [1, 2.5, None, True, "é"], "deep": [[[[]]]]}, memory, sort_keys=True, indent=1)
print(json.loads(memory.getvalue())["deep"], len(memory.getvalue()), io.BytesIO(b"abc").read(2))
