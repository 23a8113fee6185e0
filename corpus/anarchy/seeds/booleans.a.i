// Truth values are compared; nothing else is done with them.
ι yes = ⊤;
ι no = ⊥;
a = yes = no
b = yes = yes
c = (1 = 1) = ⊤
d = (1 = 2) = (3 = 4)
e = ("x" = "x") = (5 = 5)
f = (⊤ = ⊥) = (⊥ = ⊤) = ⊤
⊤
⊥ = ⊥
