# Sorting with keys and comparators, heaps, bisection, stability, odd comparisons.
from bisect import bisect_left, insort
from functools import cmp_to_key
from heapq import heapify, heappop, heappush, merge, nlargest
from operator import attrgetter, itemgetter

people = [("Eve", 31), ("Bob", 25), ("Ann", 31), ("Dan", 19), ("Cid", 25)]
print(sorted(people, key=itemgetter(1, 0)), sorted(people, key=lambda p: (-p[1], p[0]))[0], max(people, key=itemgetter(1)))
print(sorted("10 9 2 33 1".split(), key=cmp_to_key(lambda a, b: int(a) - int(b))), sorted([3, 1, 2], reverse=True))
seed, numbers = 7, []
for _ in range(200):
    seed = (seed * 1103515245 + 12345) % 2147483648
    numbers.append(seed % 1000)
heap = numbers[:20]
heapify(heap)
heappush(heap, -1)
print([heappop(heap) for _ in range(5)], nlargest(3, numbers), list(merge([1, 4, 9], [2, 3, 10])))

def quick(items):
    if len(items) < 2:
        return items
    pivot, *rest = items
    return quick([x for x in rest if x < pivot]) + [pivot] + quick([x for x in rest if x >= pivot])

print(quick(numbers) == sorted(numbers), bisect_left(sorted(numbers), 500))
order = []
for n in numbers[:10]:
    insort(order, n)
print(order, [] < [1] < [1, 2] < [2], (1, "a") < (1, "b"), {1} <= {1, 2})
try:
    sorted([1, "a", None])
except TypeError as problem:
    print(problem)
items = [3, 1, 2]
try:
    items.sort(key=lambda x: items.append(x) or x)
except ValueError as problem:
    print(problem, len(items))
def inside(n):
    return 0 if n == 0 else sorted([n], key=lambda v: inside(v - 1))[0]
print(inside(15), sorted([float("nan"), 1.0])[1:] == [1.0], list(map(attrgetter("imag"), [1j, 2])))
