# Exceptions: chaining, finally, custom classes, groups, context managers, assertion, else.
from contextlib import contextmanager, suppress

class Problem(Exception):
    def __init__(self, code, **details):
        super().__init__(code, details)
        self.code = code

def attempt(function, *args):
    try:
        result = function(*args)
    except (ZeroDivisionError, KeyError) as e:
        return f"caught {type(e).__name__}: {e}"
    except Exception as e:
        return f"other {type(e).__name__}: {e}"
    else:
        return f"fine {result}"
    finally:
        calls.append(function)

calls = []
print(attempt(lambda: 1 / 0), attempt(lambda: {}["k"]), attempt(int, "x"), attempt(lambda: [][3]), attempt(len, "four"))
print(attempt("text".missing if hasattr("text", "missing") else (lambda: None)), len(calls))
try:
    try:
        raise Problem(7, where="here")
    except Problem as inner:
        raise RuntimeError("outer") from inner
except RuntimeError as outer:
    print(repr(outer.__cause__), outer.__cause__.code, outer.__suppress_context__)

@contextmanager
def traced(name):
    print("enter", name)
    try:
        yield name.upper()
    except ValueError as e:
        print("swallowed", e)
    finally:
        print("leave", name)

with traced("outer") as a, traced("inner") as b:
    print(a, b)
    raise ValueError("inside")
with suppress(IndexError):
    [].pop()
try:
    raise ExceptionGroup("many", [ValueError(1), TypeError(2), ExceptionGroup("deep", [ValueError(3)])])
except* ValueError as group:
    print(len(group.exceptions))
except* TypeError as group:
    print(group.exceptions)
def down(n):
    return down(n + 1)
try:
    down(0)
except RecursionError as e:
    print(type(e).__name__)
def last():
    for i in range(3):
        try:
            continue
        finally:
            if i == 2:
                return "finally"
print(last())
