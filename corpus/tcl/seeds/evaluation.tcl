# Programs made by programs: eval, subst, uplevel, apply, switch, aliases, lambdas, argument expansion.
set command [list puts "made by a list"]
eval $command
eval {eval {eval {puts "three deep"}}}
set words {1 2 3}
puts [expr [join $words +]]
puts [list {*}$words {*}{a b}]
set body {}
for {set i 0} {$i < 20} {incr i} {append body "incr total $i;"}
set total 0
eval $body
puts $total
set n 15
set script {incr n -1; if {$n > 0} {eval $script}}
eval $script
puts $n
foreach value {apple 42 [x] b* {}} {
    switch -glob -- $value {
        a* {puts "starts with a"}
        [0-9]* {puts "number"}
        {} {puts "empty"}
        default {puts "other $value"}
    }
}
proc control {name list body} {upvar 1 $name v; foreach v $list {uplevel 1 $body}}
control item {x y z} {append collected <$item>}
puts $collected
alias say puts
say "through an alias"
set double [lambda x {expr {$x * 2}}]
puts [$double 21]
puts [apply {{f n} {if {$n <= 1} {return 1}; expr {$n * [apply $f $f [expr {$n - 1}]]}}} {{f n} {if {$n <= 1} {return 1}; expr {$n * [apply $f $f [expr {$n - 1}]]}}} 10]
puts [subst -nocommands {$n [not run]}]
set c [curry string length]
puts [$c hello]
if {$n == 1} {puts one} elseif {$n == 0} {puts zero} else {puts more}
puts [info procs control],[info args control],[llength [info body control]]
