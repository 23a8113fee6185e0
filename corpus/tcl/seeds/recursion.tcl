# Recursion and loops: towers, queens, primes, permutations, Collatz, string building.
proc hanoi {n from to spare} {
    if {$n == 0} {return 0}
    expr {[hanoi [expr {$n - 1}] $from $spare $to] + 1 + [hanoi [expr {$n - 1}] $spare $to $from]}
}
puts [hanoi 6 a b c]
proc queens {n row taken} {
    if {$row == $n} {return 1}
    set found 0
    for {set c 0} {$c < $n} {incr c} {
        set free 1
        set r 0
        foreach t $taken {
            if {$t == $c || abs($t - $c) == $row - $r} {set free 0; break}
            incr r
        }
        if {$free} {incr found [queens $n [expr {$row + 1}] [concat $taken $c]]}
    }
    return $found
}
puts [queens 5 0 {}]
proc permute list {
    if {[llength $list] < 2} {return [list $list]}
    set result {}
    for {set i 0} {$i < [llength $list]} {incr i} {
        foreach rest [permute [lreplace $list $i $i]] {lappend result [list [lindex $list $i] {*}$rest]}
    }
    return $result
}
puts [permute {x y z}]
set primes {}
loop i 2 60 {
    set prime 1
    foreach p $primes {if {$i % $p == 0} {set prime 0; break}}
    if {$prime} {lappend primes $i}
}
puts $primes
set n 27
for {set steps 0} {$n != 1} {incr steps} {set n [expr {$n % 2 ? 3 * $n + 1 : $n / 2}]}
puts $steps
proc flatten l {set out {}; foreach e $l {if {[llength $e] > 1} {lappend out {*}[flatten $e]} else {lappend out $e}}; return $out}
puts [flatten {1 {2 {3 4} 5} {6 {7 {8 9}}}}]
