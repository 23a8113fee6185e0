# Regular expressions: groups, lookaround, substitution functions, splitting, flags, errors.
import re
log = "2024-05-17 12:30:01 ERROR disk=/data used=97%\n2024-05-18 08:00:00 WARN  disk=/home used=81%\n"
pattern = re.compile(r"(?P<day>\d{4}-\d\d-\d\d) (?P<time>[\d:]+) (?P<level>[A-Z]+)\s+disk=(\S+) used=(\d+)%", re.M)
for match in pattern.finditer(log):
    print(match["day"], match.group("level", 4), match.span(5), match.lastindex, match.groupdict()["time"])
print(re.sub(r"(\w+)@(\w+)", r"\2 at \1", "ann@home bob@work"), re.sub(r"\d+", lambda m: str(int(m[0]) * 2), "4 and 21"))
print(re.split(r"[,;\s]+", "a, b;c  d"), re.split(r"(-)", "1-2-3", maxsplit=1), re.findall(r"(a)(b)?", "abaab"))
print(re.match(r"(?i)HELLO", "hello world"), re.fullmatch(r"a|ab", "ab"), re.search(r"(?<=\$)\d+(?!\d|\.)", "cost $42, $3.50"))
print(re.findall(r"(?:^|\s)(\w)(?=\w*\1)", "noon level abc"), re.sub("", "-", "abc"), re.subn("a*", "x", "baac"))
print(bool(re.match(r"(a+)+$", "a" * 15 + "b")), bool(re.match(r"(?:a|b)*c", "ab" * 200 + "c")), re.escape("a.b*c[d]"))
for bad in ("(", "[a", "*", "a{3,1}", "(?P<x>a)(?P<x>b)", r"\9", "(?<=a+)b", "a{99999999999}"):
    try:
        re.compile(bad)
        print(bad, "compiled")
    except (re.error, OverflowError) as problem:
        print(bad, "->", problem)
print(len(re.findall(r"\b\w", "a b c " * 50)), re.match("(" * 20 + "x" + ")" * 20, "x").lastindex, re.compile(r"""
    \d+   # whole part
    (\.\d*)?  # fraction
""", re.X).match("12.5").group())
print(re.findall(rb"[\x80-\xff]+", b"a\xffb\x80\x81"), re.findall(r"\w+", "naïve Ωmega"), re.findall(r"(?a:\w+)", "naïve"))
