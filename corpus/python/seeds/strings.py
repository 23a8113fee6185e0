# Strings: escapes, Unicode, slices, methods, bytes, translate, encodings.
text = "The quick\tbrown \"fox\" \x41\u00e9\U0001f600\N{EURO SIGN}"
print(text, len(text), text[::-1][:5], text[-3:], text[4:-1:3])
print(repr("\0\x7f\ud800"), r"raw\n", b"bytes\xff"[5], "a" "b" 'c', """triple
line""")
print("a,b,,c".split(","), " x  y ".split(), "a-b-c".rsplit("-", 1), "k=v=w".partition("="), "one\ntwo\r\nthree".splitlines())
print("hello".center(11, "*"), "7".zfill(4), "-7".rjust(6, "."), "Title case".title(), "ß".upper(), "İ".lower().encode("utf-8"))
print("banana".replace("a", "o", 2), "banana".count("an"), "banana".find("nan"), "banana".strip("ab"), "x".join("123"))
print("abc".translate({97: "A", 98: None, 99: "[c]"}), str.maketrans("ab", "ba"), "tab\tstop".expandtabs(8))
print("naïve".encode("ascii", "xmlcharrefreplace"), b"\xff\xfe".decode("utf-8", "replace"), "é".encode("utf-16-le").hex())
print(bytes(range(5)), bytearray(b"abc") + b"d", b"a%db" % 5, memoryview(b"abcdef")[1:4].tobytes(), bytes.fromhex("00ff"))
print("\u0301e".isidentifier(), "٣".isdigit(), int("٣"), "Ⅷ".isnumeric(), "a" < "B", "z" * 3 + "-" * -1)
lines = [f"{i}: {'#' * (i % 5)}" for i in range(300)]
joined = "\n".join(lines)
print(len(joined), joined[-10:].encode(), hash("x") == hash("x"), "%s %r %a" % ("é", "é", "é"))
print(sorted("Hello World".lower(), key=lambda c: (-"hello world".count(c), c))[:6], "abc".__contains__(""), ord("€"), chr(0x10FFFF).encode())
