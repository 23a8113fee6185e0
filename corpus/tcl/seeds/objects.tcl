# Classes, inheritance, methods that call methods, references, the tree package.
package require oo
class Account {
    balance 0
    owner nobody
}
Account method deposit amount {incr balance $amount; return $balance}
Account method describe {} {return "$owner has $balance"}
set a [Account new {owner Ann}]
$a deposit 40
$a deposit 2
puts [$a describe]
class Savings Account {rate 10}
Savings method interest {} {return [expr {$balance * $rate / 100}]}
Savings method describe {} {return "[super describe] and earns [$self interest]"}
set s [Savings new {owner Bob balance 500}]
puts [$s describe]
puts [$s get rate]
puts [catch {$s withdraw 5} message]
$a destroy
puts [catch {$a describe}]
set r [ref "shared value" demo]
setref $r [list [getref $r] changed]
puts [getref $r]
unset r
collect
package require tree
set t [tree]
set child [$t insert root]
$t set $child name leaf
for {set i 0} {$i < 10} {incr i} {set child [$t insert $child]; $t set $child depth $i}
puts [$t depth $child],[$t get $child depth],[$t numchildren root]
$t walk root dfs {action n} {if {$action eq "enter" && [$t keyexists $n depth]} {append path [$t get $n depth]}}
puts $path
$t destroy
