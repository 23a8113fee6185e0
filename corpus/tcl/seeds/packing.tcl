# Bytes and bits: pack and unpack at every width and offset, byte lengths, checksums.
set buffer {}
pack buffer 258 -intle 16
pack buffer 258 -intbe 16 16
pack buffer -2 -intle 32 32
pack buffer "text" -str 32 64
pack buffer 1.5 -floatle 64 96
puts [string bytelength $buffer]
puts [unpack $buffer -uintle 0 16],[unpack $buffer -uintbe 16 16],[unpack $buffer -intle 32 32],[unpack $buffer -str 64 32]
puts [unpack $buffer -floatle 96 64]
puts [unpack $buffer -uintle 3 5],[unpack $buffer -intbe 8 8]
set codes {}
foreach c [split hello {}] {lappend codes [scan $c %c]}
puts $codes
set word {}
pack word $codes -str 40
puts $word
pack word 7 -intbe 12 100
puts "[string bytelength $word] [unpack $word -uintbe 100 12]"
set sum 0
foreach code $codes {set sum [expr {($sum * 31 + $code) % 65521}]}
puts $sum
proc gcd {a b} {while {$b} {lassign [list $b [expr {$a % $b}]] a b}; return $a}
puts [gcd 1071 462]
set grown {}
for {set i 0} {$i < 64} {incr i} {pack grown $i -intle 8 [expr {$i * 8}]}
puts [string bytelength $grown],[unpack $grown -uintle 504 8]
