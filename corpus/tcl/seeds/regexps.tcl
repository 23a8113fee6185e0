# regexp and regsub: captures, classes, repetition, replacement, -all, -inline, -indices.
set line "2024-05-17 12:30 ERROR disk=/data used=97%"
regexp {(\d+)-(\d+)-(\d+) (\S+) ([A-Z]+)} $line whole year month day time level
puts "$year $month $day $time $level"
puts [regexp -inline {used=(\d+)} $line]
puts [regexp -all -inline {[a-z]+} "one two, three"]
puts [regexp -indices -inline {(d)is(k)} $line]
puts [regexp -all {a} banana]
puts [regexp -nocase {HELLO} "say hello"]
puts [regexp -start 5 -inline {\w+} "first second"]
puts [regsub -all {a} banana o]
puts [regsub -all {(\w+)@(\w+)} "ann@home bob@work" {\2 at \1}]
puts [regsub {x+} "axxxb" {<&>}]
puts [regexp {^(a|b)*$} [string repeat ab 20]]
puts [regexp {^([a-z]|[0-9])+$} [string repeat a1 20]]
puts [regexp {(((((a)))))} a]
puts [regexp {a{2,4}b} aaab][regexp {^a{3}$} aaaa][regexp {a?b+c*} bcc]
puts [regexp {[[:alpha:]]+[[:digit:]]} abc1][regexp {\m\w+\M} word][regexp {^$} {}]
puts [regexp {(.*?),(.*)} "first,second,third" all a b]:$a:$b
puts [regexp -line -all -inline {^\w} "a\nb\nc"]
foreach bad [list ( \[a * a\{2 (?< \\] {
    if {[catch {regexp $bad x} message]} {puts $message} else {puts "accepted $bad"}
}
switch -regexp -- $line {{^\d+-} {puts dated} default {puts plain}}
puts [regexp {^(\w+\s*)*$} [string repeat "word " 10]]
