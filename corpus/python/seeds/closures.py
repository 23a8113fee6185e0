# Closures, nonlocal, default arguments, decorators with and without arguments.
from functools import reduce, wraps, partial, lru_cache

def counter(start=0, *, step=1):
    value = start
    def advance(times=1):
        nonlocal value
        value += step * times
        return value
    return advance

tick = counter(10, step=3)
print(tick(), tick(2), tick(0), tick(-5))

def repeat(times):
    def decorate(function):
        @wraps(function)
        def inner(*args, **kwargs):
            return [function(*args, **kwargs) for _ in range(times)]
        return inner
    return decorate

@repeat(3)
@repeat(times=2)
def greet(name, /, mark="!"):
    return name + mark

print(greet("hi"), greet.__name__, greet("yo", mark="?")[0])
makers = [lambda x, i=i: x * i for i in range(5)]
print([make(10) for make in makers], [f(2) for f in [lambda x: x + i for i in range(3)]])
print(reduce(lambda f, g: lambda x: g(f(x)), [abs, float, str, len])(-12345))
print(partial(int, base=16)("ff"), (lambda *a, **k: (a, k))(1, *[2, 3], **{"z": 9}))

@lru_cache(maxsize=None)
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)

print(fib(90), fib.cache_info().misses)
