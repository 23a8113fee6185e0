# lsort with every kind of order, comparators and nesting of sorts.
puts [lsort {pear Apple fig apple Cherry}]
puts [lsort -nocase {pear Apple fig cherry}]
puts [lsort -integer -decreasing {10 9 2 33 1 -5}]
puts [lsort -real {1.5 -2 1e3 0.001}]
puts [lsort -unique {b a c a b}]
puts [lsort -index 1 {{a 3} {b 1} {c 2}}]
puts [lsort -index end -integer {{a 30} {b 4} {c 100}}]
proc byLength {a b} {
    set difference [expr {[string length $a] - [string length $b]}]
    if {$difference == 0} {return [string compare $a $b]}
    return $difference
}
puts [lsort -command byLength {pear fig apple kiwi banana}]
puts [lsort -command {apply {{a b} {expr {$b - $a}}}} {5 3 9 1}]
proc inner {n a b} {
    if {$n > 1} {lsort -command [list inner [expr {$n - 1}]] {2 1}}
    string compare $a $b
}
puts [lsort -command [list inner 10] {delta alpha charlie bravo}]
set numbers {}
set seed 7
for {set i 0} {$i < 100} {incr i} {
    set seed [expr {($seed * 1103515245 + 12345) % 2147483648}]
    lappend numbers [expr {$seed % 1000}]
}
set sorted [lsort -integer $numbers]
puts "[lindex $sorted 0] [lindex $sorted 50] [lindex $sorted end]"
puts [catch {lsort -integer {1 x 2}} message]
puts $message
