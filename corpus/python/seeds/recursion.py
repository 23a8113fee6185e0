# Recursion: expression parser, queens, flood fill, mutual recursion, deep but legal calls.
def parse(text):
    position = 0
    def peek():
        return text[position] if position < len(text) else ""
    def take():
        nonlocal position
        position += 1
        return text[position - 1]
    def atom():
        if peek() == "(":
            take()
            value = total()
            take()
            return value
        if peek() == "-":
            take()
            return -atom()
        digits = ""
        while peek().isdigit():
            digits += take()
        return int(digits)
    def product():
        value = atom()
        while peek() in tuple("*/"):
            value = value * atom() if take() == "*" else value // atom()
        return value
    def total():
        value = product()
        while peek() in tuple("+-"):
            value = value + product() if take() == "+" else value - product()
        return value
    return total()

print(parse("1+2*(3-4)*-5/(6-4)"), parse("(" * 30 + "7" + ")" * 30), parse("-" * 50 + "1"))

def queens(n, row=0, columns=0, up=0, down=0):
    if row == n:
        return 1
    return sum(queens(n, row + 1, columns | 1 << c, (up | 1 << c) << 1, (down | 1 << c) >> 1)
               for c in range(n) if not (columns | up | down) >> c & 1)

print(queens(5), [queens(n) for n in (1, 2, 3, 4)])
even = lambda n: True if n == 0 else odd(n - 1)
odd = lambda n: False if n == 0 else even(n - 1)
print(even(100), odd(7), (lambda f: f(f, 200))(lambda f, n: 0 if n == 0 else 1 + f(f, n - 1)))
grid = ["..#..", ".##..", "#...#"]
seen = set()
def fill(x, y):
    if 0 <= y < 3 and 0 <= x < 5 and grid[y][x] == "." and (x, y) not in seen:
        seen.add((x, y))
        for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            fill(x + dx, y + dy)
fill(4, 0)
print(len(seen), sorted(seen)[:3])
def hanoi(n, a, b, c):
    return 0 if n == 0 else hanoi(n - 1, a, c, b) + 1 + hanoi(n - 1, c, b, a)
print(hanoi(9, "a", "b", "c"))
