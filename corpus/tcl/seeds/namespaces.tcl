# Namespaces, variables in them, nested ones, local procedures, upcalls, static values.
namespace eval bank {
    variable balance 100
    proc deposit amount {variable balance; incr balance $amount}
    proc withdraw amount {
        variable balance
        if {$amount > $balance} {return -code error "too little: $balance"}
        incr balance -$amount
    }
    namespace eval vault {
        variable gold 7
        proc count {} {variable gold; return $gold}
    }
}
puts [bank::deposit 50]
puts [bank::withdraw 30]
puts [catch {bank::withdraw 999} message]:$message
puts [bank::vault::count],$bank::vault::gold,$::bank::balance
puts [namespace eval bank {namespace current}]
puts [namespace tail ::a::b::c],[namespace qualifiers ::a::b::c]
namespace eval one {namespace eval two {namespace eval three {proc where {} {namespace current}}}}
puts [one::two::three::where]
proc shout text {return [string toupper $text]!}
proc demo {} {
    local proc shout text {return <[upcall shout $text]>}
    return [shout hello]
}
puts [demo]
puts [shout hello]
set outside 5
proc change {} {global outside; set inside $outside; incr outside; return $inside}
puts [change][change]$outside
proc byName name {upvar #0 $name v; append v -seen; return $v}
puts [byName outside]
