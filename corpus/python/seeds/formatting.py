# f-strings, format specifications, the percent operator, templates, rounding.
from string import Template
width, precision, value, name = 12, 3, 3.14159265, "Ada"
print(f"{value:{width}.{precision}f}|{value:<10.2e}|{value:+g}|{-0.0:g}|{1e20:,.0f}|{255:#x}|{255:#010b}|{5:^9}|")
print(f"{name!r:>8}|{name!s:*^9}|{name=}|{value=:.2f}|{1 if value > 3 else 2}|{{braces}}|{'nested ' + f'{name}'}")
print("{0} {1} {0} {key[a]} {obj.real}".format(1, 2, key={"a": 3}, obj=4j), "{:%}".format(0.125), "{:c}".format(8364))
print("%5d|%-5d|%05.1f|%x|%o|%e|%s|%%|%(k)s" % {"k": 1} if False else "%5d|%-5d|%05.1f|%x" % (1, 2, 3.14, 255))
print(format(1234567.891, ",.2f"), format(1234567, "_d"), format(True, "d"), format("x", ">5"), format(10**30, "e"))
for spec in ("d", ".3", "Z", "99999999999999999999d", "=+10", ",,"):
    try:
        print(spec, "->", format(42, spec))
    except (ValueError, OverflowError) as problem:
        print(spec, "->", type(problem).__name__)
print(round(2.5), round(3.5), round(-1234.5678, -2), round(0.1 + 0.2, 10), 0.1 + 0.2, 1e16, 1.0, 1e-7, repr(1 / 3))
print(Template("$who owes $$${amount}").substitute(who=name, amount=5), Template("$x").safe_substitute())
print(len(f"{'x':>1000}"), len("%500s" % ""), "{:{}}".format("a", 5) + "|", str(1.5e300 * 1e10), float("nan"), -float("inf"))
print("\n".join(f"{n:>3} {n ** 2:>6} {n ** 3:>8}" for n in range(8, 12)))
