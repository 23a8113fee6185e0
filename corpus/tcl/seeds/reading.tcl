# Reads standard input, with a default when there is nothing; counts words and numbers.
set text [read stdin]
if {[string trim $text] eq ""} {set text "3 apples, 12 pears and 40 plums\nNothing else: 7 nuts"}
set words 0
set sum 0
array set seen {}
foreach line [split $text \n] {
    foreach word [regexp -all -inline {\w+} $line] {
        incr words
        if {[string is integer $word]} {incr sum $word}
        set key [string tolower $word]
        if {[info exists seen($key)]} {incr seen($key)} else {set seen($key) 1}
    }
}
puts "words $words sum $sum different [array size seen]"
foreach key [lrange [lsort [array names seen]] 0 6] {puts [format "%-10s %3d %s" $key $seen($key) [string repeat * $seen($key)]]}
puts [gets stdin rest]
puts [eof stdin]
puts [lindex [lsort -integer -decreasing [regexp -all -inline {\d+} $text]] 0]
