// Blocks with many items, functions in functions, separators where they may stand.
ƒ deep() {
    ƒ a() { ƒ b() { ƒ c() { ƒ d() { "bottom" } d.x() } c.x() } b.x() }
    a.x()
}
bottom = deep.x() = "bottom"
ƒ items(x) { x + 1; x + 2 x + 3; (x + 4) ; x = x ; "text" ; ⊤ 5 }
five = (items, 0) = 5
ƒ mixed(n) {
    n ; // the value alone
    ƒ helper(m) { m * n }
    (helper, 2) + (helper, 3)
}
twentyfive = (mixed, 5) = 25
((((((((((((1))))))))))))
ι sum = (((1 + 2) + (3 + 4)) + ((5 + 6) + (7 + 8)));
thirtysix = sum = 36
