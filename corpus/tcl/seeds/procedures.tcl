# Procedures: defaults, args, references, statics, recursion, upvar and uplevel.
proc greet {name {mark !} args} {return "$name$mark[llength $args]"}
puts [list [greet Ann] [greet Bob ?] [greet Cid . 1 2 3]]
proc addTo {&total amount} {incr total $amount}
set sum 5
addTo sum 10
puts $sum
proc next {} {{count 100}} {incr count 7}
puts "[next] [next] [next]"
proc swap {first second} {
    upvar 1 $first a $second b
    lassign [list $b $a] a b
}
set x left
set y right
swap x y
puts "$x $y"
proc repeat {times script} {for {set i 0} {$i < $times} {incr i} {uplevel 1 $script}}
set n 1
repeat 10 {set n [expr {$n * 2}]}
puts $n
proc factorial n {if {$n <= 1} {return 1}; expr {$n * [factorial [expr {$n - 1}]]}}
puts [factorial 20]
proc depth n {if {$n > 0} {return [expr {1 + [depth [expr {$n - 1}]]}]}; return 0}
puts [depth 40]
proc loop100 {n sum} {if {$n == 0} {return $sum}; tailcall loop100 [expr {$n - 1}] [expr {$sum + $n}]}
puts [loop100 500 0]
puts [apply {{a b} {expr {$a ** $b}}} 3 7]
