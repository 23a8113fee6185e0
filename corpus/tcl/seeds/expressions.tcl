# expr: precedence, integers and doubles, shifts, powers, functions, comparison of strings.
puts [expr {1 + 2 * 3 - 4 / 2 % 3}]
puts [expr {(1 + 2) * (3 - (4 - (5 - 6)))}]
puts [expr {7 / 2}]
puts [expr {-7 / 2}]
puts [expr {-7 % 3}]
puts [expr {7 % -1}]
puts [expr {-9223372036854775807 % -1}]
puts [expr {2 ** 10 + 3 ** 0}]
puts [expr {1 << 10 | 5 & 3 ^ 8}]
puts [expr {-16 >> 2}]
puts [expr {~0}]
puts [expr {1 <<< 4}]
puts [expr {0xff + 0b101 + 0o17}]
puts [expr {9223372036854775807 + 1}]
puts [expr {-9223372036854775807 - 1}]
puts [expr {1.5 * 4 + 0.1}]
puts [expr {10.0 / 4}]
puts [expr {int(3.99) + round(2.5) + abs(-4)}]
puts [expr {double(7) / 2}]
puts [expr {int("12") + double(3) * abs(-2.5)}]
puts [expr {"abc" < "abd" ? "less" : "more"}]
puts [expr {"abc" eq "abc" && "a" ne "b"}]
puts [expr {3 in {1 2 3} && 4 ni {1 2 3}}]
puts [expr {1 ? 0 ? "a" : "b" : "c"}]
puts [expr {!0 && !!5 || [error never]}]
puts [expr {wide(5) * 1000000007 * 1000000009}]
set a 12
set b -5
puts $($a * $b + 1)
puts [list [expr {$a / $b}] [expr {$a % $b}] [expr {$a ** 2}] [expr {$a << 3}]]
foreach bad {{1 +} {1 / 0} {"x" * 2} {(1} {1 2} {nosuch(1)}} {
    if {[catch {expr $bad} message]} {puts $message}
}
