# catch, try, return codes, error options, finally, breaks out of loops.
puts [catch {error "broken"} message]:$message
puts [catch {expr {1 / 0}} message]:$message
puts [catch {nosuchcommand 1} message]:$message
puts [catch {return 5} value]:$value
puts [catch {break}],[catch {continue}],[catch {set fine 1}]
proc failing n {if {$n == 0} {return -code error "bottom"}; failing [expr {$n - 1}]}
puts [catch {failing 20} message options]:$message:[dict get $options -code]
set result [try {
    error "inside"
} on error {message options} {
    set message "handled $message"
} finally {
    puts "always"
}]
puts $result
puts [try {set x 5} on ok value {expr {$value * 2}}]
foreach i {1 2 3 4 5} {
    if {$i == 2} continue
    if {$i == 4} break
    puts "item $i"
}
proc early {} {
    foreach i {1 2 3} {if {$i == 2} {return "left at $i"}}
}
puts [early]
proc custom {} {return -code continue special}
puts [catch {custom} value]:$value
set depth 0
proc level n {if {$n > 0} {catch {level [expr {$n - 1}]} r; return $r}; error "deep end"}
puts [catch {level 30} message]:$message
puts [catch {set missing} message]:$message
puts [catch {lindex a b c d} message]:$message
puts [catch {proc} message]:$message
puts [info exists message]
proc cleanup {} {defer {puts deferred}; puts working; return done}
puts [cleanup]
