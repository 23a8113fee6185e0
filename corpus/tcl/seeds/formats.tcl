# format and scan: widths, precisions, positions, bases, characters.
puts [format "%5d|%-5d|%05d|%+d|%x|%X|%o|%c|%b" 42 42 42 42 255 255 8 65 10]
puts [format "%.3f|%10.2e|%g|%s|%10s|%-10s|%.2s|%%" 3.14159 12345.678 1e20 text right left cut]
puts [format {%2$s before %1$s} one two]
puts [format "%*d|%-*d|" 8 42 8 42]
puts [format "%08.3f %#x %#o % d" 3.14159 255 8 5]
puts [string length [format %200s x]]
puts [string length [format %.50f 1.0]]
puts [format %c%c%c 72 228 8364]
puts [scan "12 apples 3.5 kilos" "%d %s %f"]
puts [scan "ff 17 x" "%x %o %c"]
puts [scan "abc123" {%[a-z]%d}]
puts [scan "key=value" {%[^=]=%s} key value]:$key:$value
puts [scan "1 2 3" "%d %*d %d"]
puts [scan "2024-05-17" %d-%d-%d]
foreach {pattern value} {%d x %q 1 %s {} %5$s a} {
    if {[catch {format $pattern $value} result]} {puts "error: $result"} else {puts "<$result>"}
}
foreach n {0 1 -1 255 65536 2147483647 -2147483648} {puts [format "%12d %08x %s" $n [expr {$n & 0xffffffff}] $n]}
for {set i 1} {$i <= 5} {incr i} {puts [format "%2d %4d %6d" $i [expr {$i ** 2}] [expr {$i ** 3}]]}
