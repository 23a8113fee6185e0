// Three ways to bind a name, and binding it again to another type.
ι first = 1;
second = first + 1
third ; = second + 1
ι first = "text"
first = first + " goes on"
second = ⊤
third = (second = ⊥)
ι copy = third
copy = copy = copy
_under = 5
name2 = _under * 2
naïve = "letters after the first may be any"
xλ = name2 + _under
