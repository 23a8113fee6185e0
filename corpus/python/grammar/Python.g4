// Python 3.11. Typed rules write programs that run; general alternatives have weight 0 and are for reading
// and for shapes. Lines that begin with //: are annotations. INDENT and DEDENT come from the layout: no line
// ends inside of brackets, blank lines count as nothing.
grammar Python;

//: start program
//: layout INDENT DEDENT NEWLINE

tokens { INDENT, DEDENT }

program : statement* EOF ;

statement
    :
    //: weight 40
      simple ( ';' simple )* ';'? NEWLINE
    //: weight 20
    | compound
    ;

// ---- simple statements ---------------------------------------------------------------------------

simple
    :
    //: weight 120
      newInteger '=' integerExp
    //: weight 30
    | newNumber '=' numberExp
    //: weight 60
    | newText '=' textExp
    //: weight 60
    | newList '=' listExp
    //: weight 30
    | newDict '=' dictExp
    //: weight 20
    | newFunction1 '=' 'lambda' lambda1
    //: weight 15
    | newObject '=' classUse '(' integerExp ')'
    //: weight 15
    | newInteger ',' newInteger '=' integerExp ',' integerExp
    //: weight 60
    | integerUse '=' '(' integerExp ')' '%' MODULUS
    //: weight 40
    | integerUse ( '+=' | '-=' | '^=' | '|=' ) SMALL
    //: weight 10
    | integerUse ( '//=' | '%=' | '>>=' ) SMALL
    //: weight 20
    | numberUse '=' numberExp
    //: weight 20
    | textUse '=' '(' textExp ')' '[' ':' SMALL ']'
    //: weight 10
    | textUse '+=' TEXT
    //: weight 40
    | listUse '.' 'append' '(' integerExp ')'
    //: weight 10
    | listUse '.' ( 'sort' | 'reverse' | 'clear' ) '(' ')'
    //: weight 5
    | listUse '.' 'extend' '(' 'range' '(' SMALL ')' ')'
    //: weight 5
    | listUse '.' 'insert' '(' SMALL ',' integerExp ')'
    //: weight 5
    | 'del' listUse '[' SMALL ':' ']'
    //: weight 40
    | dictUse '[' key ']' '=' integerExp
    //: weight 5
    | dictUse '.' 'pop' '(' key ',' 'None' ')'
    //: weight 10
    | objectUse '.' 'value' '=' integerExp
    //: weight 120
    | 'print' '(' value ( ',' value )* ')'
    //: weight 5
    | 'assert' integerExp '==' integerExp 'or' 'True'
    //: weight 5
    | 'pass'
    //: weight 15
    //: needs guarded
    | 'raise' exceptionName '(' textExp ')'
    //: weight 0
    | '...'
    //: weight 0
    //: needs loop
    | ( 'break' | 'continue' )
    //: weight 0
    //: needs function
    | 'return' tupleExp?
    //: weight 0
    | assignment
    //: weight 0
    | 'del' tupleExp
    //: weight 0
    | 'raise' ( exp ( 'from' exp )? )?
    //: weight 0
    | 'assert' exp ( ',' exp )?
    //: weight 0
    | ( 'global' | 'nonlocal' ) name ( ',' name )*
    //: weight 0
    | 'import' dotted ( 'as' name )? ( ',' dotted ( 'as' name )? )*
    //: weight 0
    | 'from' dotted 'import' ( '*' | '('? name ( 'as' name )? ( ',' name ( 'as' name )? )* ','? ')'? )
    ;

assignment
    : tupleExp ( '=' ( tupleExp | yieldExp ) )*
    | yieldExp
    | exp ':' exp ( '=' tupleExp )?
    | exp ( '+=' | '-=' | '*=' | '/=' | '//=' | '%=' | '@=' | '&=' | '|=' | '^=' | '<<=' | '>>=' | '**=' ) ( tupleExp | yieldExp )
    ;

dotted : ( '.' | '...' )* name ( '.' name )* ;

// ---- compound statements -------------------------------------------------------------------------

compound
    :
    //: weight 50
      'if' condition ':' block ( 'elif' condition ':' block )* ( 'else' ':' block )?
    //: weight 60
    | forLoop
    //: weight 15
    | whileLoop
    //: weight 50
    | function1
    //: weight 20
    | function2
    //: weight 15
    | generator
    //: weight 20
    | classDefinition
    //: weight 40
    | 'try' ':' guarded 'except' ( exceptionName | 'Exception' ) ':' block
      ( 'except' 'Exception' ':' block )? ( 'else' ':' block )? ( 'finally' ':' block )?
    //: weight 15
    | 'match' integerExp ':' NEWLINE INDENT typedCase+ 'case' '_' ':' block DEDENT
    //: weight 20
    //: needs loop
    | 'if' condition ':' NEWLINE INDENT ( 'break' | 'continue' ) NEWLINE DEDENT
    //: weight 0
    | 'if' exp ':' suite ( 'elif' exp ':' suite )* ( 'else' ':' suite )?
    //: weight 0
    | 'async'? 'for' tupleExp 'in' tupleExp ':' loopSuite ( 'else' ':' suite )?
    //: weight 0
    | 'while' exp ':' loopSuite ( 'else' ':' suite )?
    //: weight 0
    | 'try' ':' suite ( 'except' '*'? ( exp ( 'as' name )? )? ':' suite )* ( 'else' ':' suite )? ( 'finally' ':' suite )?
    //: weight 0
    | 'async'? 'with' exp ( 'as' exp )? ( ',' exp ( 'as' exp )? )* ':' suite
    //: weight 0
    | ( '@' exp NEWLINE )* 'async'? 'def' name '(' parameters? ')' ( '->' exp )? ':' functionSuite
    //: weight 0
    | ( '@' exp NEWLINE )* 'class' name ( '(' arguments? ')' )? ':' suite
    //: weight 0
    | 'match' tupleExp ':' NEWLINE INDENT caseClause+ DEDENT
    ;

//: scope
block : NEWLINE INDENT statement+ DEDENT ;

//: gives guarded
guarded : block ;

//: gives loop
loopBlock : block ;

suite : simple ( ';' simple )* ';'? NEWLINE | NEWLINE INDENT statement+ DEDENT ;

//: gives loop
loopSuite : suite ;

//: gives function
//: hides loop
functionSuite : suite ;

//: scope
forLoop
    : 'for' newItem 'in' 'range' '(' SMALL ')' ':' loopBlock
    | 'for' newItem 'in' 'range' '(' SMALL ',' '-' SMALL ',' '-' SMALL ')' ':' loopBlock
    | 'for' newItem 'in' shortList ':' loopBlock ( 'else' ':' block )?
    | 'for' newItem ',' newItem 'in' 'enumerate' '(' shortList ')' ':' loopBlock
    | 'for' newLetter 'in' ( TEXT | 'sorted' '(' dictUse ')' ) ':' loopBlock
    ;

// Inside of a loop its own counter is seen and no other.
//: scope closed counter
//: gives loop
whileLoop
    : newCounter '=' SMALL NEWLINE 'while' counterUse '>' '0' ':' NEWLINE INDENT
      counterUse '-=' '1' NEWLINE statement* DEDENT
    ;

typedCase
    : 'case' SMALL ( '|' SMALL )* ':' block
    | 'case' newItem 'if' condition ':' block
    ;

// A function sees no names from outside but those of functions and classes: what is assigned in it is its own.
//: scope closed integer number text list dict object counter
//: gives function
//: hides loop guarded
function1 : 'def' outerFunction1 '(' newParameter ')' ':' integerBody ;

//: scope closed integer number text list dict object counter
//: gives function
//: hides loop guarded
function2
    : 'def' outerFunction2 '(' newParameter ',' newParameter '=' SMALL ')' ':' integerBody
    | 'def' outerFunction2 '(' newParameter ',' '*' newRest ')' ':' integerBody
    ;

//: scope closed integer number text list dict object counter
//: gives function
//: hides loop guarded
generator
    : 'def' outerGenerator '(' newParameter ')' ':' NEWLINE INDENT
      'for' newItem 'in' 'range' '(' SMALL ')' ':' NEWLINE INDENT statement* 'yield' integerExp NEWLINE DEDENT
      ( 'yield' 'from' '(' SMALL ',' SMALL ')' NEWLINE )? DEDENT
    ;

integerBody : NEWLINE INDENT statement* 'return' integerExp NEWLINE DEDENT ;

//: hides loop guarded
classDefinition
    : 'class' outerClass ( '(' classUse ')' )? ':' NEWLINE INDENT initializer method* DEDENT
    ;

//: scope closed integer number text list dict object counter
initializer
    : 'def' '__init__' '(' 'self' ',' newParameter ')' ':' NEWLINE INDENT
      'self' '.' 'value' '=' integerExp NEWLINE DEDENT
    ;

//: scope closed integer number text list dict object counter
method
    : 'def' ( '__add__' | '__eq__' | '__mul__' ) '(' 'self' ',' 'other' ')' ':' integerBody
    | 'def' ( '__len__' | '__hash__' ) '(' 'self' ')' ':' NEWLINE INDENT 'return' SMALL NEWLINE DEDENT
    | 'def' ( '__repr__' | '__str__' ) '(' 'self' ')' ':' NEWLINE INDENT 'return' TEXT NEWLINE DEDENT
    | 'def' '__getitem__' '(' 'self' ',' newParameter ')' ':' integerBody
    ;

caseClause : 'case' pattern ( ',' pattern )* ','? ( 'if' exp )? ':' suite ;

pattern
    : '*' name
    | pattern 'as' name
    | pattern '|' pattern
    | '-'? number
    | string+
    | ( 'None' | 'True' | 'False' )
    | name ( '.' name )* ( '(' ( patternArgument ( ',' patternArgument )* ','? )? ')' )?
    | '(' ( pattern ( ',' pattern )* ','? )? ')'
    | '[' ( pattern ( ',' pattern )* ','? )? ']'
    | '{' ( patternItem ( ',' patternItem )* ','? )? '}'
    ;

patternArgument : ( name '=' )? pattern ;
patternItem : exp ':' pattern | '**' name ;

parameters : parameter ( ',' parameter )* ','? ;
parameter : name ( ':' exp )? ( '=' exp )? | '*' ( name ( ':' exp )? )? | '**' name ( ':' exp )? | '/' ;

// ---- typed expressions ---------------------------------------------------------------------------

integerExp
    :
    //: weight 160
      integerAtom
    | ( '-' | '~' | '+' ) integerExp
    | integerExp '*' integerExp
    | integerExp ( '//' | '%' ) SMALL
    //: weight 20
    | integerExp ( '+' | '-' ) integerExp
    | integerExp '&' integerExp
    | integerExp '^' integerExp
    | integerExp '|' integerExp
    ;

integerAtom
    :
    //: weight 60
      SMALL
    //: weight 30
    | INTEGER
    //: weight 120
    | integerUse
    //: weight 30
    | counterUse
    //: weight 20
    | '(' integerExp ')'
    //: weight 40
    | function1Use '(' integerExp ')'
    //: weight 30
    | function2Use '(' integerExp ',' integerExp ')'
    //: weight 15
    | 'len' '(' ( listExp | textExp | dictExp ) ')'
    | ( 'abs' | 'int' ) '(' integerExp ')'
    | ( 'max' | 'min' ) '(' integerExp ',' integerExp ')'
    | 'sum' '(' listExp ')'
    | 'sum' '(' generatorUse '(' integerExp ')' ')'
    | 'next' '(' generatorUse '(' integerExp ')' ')'
    | 'pow' '(' integerExp ',' SMALL ',' MODULUS ')'
    | '(' SMALL '**' SMALL ')'
    | '(' integerExp ( '<<' | '>>' ) SMALL ')'
    | '(' integerExp 'if' condition 'else' integerExp ')'
    | 'hash' '(' SMALL ')'
    | '(' 'lambda' lambda1 ')' '(' integerExp ')'
    | dictUse '.' 'get' '(' key ',' integerExp ')'
    | listExp '.' 'count' '(' integerExp ')'
    | objectUse '.' 'value'
    | classUse '(' integerExp ')' '.' 'value'
    | 'ord' '(' LETTER ')'
    | '[' integerExp ( ',' integerExp )* ']' '[' ( '0' | '-' '1' ) ']'
    | '(' newWalrus ':=' integerExp ')'
    ;

//: scope
lambda1 : newParameter ':' integerExp ;

numberExp
    :
    //: weight 60
      numberAtom
    | '-' numberExp
    | numberExp '*' numberExp
    | numberExp '/' SMALL
    | numberExp ( '+' | '-' ) numberExp
    ;

numberAtom
    :
    //: weight 20
      integerAtom
    //: weight 40
    | FLOAT
    //: weight 30
    | numberUse
    | '(' numberExp ')'
    | 'float' '(' TEXT_NUMBER ')'
    | 'round' '(' FLOAT ',' SMALL ')'
    | 'abs' '(' numberExp ')'
    ;

textExp
    :
    //: weight 40
      textAtom
    | textExp '+' textExp
    | textExp '*' SMALL
    ;

textAtom
    :
    //: weight 60
      TEXT
    //: weight 60
    | textUse
    //: weight 20
    | ( 'str' | 'repr' ) '(' value ')'
    | '(' textExp ')'
    | '(' textExp ')' '.' ( 'upper' | 'lower' | 'title' | 'strip' | 'swapcase' | 'capitalize' ) '(' ')'
    | '(' textExp ')' '.' ( 'center' | 'ljust' | 'zfill' ) '(' SMALL ')'
    | '(' textExp ')' '.' 'replace' '(' TEXT ',' TEXT ')'
    | '(' textExp ')' '[' integerExp? ':' integerExp? ']'
    | '(' FORMAT '%' '(' integerExp ',' textExp ')' ')'
    | TEXT '.' 'join' '(' 'map' '(' 'str' ',' listExp ')' ')'
    | ( 'hex' | 'bin' | 'oct' ) '(' integerExp ')'
    | 'chr' '(' SMALL ')'
    | 'format' '(' integerExp ',' '"08b"' ')'
    ;

listExp
    :
    //: weight 60
      listUse
    //: weight 40
    | shortList
    //: weight 40
    | '[' integerExp ( ',' integerExp )* ']'
    | '[' integerExp 'for' newItem 'in' 'range' '(' SMALL ')' ( 'if' condition )? ']'
    | '[' '*' listUse ',' '*' listUse ']'
    | 'sorted' '(' listExp ')'
    | 'list' '(' 'range' '(' SMALL ')' ')'
    | 'list' '(' 'map' '(' ( function1Use | 'lambda' lambda1 ) ',' listExp ')' ')'
    | 'list' '(' 'filter' '(' 'lambda' lambda1 ',' listExp ')' ')'
    | 'list' '(' generatorUse '(' integerExp ')' ')'
    | 'list' '(' 'reversed' '(' listExp ')' ')'
    | '(' listExp ')' '[' integerExp? ':' integerExp? ']'
    | '(' shortList '+' listExp ')'
    | '(' shortList '*' SMALL ')'
    ;

shortList : '[' ( SMALL ( ',' SMALL )* ','? )? ']' ;

dictExp
    :
    //: weight 40
      dictUse
    //: weight 40
    | '{' ( key ':' integerExp ( ',' key ':' integerExp )* )? '}'
    | '{' key ':' integerExp 'for' newItem 'in' 'range' '(' SMALL ')' '}'
    | 'dict' '(' 'a' '=' integerExp ')'
    | '{' '**' dictUse ',' key ':' integerExp '}'
    ;

key : TEXT | integerAtom ;

condition
    :
    //: weight 50
      comparison
    | 'not' condition
    | condition 'and' condition
    | condition 'or' condition
    ;

comparison
    :
    //: weight 60
      integerExp ( '<' | '>' | '<=' | '>=' | '==' | '!=' ) integerExp
    | integerExp '<' integerExp '<=' integerExp
    //: weight 20
    | numberExp ( '<' | '>' | '==' ) numberExp
    //: weight 20
    | textExp ( '<' | '>' | '==' | '!=' | 'in' | 'not' 'in' ) textExp
    | integerExp ( 'in' | 'not' 'in' ) listExp
    | 'isinstance' '(' value ',' ( 'int' | 'str' | 'list' ) ')'
    | '(' textExp ')' '.' ( 'startswith' | 'endswith' ) '(' TEXT ')'
    | '(' condition ')'
    | ( 'any' | 'all' ) '(' listExp ')'
    | 'True'
    | 'False'
    | ( 'bool' | 'callable' ) '(' value ')'
    | objectUse 'is' 'not'? 'None'
    ;

value
    :
    //: weight 60
      integerExp
    //: weight 30
    | numberExp
    //: weight 60
    | textExp
    //: weight 30
    | listExp
    //: weight 15
    | dictExp
    //: weight 20
    | '(' condition ')'
    | 'None'
    | ( 'tuple' | 'set' | 'frozenset' ) '(' listExp ')'
    | '{' integerExp ( ',' integerExp )* '}'
    | '(' integerExp ',' textExp ')'
    | 'type' '(' '(' textExp ')' ')'
    | 'divmod' '(' integerExp ',' SMALL ')'
    | 'complex' '(' integerExp ',' SMALL ')'
    | 'bytes' '(' shortList ')'
    | 'sorted' '(' dictUse '.' 'values' '(' ')' ')'
    | 'list' '(' 'zip' '(' listExp ',' listExp ')' ')'
    | '(' textExp ')' '.' 'split' '(' ')'
    | '(' textExp ')' '.' 'encode' '(' ')'
    | 'eval' '(' '"1 + 1"' ')'
    ;

exceptionName
    : 'ValueError' | 'TypeError' | 'KeyError' | 'IndexError' | 'ZeroDivisionError' | 'RuntimeError'
    | 'StopIteration' | 'ArithmeticError'
    ;

// ---- names ---------------------------------------------------------------------------------------

//: declares integer unique after simple
newInteger : NAME ;
//: declares number unique after simple
newNumber : NAME ;
//: declares text unique after simple
newText : NAME ;
//: declares list unique after simple
newList : NAME ;
//: declares dict unique after simple
newDict : NAME ;
//: declares object unique after simple
newObject : NAME ;
//: declares function1 unique after simple
newFunction1 : NAME ;
//: declares function1 unique after compound
outerFunction1 : NAME ;
//: declares function2 unique after compound
outerFunction2 : NAME ;
//: declares generator unique after compound
outerGenerator : NAME ;
//: declares class unique after compound
outerClass : NAME ;
//: declares integer unique
newParameter : NAME ;
//: declares list unique
newRest : NAME ;
// What a loop over a list binds may be bound after the text that uses it: not used at all.
//: declares item unique
newItem : NAME ;
//: declares walrus unique
newWalrus : NAME ;
//: declares text unique
newLetter : NAME ;
//: declares counter unique
newCounter : NAME ;
//: uses integer
integerUse : NAME ;
//: uses number
numberUse : NAME ;
//: uses text
textUse : NAME ;
//: uses list
listUse : NAME ;
//: uses dict
dictUse : NAME ;
//: uses object
objectUse : NAME ;
//: uses function1
function1Use : NAME ;
//: uses function2
function2Use : NAME ;
//: uses generator
generatorUse : NAME ;
//: uses class
classUse : NAME ;
//: uses counter
counterUse : NAME ;

// ---- general expressions -------------------------------------------------------------------------

tupleExp : starExp ( ',' starExp )* ','? ;
starExp : '*' exp | exp ;
//: flat a yield stands in a function
yieldExp : 'yield' ( 'from' exp | tupleExp )? ;

exp
    : name
    | number
    | string+
    | ( 'None' | 'True' | 'False' | '...' )
    | '(' ( tupleExp | yieldExp | starExp comprehension )? ')'
    | '[' ( tupleExp | starExp comprehension )? ']'
    | '{' ( tupleExp | starExp comprehension | entry ( ',' entry )* ','? | exp ':' exp comprehension )? '}'
    | exp '(' arguments? ')'
    | exp '[' slice ( ',' slice )* ','? ']'
    | exp '.' name
    //: flat an await stands in an async function
    | 'await' exp
    | <assoc=right> exp '**' exp
    | ( '+' | '-' | '~' ) exp
    | exp ( '*' | '@' | '/' | '//' | '%' ) exp
    | exp ( '+' | '-' ) exp
    | exp ( '<<' | '>>' ) exp
    | exp '&' exp
    | exp '^' exp
    | exp '|' exp
    | exp ( '<' | '>' | '<=' | '>=' | '==' | '!=' | 'in' | 'not' 'in' | 'is' 'not'? ) exp
    | 'not' exp
    | exp 'and' exp
    | exp 'or' exp
    | <assoc=right> exp 'if' exp 'else' exp
    | 'lambda' lambdaParameters? ':' exp
    //: flat a name that is given a value stands in parentheses
    | <assoc=right> name ':=' exp
    ;

lambdaParameters : lambdaParameter ( ',' lambdaParameter )* ','? ;
lambdaParameter : name ( '=' exp )? | '*' name? | '**' name | '/' ;
comprehension : ( 'async'? 'for' tupleTarget 'in' exp ( 'if' exp )* )+ ;
tupleTarget : target ( ',' target )* ','? ;
target : '*'? name | '(' tupleTarget ')' | '[' tupleTarget ']' | target '.' name | target '[' exp ']' ;
entry : exp ':' exp | '**' exp ;
arguments : argument ( ',' argument )* ','? ;
argument : exp comprehension? | name '=' exp | '*' exp | '**' exp ;
slice : exp? ':' exp? ( ':' exp? )? | starExp ;

number : SMALL | INTEGER | MODULUS | FLOAT | OTHER_NUMBER | '0' | '1' ;

string
    : TEXT | TEXT_NUMBER | LETTER | FORMAT
    | '"08b"' | '"1 + 1"'
    ;

// The names of the library are tokens of their own where the typed rules name them.
name
    : NAME
    | 'ArithmeticError' | 'Exception' | 'IndexError' | 'KeyError' | 'RuntimeError'
    | 'StopIteration' | 'TypeError' | 'ValueError' | 'ZeroDivisionError' | '_' | '__add__'
    | '__eq__' | '__getitem__' | '__hash__' | '__init__' | '__len__' | '__mul__' | '__repr__'
    | '__str__' | 'a' | 'abs' | 'all' | 'any' | 'append' | 'bin' | 'bool' | 'bytes'
    | 'callable' | 'capitalize' | 'case' | 'center' | 'chr' | 'clear' | 'complex' | 'count'
    | 'dict' | 'divmod' | 'encode' | 'endswith' | 'enumerate' | 'eval' | 'extend' | 'filter'
    | 'float' | 'format' | 'frozenset' | 'get' | 'hash' | 'hex' | 'insert' | 'int'
    | 'isinstance' | 'join' | 'len' | 'list' | 'ljust' | 'lower' | 'map' | 'match' | 'max'
    | 'min' | 'next' | 'oct' | 'ord' | 'other' | 'pop' | 'pow' | 'print' | 'range' | 'replace'
    | 'repr' | 'reverse' | 'reversed' | 'round' | 'self' | 'set' | 'sort' | 'sorted' | 'split'
    | 'startswith' | 'str' | 'strip' | 'sum' | 'swapcase' | 'title' | 'tuple' | 'type'
    | 'upper' | 'value' | 'values' | 'zfill' | 'zip'
    ;

// ---- tokens --------------------------------------------------------------------------------------

SMALL : [2-9] ;

MODULUS : '1009' | '65537' | '1000003' ;

//: samples 10 42 100 255 65536 1_000 0xff 0b101 0o17 9223372036854775807 123456789012345678901234567890
INTEGER : [1-9] ( '_'? [0-9] )+ | '0' [xX] [0-9a-fA-F]+ | '0' [bB] [01]+ | '0' [oO] [0-7]+ | '00' ;

//: samples 0.5 1.5 3.25 1e10 2.5e-3 .5 3.
FLOAT : [0-9]+ '.' [0-9]* EXPONENT? | '.' [0-9]+ EXPONENT? | [0-9]+ EXPONENT ;

fragment EXPONENT : [eE] [+-]? [0-9]+ ;

OTHER_NUMBER : ( [0-9]+ | [0-9]* '.' [0-9]+ ) [jJ] ;

TEXT_NUMBER : '"1.5"' | '"inf"' | '"1e3"' ;

LETTER : '\'a\'' | '\'Z\'' ;

//: only '"%d %s"' '"%5d|%-5s"' '"%x %r"'
FORMAT : '"%d %s"' | '"%5d|%-5s"' | '"%x %r"' ;

//: only '"a"' '"text"' '""' '"one two"' '"10"' '"\\n"' '"\\x41\\u20ac"' '\'q\'' '"a,b"' '"""three"""'
TEXT
    : PREFIX? '"""' .*? '"""'
    | PREFIX? '\'\'\'' .*? '\'\'\''
    | [fF] [rR]? ( '"' ( '{{' | '\\' . | ~["\\\r\n{] | '{' ~["\r\n}]* '}' )* '"' | '\'' ( '\\' . | ~['\\\r\n] )* '\'' )
    | PREFIX? '"' ( ESCAPE | ~["\\\r\n] )* '"'
    | PREFIX? '\'' ( ESCAPE | ~['\\\r\n] )* '\''
    ;

fragment PREFIX : [rRbB] [rRbB]? | [uU] ;
fragment ESCAPE : '\\' ( '\r'? '\n' | ~[\r\n] ) ;

NAME : [a-zA-Z_\u0080-\uFFFF] [a-zA-Z_0-9\u0080-\uFFFF]* ;

//: only '\n'
NEWLINE : '\r'? '\n' ;

COMMENT : '#' ~[\r\n]* -> skip ;
JOINED : '\\' '\r'? '\n' -> skip ;
BLANK : [ \t\f]+ -> skip ;
