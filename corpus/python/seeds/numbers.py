# Big integers, floats, fractions, decimals, complex numbers, bits, conversions.
from decimal import Decimal, getcontext
from fractions import Fraction
import math

print(2 ** 200, (-7) // 2, -7 % 3, divmod(-17, 5), pow(3, 1000, 10 ** 9 + 7), pow(3, -1, 11))
print(math.factorial(30), math.isqrt(10 ** 40), math.gcd(1071, 462), math.comb(50, 25), (1 << 100).bit_length(), ~5, 6 ^ 3)
print(0.1 + 0.2 == 0.3, math.fsum([0.1] * 10), float("1e308") * 10, math.inf - math.inf, 5e-324 / 2, 1e16 + 1, float.hex(0.1))
print(int("z", 36), int("-0b101", 0), 0o17, 0xFF, 1_000_000, int(1e20), round(1e300) % 7, int.from_bytes(b"\xff\xfe", "big", signed=True))
print((1 + 2j) * (3 - 1j), abs(3 + 4j), (-1) ** 0.5, complex("1e3+2j").imag)
print(Fraction(1, 3) + Fraction(1, 6), Fraction("0.125"), Fraction(3.5).limit_denominator(10), sum(Fraction(1, n) for n in range(1, 20)))
getcontext().prec = 40
print(Decimal(1) / Decimal(7), Decimal("1.10") + Decimal("2.20"), Decimal(2).sqrt(), Decimal("1e5").normalize())
for text in ("1 / 0", "1.0 % 0", "math.sqrt(-1)", "2 ** 0.5 ** -1", "1 << -1", "10.0 ** 400", "int('9' * 5000)", "math.log(0)", "int(float('nan'))"):
    try:
        print(text, "=", eval(text))
    except (ArithmeticError, ValueError) as problem:
        print(text, "->", type(problem).__name__)
digits = str(3 ** 500)
print(len(digits), sum(map(int, digits)), int(digits[:20]) % 97, sum(range(10 ** 6)) if False else sum(range(10 ** 4)))
print(True + True, hash(2 ** 61 - 1), hash(1.0) == hash(1), (255).to_bytes(4, "little"), float(10 ** 15), math.nextafter(1, 2) > 1)
def collatz(n):
    steps = 0
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        steps += 1
    return steps
print([collatz(n) for n in (1, 7, 27, 97)])
