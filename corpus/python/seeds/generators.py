# Generators: send, throw, close, yield from, infinite ones cut short, towers of them.
from itertools import islice, takewhile, accumulate, groupby, chain, count

def primes():
    found = []
    for n in count(2):
        if all(n % p for p in takewhile(lambda p: p * p <= n, found)):
            found.append(n)
            yield n

print(list(islice(primes(), 15)))

def averager():
    total, n, mean = 0, 0, None
    while True:
        try:
            total += yield mean
        except ValueError:
            total, n = 0, 0
            mean = "reset"
            continue
        n += 1
        mean = total / n

a = averager()
next(a)
print(a.send(10), a.send(20), a.throw(ValueError), a.send(4))
a.close()

def walk(tree):
    for node in tree:
        if isinstance(node, list):
            yield from walk(node)
        else:
            yield node
    return len(tree)

print(list(walk([1, [2, [3, [4, []]], 5], [[6]]])))
tower = iter(range(10))
for _ in range(30):
    tower = (value + 1 for value in tower)
print(list(tower))
layers = iter([3, 0, 4])
for _ in range(40):
    layers = filter(None, map(abs, layers))
print(list(layers), list(accumulate([1, 2, 3, 4], max)), list(chain("ab", [1])))
print([(k, len(list(g))) for k, g in groupby("aaabbc")], sum(x * x for x in range(100)))
