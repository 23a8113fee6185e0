# Reads standard input, with a default when there is nothing; a small word and number report.
import sys
from collections import Counter

text = sys.stdin.read()
if not text.strip():
    text = "3 apples, 12 pears and 40 plums\nNothing else: 7 nuts"
words = Counter(word.strip(".,:;!?").lower() for word in text.split())
numbers = [int(word) for word in words.elements() if word.lstrip("-").isdecimal()]
print("lines", text.count("\n") + 1, "words", sum(words.values()), "numbers", sorted(numbers))
if numbers:
    mean = sum(numbers) / len(numbers)
    spread = (sum((n - mean) ** 2 for n in numbers) / len(numbers)) ** 0.5
    print(f"mean {mean:.2f} spread {spread:.2f} largest {max(numbers)}")
for word, times in sorted(words.items(), key=lambda item: (-item[1], item[0]))[:5]:
    print(f"{word:<10}{'*' * times}")
print(sorted(Counter(c for c in text if c.isalpha()).items())[:5], sys.stdin.readline() == "")
try:
    input("prompt> ")
except EOFError:
    print("no more")
