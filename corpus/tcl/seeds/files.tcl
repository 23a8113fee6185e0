# Writing a file in the current folder and reading it back in several ways.
set name notes.txt
set out [open $name w]
for {set i 1} {$i <= 20} {incr i} {puts $out "$i [expr {$i * $i}]"}
puts -nonewline $out "no newline at the end"
puts [tell $out]
close $out
set in [open $name]
set count 0
while {[gets $in line] >= 0} {incr count; set last $line}
puts "$count $last [eof $in]"
seek $in 0
puts [string length [read $in]]
seek $in 2
puts [read $in 5]
seek $in -6 end
puts [read $in]
close $in
set more [open $name a]
puts $more "appended"
close $more
set in [open $name r+]
set text [read $in]
puts [llength [split $text \n]]
seek $in 0
puts -nonewline $in XY
flush $in
seek $in 0
puts [gets $in]
close $in
puts [catch {open missing.txt} message]:$message
puts [catch {puts $in x}]
puts stdout "to stdout"
flush stdout
