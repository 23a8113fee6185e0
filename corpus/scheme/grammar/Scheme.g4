// Scheme as TinyScheme 1.42 takes it. Any program is a row of data; the typed rules in front of datum write
// programs that run. Weight 0: only for reading and for shapes. Lines that begin with //: are annotations.
grammar Scheme;

//: start program

program : form* EOF ;

form
    :
    //: weight 60
      definition
    //: weight 40
    | command
    //: weight 0
    | datum
    ;

// ---- definitions and commands --------------------------------------------------------------------

definition
    :
    //: weight 40
      '(' 'define' newInteger integerExp ')'
    //: weight 10
    | '(' 'define' newReal realExp ')'
    //: weight 20
    | '(' 'define' newText textExp ')'
    //: weight 30
    | '(' 'define' newList listExp ')'
    //: weight 10
    | '(' 'define' newVector vectorExp ')'
    //: weight 30
    | '(' 'define' newFunction1 lambda1 ')'
    //: weight 30
    | function1Definition
    //: weight 20
    | function2Definition
    //: weight 10
    | macroDefinition
    //: weight 5
    | '(' 'define' newPromise '(' 'delay' integerExp ')' ')'
    ;

//: scope
function1Definition : '(' 'define' '(' outerFunction1 newParameter ')' bodyInteger ')' ;

//: scope
function2Definition : '(' 'define' '(' outerFunction2 newParameter newParameter ')' bodyInteger ')' ;

// A macro gives code back: here a sum or a product around what it was given.
//: scope
macroDefinition
    : '(' 'define-macro' '(' outerMacro newMacroPart ')' '(' 'list' '\'' operator DIGIT macroPartUse ')' ')'
    | '(' 'define-macro' '(' outerMacro newMacroPart ')' '`' '(' operator DIGIT ',' macroPartUse ')' ')'
    | '(' 'define-macro' '(' outerMacro newMacroPart ')' '`' '(' 'if' '#t' ',' macroPartUse DIGIT ')' ')'
    ;

operator : '+' | '*' | '-' | 'max' | 'min' ;

command
    :
    //: weight 60
      '(' 'display' value ')'
    //: weight 30
    | '(' 'write' value ')'
    //: weight 10
    | '(' 'newline' ')'
    //: weight 40
    | '(' 'set!' integerUse integerExp ')'
    //: weight 10
    | '(' 'set!' realUse realExp ')'
    //: weight 10
    | '(' 'set!' listUse shortList ')'
    //: weight 10
    | '(' 'set-car!' '(' 'cons' integerExp listExp ')' value ')'
    //: weight 20
    | '(' 'if' condition command command ')'
    //: weight 10
    | '(' 'begin' command+ ')'
    //: weight 10
    | '(' 'when' condition command+ ')'
    //: weight 10
    | '(' 'unless' condition command+ ')'
    //: weight 30
    | countedLoop
    //: weight 15
    | forEach
    //: weight 5
    | '(' 'let' '(' ')' bodyCommands ')'
    //: weight 2
    | '(' 'gc' ')'
    ;

// Inside of a loop its own counter is seen and no other.
//: scope closed counter loop
countedLoop
    : '(' 'do' '(' '(' newCounter DIGIT '(' '+' counterUse DIGIT ')' ')' ')' '(' '(' '>' counterUse '9' ')' ')' command+ ')'
    | '(' 'let' newLoop '(' '(' newCounter DIGIT ')' ')'
      '(' 'if' '(' '>' counterUse '0' ')' '(' 'begin' command+ '(' loopUse '(' '-' counterUse '1' ')' ')' ')' ')' ')'
    ;

//: scope
forEach : '(' 'for-each' '(' 'lambda' '(' newParameter ')' command+ ')' shortList ')' ;

//: scope
bodyCommands : definition* command+ ;

bodyInteger : definition* command* integerExp ;

// ---- expressions ---------------------------------------------------------------------------------

integerExp
    :
    //: weight 90
      DIGIT
    //: weight 60
    | INTEGER
    //: weight 200
    | integerUse
    //: weight 40
    | counterUse
    //: weight 100
    | '(' ( '+' | '-' | '*' | 'max' | 'min' ) integerExp integerExp+ ')'
    //: weight 30
    | '(' ( 'quotient' | 'remainder' | 'modulo' ) integerExp DIGIT ')'
    //: weight 20
    | '(' ( 'abs' | '-' ) integerExp ')'
    //: weight 10
    | '(' ( 'gcd' | 'lcm' ) DIGIT DIGIT ')'
    //: weight 60
    | '(' function1Use integerExp ')'
    //: weight 40
    | '(' function2Use integerExp integerExp ')'
    //: weight 40
    | '(' 'if' condition integerExp integerExp ')'
    //: weight 20
    | '(' 'cond' ( '(' condition integerExp ')' )+ '(' 'else' integerExp ')' ')'
    //: weight 20
    | '(' 'case' integerExp ( '(' '(' DIGIT+ ')' integerExp ')' )+ '(' 'else' integerExp ')' ')'
    //: weight 40
    | letExp
    //: weight 10
    | '(' 'begin' command* integerExp ')'
    //: weight 20
    | '(' 'length' listExp ')'
    //: weight 20
    | '(' 'car' '(' 'cons' integerExp listExp ')' ')'
    //: weight 20
    | '(' 'apply' ( '+' | '*' | 'max' ) '(' 'cons' integerExp listExp ')' ')'
    //: weight 10
    | '(' 'string-length' textExp ')'
    //: weight 10
    | '(' 'vector-length' vectorExp ')'
    //: weight 10
    | '(' 'char->integer' character ')'
    //: weight 20
    | callWithEscape
    //: weight 30
    | '(' escapeUse integerExp ')'
    //: weight 20
    | '(' 'catch' integerExp guarded ')'
    //: weight 20
    //: needs guarded
    | '(' 'throw' value ')'
    //: weight 20
    | '(' macroUse integerExp ')'
    //: weight 20
    | '(' lambda1 integerExp ')'
    //: weight 10
    | '(' 'force' promiseUse ')'
    //: weight 10
    | '(' 'eval' '\'' quotedCode ')'
    //: weight 10
    | '(' 'dynamic-wind' '(' 'lambda' '(' ')' command ')' '(' 'lambda' '(' ')' integerExp ')' '(' 'lambda' '(' ')' command ')' ')'
    ;

//: scope
lambda1
    : '(' 'lambda' '(' newParameter ')' bodyInteger ')'
    ;

//: scope
letExp
    : '(' 'let*' '(' binding+ ')' bodyInteger ')'
    | '(' ( 'let' | 'letrec' ) letBindings bodyInteger ')'
    ;

binding : '(' boundInteger integerExp ')' ;

// The names that let and letrec bind are used in the body only.
letBindings : '(' firstBinding* ')' ;

firstBinding : '(' letInteger integerExp ')' ;

//: scope
callWithEscape : '(' ( 'call/cc' | 'call-with-current-continuation' ) '(' 'lambda' '(' newEscape ')' bodyInteger ')' ')' ;

//: gives guarded
guarded : integerExp ;

quotedCode
    : DIGIT
    | '(' operator quotedCode quotedCode ')'
    | '(' 'if' '#t' quotedCode quotedCode ')'
    | '(' 'let' '(' '(' 'x' quotedCode ')' ')' '(' '+' 'x' quotedCode ')' ')'
    ;

realExp
    :
    //: weight 40
      integerExp
    //: weight 40
    | REAL
    //: weight 30
    | realUse
    //: weight 30
    | '(' ( '+' | '-' | '*' ) realExp realExp ')'
    //: weight 10
    | '(' '/' realExp DIGIT ')'
    //: weight 10
    | '(' ( 'sin' | 'cos' | 'atan' | 'floor' | 'ceiling' | 'round' | 'truncate' ) realExp ')'
    //: weight 10
    | '(' ( 'sqrt' | 'exact->inexact' ) DIGIT ')'
    //: weight 10
    | '(' 'expt' DIGIT DIGIT ')'
    ;

textExp
    :
    //: weight 60
      STRING
    //: weight 60
    | textUse
    //: weight 30
    | '(' 'number->string' realExp ')'
    //: weight 30
    | '(' 'string-append' textExp+ ')'
    | '(' 'symbol->string' '\'' symbolDatum ')'
    | '(' 'make-string' DIGIT character ')'
    | '(' 'substring' '(' 'number->string' integerExp ')' '0' '1' ')'
    ;

listExp
    :
    //: weight 60
      listUse
    //: weight 40
    | shortList
    //: weight 40
    | '(' 'list' integerExp* ')'
    //: weight 20
    | '(' 'cons' integerExp listExp ')'
    //: weight 20
    | '(' 'reverse' listExp ')'
    //: weight 20
    | '(' 'append' listExp listExp ')'
    //: weight 30
    | '(' 'map' ( function1Use | lambda1 ) listExp ')'
    | '(' 'cdr' '(' 'cons' integerExp listExp ')' ')'
    //: weight 15
    | '`' '(' ( DIGIT | ',' integerExp | ',@' listExp )* ')'
    | '(' 'list-tail' '(' 'list' DIGIT DIGIT integerExp ')' '1' ')'
    ;

shortList
    : '\'' '(' DIGIT* ')'
    ;

// A vector is had as a whole only: this interpreter refuses every index of one element.
vectorExp
    :
    //: weight 30
      vectorUse
    | '(' 'vector' value* ')'
    | '(' 'make-vector' DIGIT value ')'
    | '(' 'list->vector' '(' 'cons' integerExp listExp ')' ')'
    ;

condition
    : '#t'
    | '#f'
    //: weight 80
    | '(' ( '<' | '>' | '<=' | '>=' | '=' ) realExp realExp ')'
    //: weight 20
    | '(' ( 'zero?' | 'positive?' | 'negative?' | 'odd?' | 'even?' ) integerExp ')'
    | '(' ( 'null?' | 'pair?' | 'list?' | 'number?' | 'string?' | 'symbol?' | 'procedure?' | 'vector?' ) value ')'
    | '(' ( 'eq?' | 'eqv?' ) value value ')'
    | '(' 'equal?' listExp listExp ')'
    //: weight 20
    | '(' 'not' condition ')'
    //: weight 20
    | '(' ( 'and' | 'or' ) condition* ')'
    | '(' 'char<?' character character ')'
    ;

value
    :
    //: weight 80
      integerExp
    //: weight 20
    | realExp
    //: weight 40
    | textExp
    //: weight 40
    | listExp
    //: weight 20
    | condition
    //: weight 10
    | vectorExp
    //: weight 10
    | character
    //: weight 10
    | function1Use
    //: weight 10
    | '\'' datum
    //: weight 5
    | '(' ( 'memv' | 'memq' | 'member' ) integerExp listExp ')'
    //: weight 5
    | '(' ( 'assv' | 'assoc' ) DIGIT '\'' '(' ( '(' DIGIT '.' DIGIT ')' )* ')' ')'
    //: weight 5
    | '(' ( 'gensym' | 'current-output-port' | 'current-environment' ) ')'
    //: weight 3
    | '(' 'string->number' STRING ')'
    //: weight 3
    | '(' 'string->symbol' STRING ')'
    ;

character
    : CHARACTER
    | '(' 'integer->char' INTEGER_CHAR ')'
    ;

// ---- names ---------------------------------------------------------------------------------------

//: declares integer unique after definition
newInteger : SYMBOL ;
//: declares real unique after definition
newReal : SYMBOL ;
//: declares text unique after definition
newText : SYMBOL ;
//: declares list unique after definition
newList : SYMBOL ;
//: declares vector unique after definition
newVector : SYMBOL ;
//: declares promise unique after definition
newPromise : SYMBOL ;
//: declares function1 unique after definition
newFunction1 : SYMBOL ;
//: declares function1 unique after definition
outerFunction1 : SYMBOL ;
//: declares function2 unique after definition
outerFunction2 : SYMBOL ;
//: declares macro unique after definition
outerMacro : SYMBOL ;
//: declares macroPart unique
newMacroPart : SYMBOL ;
//: declares integer unique
newParameter : SYMBOL ;
//: declares integer unique after binding
boundInteger : SYMBOL ;
//: declares integer unique after letBindings
letInteger : SYMBOL ;
//: declares escape unique
newEscape : SYMBOL ;
//: declares counter unique
newCounter : SYMBOL ;
//: declares loop unique
newLoop : SYMBOL ;
//: uses integer
integerUse : SYMBOL ;
//: uses real
realUse : SYMBOL ;
//: uses text
textUse : SYMBOL ;
//: uses list
listUse : SYMBOL ;
//: uses vector
vectorUse : SYMBOL ;
//: uses promise
promiseUse : SYMBOL ;
//: uses function1
function1Use : SYMBOL ;
//: uses function2
function2Use : SYMBOL ;
//: uses macro
macroUse : SYMBOL ;
//: uses macroPart
macroPartUse : SYMBOL ;
//: uses escape
escapeUse : SYMBOL ;
//: uses counter
counterUse : SYMBOL ;
//: uses loop
loopUse : SYMBOL ;

// ---- any data ------------------------------------------------------------------------------------

datum
    :
    //: weight 30
      number
    //: weight 20
    | STRING
    | CHARACTER
    | ( '#t' | '#f' )
    //: weight 40
    | symbolDatum
    //: weight 40
    | '(' datum* ')'
    | '(' datum+ '.' datum ')'
    | '#(' datum* ')'
    | ( '\'' | '`' ) datum
    //: weight 0
    | ( ',' | ',@' ) datum
    ;

number : DIGIT | INTEGER | INTEGER_CHAR | REAL | '0' | '9' | '1' ;

symbolDatum
    : SYMBOL
    //: weight 1
    | word
    ;

// The names of the library are tokens of their own where the typed rules name them.
word
    : 'x'
    | '*' | '+' | '-' | '/' | '<' | '<=' | '=' | '>' | '>=' | 'abs' | 'and' | 'append'
    | 'apply' | 'assoc' | 'assv' | 'atan' | 'begin' | 'call-with-current-continuation'
    | 'call/cc' | 'car' | 'case' | 'catch' | 'cdr' | 'ceiling' | 'char->integer' | 'char<?'
    | 'cond' | 'cons' | 'cos' | 'current-environment' | 'current-output-port' | 'define'
    | 'define-macro' | 'delay' | 'display' | 'do' | 'dynamic-wind' | 'else' | 'eq?' | 'equal?'
    | 'eqv?' | 'eval' | 'even?' | 'exact->inexact' | 'expt' | 'floor' | 'for-each' | 'force'
    | 'gc' | 'gcd' | 'gensym' | 'if' | 'integer->char' | 'lambda' | 'lcm' | 'length' | 'let'
    | 'let*' | 'letrec' | 'list' | 'list->vector' | 'list-tail' | 'list?' | 'make-string'
    | 'make-vector' | 'map' | 'max' | 'member' | 'memq' | 'memv' | 'min' | 'modulo'
    | 'negative?' | 'newline' | 'not' | 'null?' | 'number->string' | 'number?' | 'odd?' | 'or'
    | 'pair?' | 'positive?' | 'procedure?' | 'quotient' | 'remainder' | 'reverse' | 'round'
    | 'set!' | 'set-car!' | 'sin' | 'sqrt' | 'string->number' | 'string->symbol'
    | 'string-append' | 'string-length' | 'string?' | 'substring' | 'symbol->string'
    | 'symbol?' | 'throw' | 'truncate' | 'unless' | 'vector' | 'vector-length' | 'vector?'
    | 'when' | 'write' | 'zero?'
    ;

// ---- tokens --------------------------------------------------------------------------------------

DIGIT : [2-8] ;

INTEGER_CHAR : '65' | '97' | '48' | '10' | '32' ;

//: samples 0 1 -1 12 -7 100 255 65536 2147483648 -9223372036854775807 #xff #b101 #o17
INTEGER : [+-]? [0-9]+ | '#x' [0-9a-f]+ | '#b' '-'? [01]+ | '#o' [0-7]+ | '#d' [0-9]+ ;

//: samples 0.5 -1.5 3.25 1e3 1e21 -2.5e-7 1e300 .5
REAL : [+-]? ( [0-9]+ '.' [0-9]* | '.' [0-9]+ ) ( [eE] [+-]? [0-9]+ )? | [+-]? [0-9]+ [eE] [+-]? [0-9]+ ;

//: samples '"a"' '"text"' '""' '"one two"' '"10"' '"a\\nb"' '"\\"q\\""'
STRING : '"' ( '\\' ~[xX] | '\\' [xX] [0-9a-fA-F] [0-9a-fA-F] | ~["\\] )* '"' ;

//: samples '#\\a' '#\\Z' '#\\space' '#\\newline' '#\\0'
CHARACTER
    : '#\\' ( 'space' | 'newline' | 'return' | 'tab' )
    | '#\\' 'x' [0-9a-fA-F] [0-9a-fA-F]?
    | '#\\' ~[\u0000]
    ;

SYMBOL : [a-zA-Z!$%&*/:<=>?^_~] [a-zA-Z!$%&*/:<=>?^_~0-9+\-.@]* | '+' | '-' | '...' ;

// What stands side by side without a blank is read as one, and is something else than its parts.
FUSED
    : ~[ \t\r\n\f()";'`,#] ~[ \t\r\n\f()";]*
    | '#' ~[ \t\r\n\f()";!] ~[ \t\r\n\f()";]*
    | '#\\' . ~[ \t\r\n\f()";]*
    ;

COMMENT : ( ';' | '#!' ) ~[\n]* -> skip ;
BLANK : [ \t\r\n\f]+ -> skip ;
