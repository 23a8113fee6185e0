# Lists, tuples, sets, dictionaries: slices, comprehension, unpacking, deep structures, views.
from collections import Counter, OrderedDict, defaultdict, deque, namedtuple, ChainMap

numbers = list(range(20))
numbers[2:5] = "abc"
numbers[::4] = [0] * len(numbers[::4])
del numbers[-3:]
print(numbers, numbers[100:], numbers[-1000:2], [1, 2] * 3, numbers.index("b"))
first, *middle, (last, deep) = [1, 2, 3, ("x", "y")]
print(first, middle, last, deep, [*middle, *"ab"], {**{"a": 1}, "b": 2} | {"a": 3})
table = {(x, y): x * y for x in range(4) for y in range(4) if x <= y}
print(len(table), table[2, 3], {k for k in "mississippi"} == set("misp"), sorted({1, 2, 3} ^ {3, 4}), frozenset([1]) in {frozenset([1])})
groups = defaultdict(list)
for word in "apple avocado banana blueberry cherry".split():
    groups[word[0]].append(len(word))
print(dict(groups), Counter("abracadabra").most_common(2), deque(range(10), maxlen=3), OrderedDict(a=1).popitem())
Point = namedtuple("Point", "x y", defaults=[0])
print(Point(1)._replace(y=5), Point(2, 3) + (4,), ChainMap({"a": 1}, {"a": 2, "b": 3})["b"])
try:
    for key in (d := {1: 1, 2: 2}):
        d[key + 10] = 0
except RuntimeError as problem:
    print(problem)
loop = [1]
loop.append(loop)
print(loop, loop == loop, len(repr(loop)))
nest = ()
for _ in range(200):
    nest = (nest,)
print(hash(nest) == hash((nest[0],)), repr(nest).count("("), nest == (nest[0],))
matrix = [[row * 3 + column for column in range(3)] for row in range(3)]
print(list(zip(*matrix)), [x for row in matrix for x in row if x % 2], any(row[1] > 6 for row in matrix))
huge = {10 ** 18: "far", -1: "near", 2.5: "half", None: "none", (): "empty"}
print(huge[10 ** 18], huge[None], list(huge)[:2], dict.fromkeys("ab", 0), min(huge.values(), key=len))
