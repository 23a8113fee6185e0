# Structural pattern matching over commands, trees and classes.
from dataclasses import dataclass

@dataclass
class Number:
    value: float

@dataclass
class Binary:
    sign: str
    left: object
    right: object

def evaluate(node):
    match node:
        case Number(value):
            return value
        case Binary("+", left, right):
            return evaluate(left) + evaluate(right)
        case Binary("*", Number(0), _) | Binary("*", _, Number(0)):
            return 0
        case Binary("*", left, right):
            return evaluate(left) * evaluate(right)
        case Binary(sign=other):
            raise ValueError(f"no {other}")

tree = Number(1)
for i in range(2, 12):
    tree = Binary("+*"[i % 2], tree, Number(i))
print(evaluate(tree), evaluate(Binary("*", Number(0), Binary("?", 1, 2))))

def describe(thing):
    match thing:
        case []:
            return "empty"
        case [x]:
            return f"one {x}"
        case [[[inner, *_], *_], *_]:
            return f"deep {inner}"
        case [first, *rest] if first == len(rest):
            return f"counted {rest}"
        case {"kind": "point", "at": (x, y), **others}:
            return f"point {x},{y} {sorted(others)}"
        case str() | bytes() as text:
            return f"text {len(text)}"
        case int(n) if n < 0:
            return "negative"
        case True | 1 | None:
            return "small"
        case _:
            return "unknown"

for thing in ([], [5], [[[9, 8], 7], 6], [2, "a", "b"], {"kind": "point", "at": (1, 2), "z": 0}, "four", b"xy", -3, None, 1.5, {}):
    print(describe(thing))
