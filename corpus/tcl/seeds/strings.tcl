# The string command: parts, cases, searching, mapping, trimming, repetition, Unicode, escapes.
set s "The quick brown fox"
puts [list [string length $s] [string index $s 4] [string range $s 4 8] [string range $s end-2 end] [string first o $s] [string last o $s]]
puts [string toupper $s]
puts [string totitle hello]
puts [string reverse abcdef]
puts [string repeat ab- 10]
puts [string length [string repeat xyz 1000]]
puts [string map {quick slow fox {lazy dog}} $s]
puts [string trim "  padded  "]|[string trimleft xxabcxx x]|[string trimright xxabcxx x]
puts [string replace $s 4 8 SLOW]
puts [string compare abc abd],[string equal -nocase ABC abc],[string compare -length 3 abcx abcy]
puts [string match *brown* $s][string match {[A-T]he*} $s][string match -nocase THE* $s][string match {a?c} abc]
puts [string is integer 42][string is integer 4x][string is double 1e5][string is alpha abc][string is space { }]
puts "tab\tnewline-escape\\n \x41 \u00e9 \u{20ac} \101"
puts [string length "\u00e9\u20ac"],[string bytelength "\u00e9\u20ac"]
puts {braces $keep [everything] \as it is}
puts "dollar \$ bracket \[ quote \""
puts [string cat a b c]
puts [string byterange abcdef 1 3]
set long {}
for {set i 0} {$i < 300} {incr i} {append long $i ,}
puts [string length $long]:[string range $long end-8 end]
puts [join [lmap c [split hello {}] {scan $c %c}] { }]
puts [subst {sum [expr {1 + 2}] of $s \u0041}]
