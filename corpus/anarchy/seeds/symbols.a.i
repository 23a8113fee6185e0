// Symbols as names of functions, parameters and methods; keywords where they are plain symbols.
ƒ α(β) { β + 1 }
ι two = (α, 1);
ƒ ∑(a, b) { a + b }
five = (∑, 2, 3) = 5
ƒ 🔒(🔑) { 🔑 * 2 }
(🔒, 21)
ƒ ∇(⟼, ⌽) { ⟼ - ⌽ }
one = (∇, 3, 2) = 1
ƒ #(⚿) { ⚿ = ⚿ }
(#, "key")
λ box { ƒ ⊳(x) { x }; ƒ ⟳(x) { self.⊳(x) }; }
ι turned = box.⟳(7);
