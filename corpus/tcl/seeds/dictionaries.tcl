# Dictionaries: creation, nested keys, updates, loops, merging; arrays beside them.
set d [dict create name Ada age 36 langs {tcl c}]
puts [dict get $d name],[dict exists $d age],[dict exists $d none],[dict size $d]
dict set d address city London
dict set d address code 12345
dict set d a b c d e deep
puts [dict get $d a b c d e]
puts [dict get $d address]
dict incr d age 5
dict lappend d langs lua python
dict append d name " Lovelace"
dict unset d a
foreach key [lsort [dict keys $d]] {puts "$key -> [dict get $d $key]"}
puts [dict merge {a 1 b 2} {b 3 c 4}]
dict for {k v} {x 1 y 2} {puts "$k=$v"}
dict with d {puts "$name is $age"; set age 99}
puts [dict get $d age]
dict update d age years {incr years}
puts [dict getdef $d missing none],[dict get $d age]
set nest {}
for {set i 0} {$i < 40} {incr i} {set nest [dict create k $nest]}
puts [string length $nest]
array set colours {red 1 green 2 blue 3}
set colours(a,b) 12
set key green
puts "$colours(red) $colours($key) $colours(a,b) [array size colours] [lsort [array names colours *e*]]"
unset colours(red)
puts [info exists colours(red)][info exists colours(blue)]
set a(1) 1
puts $a($a($a(1)))
puts [catch {dict get {a 1} b} message]:$message
