# Lists: index, range, set, insert, repeat, reverse, nested walks, sparse positions.
set fruits {apple pear plum fig cherry}
puts [list [llength $fruits] [lindex $fruits 2] [lindex $fruits end-1] [lindex $fruits 99] [lrange $fruits 1 end-1]]
puts [linsert $fruits 2 kiwi lime]
puts [lreplace $fruits 1 2 melon]
puts [lreverse $fruits]
puts [lrepeat 3 a b]
puts [llength [lrepeat 100 x]]
puts [range 0 20 3]
puts [llength [range 0 1000]]
puts [range 10 0 -2]
set grid {{1 2 3} {4 5 6} {7 8 9}}
puts [lindex $grid 1 2]
lset grid 1 2 sixty
lset grid end end {last one}
puts $grid
lassign {one two three} first second
puts "$first/$second"
set l {}
for {set i 0} {$i < 50} {incr i} {set l [list $l]}
puts [string length $l]
set depth 0
while {[llength $l]} {set l [lindex $l 0]; incr depth}
puts $depth
lappend stack {*}{a b} {c d} [list e {f g}]
puts [llength $stack]
puts [join [lmap v {1 2 3 4 5} {if {$v == 3} continue; expr {$v * $v}}] +]
puts [concat {a b} {c {d e}} f]
puts [lsearch -all -inline -glob $fruits *p*]
puts [split a,b,,c ,]
