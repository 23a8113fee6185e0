// Lua 5.4 as lua5.4 takes it. Two grammars in one: a general one, which reads any program, and a typed
// one in front of it, which writes programs that run. General alternatives have weight 0: they are for
// reading and for shapes. Lines that begin with //: are annotations; ANTLR's own tool ignores them.
grammar Lua;

//: start chunk

//: gives vararg
chunk : block EOF ;

//: scope
block : statement* returnStatement? ;

// ---- statements ----------------------------------------------------------------------------------

statement
    :
    //: weight 100
      'local' newInteger '=' integerExp
    //: weight 40
    | 'local' newFixed '<' 'const' '>' '=' integerExp
    //: weight 60
    | 'local' newNumber '=' numberExp
    //: weight 80
    | 'local' newText '=' textExp
    //: weight 80
    | 'local' newList '=' listExp
    //: weight 30
    | 'local' newInteger ',' newInteger '=' integerExp ',' integerExp
    //: weight 60
    | 'local' 'function' newFunction1 typedBody1
    //: weight 30
    | 'local' 'function' newFunction2 typedBody2
    //: weight 30
    | 'local' newFunction1 '=' 'function' typedBody1
    //: weight 30
    | 'local' newFunction1 '=' 'coroutine' '.' 'wrap' '(' 'function' typedLoop ')'
    //: weight 80
    | integerUse '=' integerExp
    //: weight 40
    | numberUse '=' numberExp
    //: weight 40
    | textUse '=' '(' textExp ')' ':' 'sub' '(' SMALL ',' SMALL ')'
    //: weight 30
    | integerUse ',' integerUse '=' integerExp ',' integerExp
    //: weight 60
    | listUse '[' integerExp ']' '=' integerExp
    //: weight 30
    | 'table' '.' 'insert' '(' listUse ',' integerExp ')'
    //: weight 20
    | 'table' '.' 'sort' '(' listUse comparator? ')'
    //: weight 20
    | 'table' '.' 'remove' '(' listUse ')'
    //: weight 120
    | 'print' '(' printed ( ',' printed )* ')'
    //: weight 30
    | 'io' '.' 'write' '(' textExp ( ',' textExp )* ')'
    //: weight 50
    | 'if' condition 'then' block ( 'elseif' condition 'then' block )* ( 'else' block )? 'end'
    //: weight 50
    | integerLoop
    //: weight 40
    | listLoop
    //: weight 20
    | letterLoop
    //: weight 20
    | whileOnce
    //: weight 20
    | 'repeat' repeatOnce
    //: weight 20
    | 'do' block 'end'
    //: weight 30
    | 'print' '(' 'pcall' '(' 'function' emptyBody ')' ')'
    //: weight 10
    | 'local' newList '<' 'close' '>' '=' 'setmetatable' '(' listExp ',' '{' '__close' '=' 'function' emptyBody '}' ')'
    //: weight 10
    | 'local' newList '=' 'setmetatable' '(' listExp ',' '{' metamethod ( ',' metamethod )* '}' ')'
    //: weight 10
    | 'collectgarbage' '(' ')'
    //: weight 20
    //: needs loop
    //: flat a break stands in a loop
    | 'if' condition 'then' 'break' 'end'
    //: weight 0
    | ';'
    //: weight 0
    //: needs loop
    | 'break'
    //: weight 0
    | 'goto' labelUse
    //: weight 0
    | '::' newLabel '::'
    //: weight 0
    | 'while' exp 'do' loopBlock 'end'
    //: weight 0
    | 'repeat' repeatBody
    //: weight 0
    | 'if' exp 'then' block ( 'elseif' exp 'then' block )* ( 'else' block )? 'end'
    //: weight 0
    | 'for' name '=' exp ',' exp ( ',' exp )? 'do' loopBlock 'end'
    //: weight 0
    | 'for' nameList 'in' expList 'do' loopBlock 'end'
    //: weight 0
    | 'function' name ( '.' name )* ( ':' name )? functionBody
    //: weight 0
    | 'local' 'function' name functionBody
    //: weight 0
    | 'local' name attribute? ( ',' name attribute? )* ( '=' expList )?
    //: weight 0
    | variable ( ',' variable )* '=' expList
    //: weight 0
    | call
    ;

returnStatement
    :
    //: weight 0
      'return' expList? ';'?
    | 'return' integerExp ';'?
    ;

attribute : '<' ( 'const' | 'close' ) '>' ;

// Loops end: a number of rounds that is written down, a list that is walked, or a break.
//: scope
integerLoop
    : 'for' newConstant '=' SMALL ',' SMALL ( ',' SMALL )? 'do' loopBlock 'end'
    | 'for' newConstant '=' SMALL ',' '-' SMALL ',' '-' SMALL 'do' loopBlock 'end'
    ;

//: scope
listLoop
    : 'for' newConstant ',' newConstant 'in' 'ipairs' '(' shortList ')' 'do' loopBlock 'end'
    | 'for' newConstant 'in' 'pairs' '(' shortList ')' 'do' loopBlock 'end'
    ;

//: scope
letterLoop : letterHead 'do' loopBlock 'end' ;

letterHead : 'for' newPiece 'in' '(' textExp ')' ':' 'gmatch' '(' PATTERN ')' ;

//: gives loop
loopBlock : block ;

//: gives loop
//: scope
whileOnce : 'while' condition 'do' statement* 'break' 'end' ;

//: gives loop
//: scope
repeatOnce : statement* 'until' 'true' ;

//: gives loop
//: scope
repeatBody : block 'until' exp ;

// ---- functions -----------------------------------------------------------------------------------

//: scope
//: hides loop vararg
typedBody1 : '(' newParameter ')' statement* 'return' integerExp 'end' ;

//: scope
//: hides loop vararg
typedBody2 : '(' newParameter ',' newParameter ')' statement* 'return' integerExp 'end' ;

//: scope
//: hides loop vararg
emptyBody : '(' ')' statement* 'end' ;

//: scope
//: hides loop vararg
typedLoop
    : '(' newParameter ')' statement* 'while' 'true' 'do' statement*
      'coroutine' '.' 'yield' '(' integerExp ')' 'end' 'end'
    ;

comparator : ',' 'function' '(' 'a' ',' 'b' ')' 'return' 'a' ( '<' | '>' ) 'b' 'end' ;

//: hides loop vararg
metamethod
    : '__add' '=' 'function' '(' 'a' ',' 'b' ')' 'return' integerExp 'end'
    | '__tostring' '=' 'function' '(' ')' 'return' TEXT 'end'
    | '__index' '=' 'function' '(' 'a' ',' 'b' ')' 'return' integerExp 'end'
    | '__call' '=' 'function' '(' 'a' ')' 'return' integerExp 'end'
    | '__len' '=' 'function' '(' 'a' ')' 'return' SMALL 'end'
    | '__mode' '=' ( '"k"' | '"v"' )
    | '__gc' '=' 'function' emptyBody
    ;

functionBody
    : '(' parameters? ')' block 'end'
    ;

parameters
    : nameList ( ',' '...' )?
    | '...'
    ;

nameList : name ( ',' name )* ;

// ---- typed expressions ---------------------------------------------------------------------------

integerExp
    :
    //: weight 90
      integerAtom
    | ( '-' | '~' ) integerExp
    | integerExp '*' integerExp
    | integerExp ( '//' | '%' ) SMALL
    | integerExp ( '+' | '-' ) integerExp
    | integerExp ( '<<' | '>>' ) SMALL
    | integerExp '&' integerExp
    | integerExp '~' integerExp
    | integerExp '|' integerExp
    ;

integerAtom
    :
    //: weight 40
      SMALL
    //: weight 30
    | INTEGER
    //: weight 90
    | integerUse
    //: weight 30
    | constantUse
    //: weight 20
    | '(' integerExp ')'
    //: weight 30
    | function1Use '(' integerExp ')'
    //: weight 20
    | function2Use '(' integerExp ',' integerExp ')'
    //: weight 20
    | '(' listUse '[' integerExp ']' 'or' SMALL ')'
    | '#' listUse
    | '#' textUse
    | 'math' '.' ( 'max' | 'min' ) '(' integerExp ',' integerExp ')'
    | 'math' '.' 'abs' '(' integerExp ')'
    | 'string' '.' 'len' '(' textExp ')'
    | '(' '(' condition ')' 'and' integerExp 'or' integerExp ')'
    | 'select' '(' '"#"' ',' value ( ',' value )* ')'
    | '(' 'function' typedBody1 ')' '(' integerExp ')'
    | '(' 'tonumber' '(' TEXT ')' 'or' SMALL ')'
    | 'utf8' '.' 'len' '(' '"x"' ')'
    ;

numberExp
    :
    //: weight 60
      numberAtom
    | <assoc=right> numberExp '^' numberExp
    | '-' numberExp
    | numberExp ( '*' | '/' ) numberExp
    | numberExp '%' FLOAT
    | numberExp ( '+' | '-' ) numberExp
    ;

numberAtom
    :
    //: weight 30
      integerAtom
    //: weight 20
    | FLOAT
    //: weight 30
    | numberUse
    | '(' numberExp ')'
    | 'math' '.' ( 'sqrt' | 'sin' | 'cos' | 'exp' | 'log' | 'abs' ) '(' numberExp ')'
    | 'math' '.' ( 'huge' | 'pi' | 'maxinteger' | 'mininteger' )
    | 'math' '.' 'fmod' '(' numberExp ',' FLOAT ')'
    ;

textExp
    :
    //: weight 30
      textAtom
    | <assoc=right> textExp '..' textExp
    ;

textAtom
    :
    //: weight 40
      TEXT
    //: weight 60
    | textUse
    //: weight 20
    | 'tostring' '(' value ')'
    | '(' textExp ')' ':' ( 'upper' | 'lower' | 'reverse' ) '(' ')'
    | '(' textExp ')' ':' 'sub' '(' integerExp ',' integerExp ')'
    | '(' textExp ')' ':' 'rep' '(' SMALL ')'
    | '(' '(' textExp ')' ':' 'gsub' '(' PATTERN ',' ( TEXT | 'string' '.' 'upper' ) ')' ')'
    | 'string' '.' 'format' '(' '"%d %5d"' ',' integerExp ',' integerExp ')'
    | 'string' '.' 'format' '(' '"%q|%10s"' ',' textExp ',' textExp ')'
    | 'string' '.' 'format' '(' '"%g %.3f"' ',' numberExp ',' numberExp ')'
    | 'string' '.' 'char' '(' SMALL ( ',' SMALL )* ')'
    | 'table' '.' 'concat' '(' shortList ',' TEXT ')'
    | 'type' '(' value ')'
    | 'utf8' '.' 'char' '(' SMALL ')'
    ;

listExp
    :
    //: weight 30
      shortList
    | '{' 'table' '.' 'unpack' '(' listUse ')' '}'
    | '{' integerExp ( ( ',' | ';' ) integerExp )* '}'
    | '{' ( '[' integerAtom ']' | newField ) '=' integerExp ( ',' ( '[' integerAtom ']' | newField ) '=' integerExp )* '}'
    | 'table' '.' 'pack' '(' integerExp ( ',' integerExp )* ')'
    | 'table' '.' 'move' '(' shortList ',' SMALL ',' SMALL ',' SMALL ')'
    ;

shortList : '{' ( SMALL ( ',' SMALL )* ','? )? '}' ;

condition
    :
    //: weight 40
      comparison
    | 'not' '(' condition ')'
    | condition 'and' condition
    | condition 'or' condition
    ;

comparison
    :
    //: weight 60
      integerExp ( '<' | '>' | '<=' | '>=' | '==' | '~=' ) integerExp
    //: weight 20
    | numberExp ( '<' | '>' | '<=' | '>=' | '==' | '~=' ) numberExp
    //: weight 20
    | textExp ( '<' | '>' | '==' | '~=' ) textExp
    | 'true'
    | 'false'
    | 'nil'
    | '(' condition ')'
    | '(' textExp ')' ':' ( 'find' | 'match' ) '(' PATTERN ')'
    | 'math' '.' 'ult' '(' integerExp ',' integerExp ')'
    | 'rawequal' '(' value ',' value ')'
    | 'next' '(' listUse ')'
    ;

// May be no value at all, which some functions refuse.
printed
    :
    //: weight 100
      value
    | 'string' '.' 'byte' '(' textExp ',' SMALL ',' SMALL ')'
    | 'select' '(' SMALL ',' integerExp ',' textExp ')'
    //: needs vararg
    | '...'
    ;

value
    :
    //: weight 60
      integerExp
    //: weight 30
    | numberExp
    //: weight 40
    | textExp
    //: weight 20
    | condition
    | listUse
    | function1Use
    | function2Use
    | 'math' '.' 'type' '(' numberExp ')'
    | 'math' '.' ( 'floor' | 'tointeger' ) '(' numberExp ')'
    | 'pcall' '(' 'error' ',' value ')'
    | 'pcall' '(' 'function' emptyBody ')'
    | 'load' '(' '"return 1 + 1"' ')' '(' ')'
    | 'rawlen' '(' listUse ')'
    | 'getmetatable' '(' textExp ')'
    ;

// ---- names ---------------------------------------------------------------------------------------

//: declares integer unique after statement
newInteger : NAME ;
//: declares number unique after statement
newNumber : NAME ;
//: declares text unique after statement
newText : NAME ;
//: declares list unique after statement
newList : NAME ;
//: declares function1 unique after statement
newFunction1 : NAME ;
//: declares function2 unique after statement
newFunction2 : NAME ;
//: declares constant unique after statement
newFixed : NAME ;
//: declares integer unique
newParameter : NAME ;
//: declares text unique after letterHead
newPiece : NAME ;
// What a loop counts with is not assigned to.
//: declares constant unique
newConstant : NAME ;
//: declares label unique
newLabel : NAME ;
//: declares field unique
newField : NAME ;
//: uses integer
integerUse : NAME ;
//: uses constant
constantUse : NAME ;
//: uses number
numberUse : NAME ;
//: uses text
textUse : NAME ;
//: uses list
listUse : NAME ;
//: uses function1
function1Use : NAME ;
//: uses function2
function2Use : NAME ;
//: uses label
labelUse : NAME ;

// ---- general expressions -------------------------------------------------------------------------

expList : exp ( ',' exp )* ;

exp
    : 'nil' | 'false' | 'true' | numeral | string | '...'
    | 'function' functionBody
    | prefixExp
    | table
    | <assoc=right> exp '^' exp
    | ( 'not' | '#' | '-' | '~' ) exp
    | exp ( '*' | '/' | '//' | '%' ) exp
    | exp ( '+' | '-' ) exp
    | <assoc=right> exp '..' exp
    | exp ( '<<' | '>>' ) exp
    | exp '&' exp
    | exp '~' exp
    | exp '|' exp
    | exp ( '<' | '>' | '<=' | '>=' | '~=' | '==' ) exp
    | exp 'and' exp
    | exp 'or' exp
    ;

prefixExp
    : name
    | '(' exp ')'
    | prefixExp '[' exp ']'
    | prefixExp '.' name
    | prefixExp arguments
    | prefixExp ':' name arguments
    ;

variable
    : name
    | prefixExp '[' exp ']'
    | prefixExp '.' name
    ;

call
    : prefixExp arguments
    | prefixExp ':' name arguments
    ;

arguments : '(' expList? ')' | table | string ;
table : '{' ( field ( ( ',' | ';' ) field )* ( ',' | ';' )? )? '}' ;
field : '[' exp ']' '=' exp | name '=' exp | exp ;

numeral : SMALL | INTEGER | FLOAT | OTHER_NUMBER ;
string
    : TEXT | PATTERN | LONG_STRING
    | '"#"' | '"%d %5d"' | '"%g %.3f"' | '"%q|%10s"' | '"k"' | '"return 1 + 1"' | '"v"'
    | '"x"'
    ;

// The names of the library are tokens of their own where the typed rules name them.
name
    : NAME
    | '__add' | '__call' | '__close' | '__gc' | '__index' | '__len' | '__mode' | '__tostring'
    | 'a' | 'abs' | 'b' | 'byte' | 'char' | 'close' | 'collectgarbage' | 'concat' | 'const'
    | 'coroutine' | 'cos' | 'error' | 'exp' | 'find' | 'floor' | 'fmod' | 'format'
    | 'getmetatable' | 'gmatch' | 'gsub' | 'huge' | 'insert' | 'io' | 'ipairs' | 'len'
    | 'load' | 'log' | 'lower' | 'match' | 'math' | 'max' | 'maxinteger' | 'min'
    | 'mininteger' | 'move' | 'next' | 'pack' | 'pairs' | 'pcall' | 'pi' | 'print'
    | 'rawequal' | 'rawlen' | 'remove' | 'rep' | 'reverse' | 'select' | 'setmetatable' | 'sin'
    | 'sort' | 'sqrt' | 'string' | 'sub' | 'table' | 'tointeger' | 'tonumber' | 'tostring'
    | 'type' | 'ult' | 'unpack' | 'upper' | 'utf8' | 'wrap' | 'write' | 'yield'
    ;

// ---- tokens --------------------------------------------------------------------------------------

SMALL : [1-9] ;

//: samples 0 1 2 10 42 100 255 4096 65536 2147483647 9223372036854775807 0x7f 0xFFFF 0xffffffffffffffff
INTEGER : [0-9]+ | '0' [xX] [0-9a-fA-F]+ ;

//: samples 0.5 1.5 3.25 1e10 2.5e-3 1e308 .5 3. 0x1p4 0x.8p1
FLOAT
    : [0-9]+ '.' [0-9]* EXPONENT?
    | '.' [0-9]+ EXPONENT?
    | [0-9]+ EXPONENT
    | '0' [xX] ( [0-9a-fA-F]+ ( '.' [0-9a-fA-F]* )? | '.' [0-9a-fA-F]+ ) [pP] [+-]? [0-9]+
    ;

fragment EXPONENT : [eE] [+-]? [0-9]+ ;

OTHER_NUMBER : '0' [xX] ( [0-9a-fA-F]+ '.' [0-9a-fA-F]* | '.' [0-9a-fA-F]+ ) ;

// Letters that follow a number are read with it, and refused.
BAD_NUMBER : ( [0-9] | '.' [0-9] ) [0-9a-zA-Z_.]* ;

// What the pattern functions take, so that a pattern is well formed.
//: only '"%a+"' '"[a-z]*"' '"%d"' '"%s*(.-)%s*"' '".-"' '"^(%w)"' '"%b()"' '"%f[%w]%w+"' '"x?"'
PATTERN
    : '"%a+"' | '"[a-z]*"' | '"%d"' | '"%s*(.-)%s*"' | '".-"' | '"^(%w)"' | '"%b()"'
    | '"%f[%w]%w+"' | '"x?"'
    ;

//: samples '"a"' '"text"' '""' '"one two"' '"10"' '"\\n"' '"\\065\\x42"' '"\\u{20AC}"' "'q'" '"\\0"'
TEXT
    : '"' ( ESCAPE | ~["\\\r\n] )* '"'
    | '\'' ( ESCAPE | ~['\\\r\n] )* '\''
    ;

fragment ESCAPE
    : '\\' [abfnrtv"'\\]
    | '\\' [01]? [0-9] [0-9]?
    | '\\x' [0-9a-fA-F] [0-9a-fA-F]
    | '\\u{' [0-7]? [0-9a-fA-F]+ '}'
    | '\\z' [ \t\r\n]*
    | '\\' '\r'? '\n'
    ;

LONG_STRING : '[[' .*? ']]' | '[=[' .*? ']=]' | '[==[' .*? ']==]' | '[===[' .*? ']===]' ;

NAME : [a-zA-Z_] [a-zA-Z_0-9]* ;

LONG_COMMENT : ( '--[[' .*? ']]' | '--[=[' .*? ']=]' | '--[==[' .*? ']==]' ) -> skip ;
COMMENT : '--' ~[\n]* -> skip ;
BLANK : [ \t\r\n\f\u000B]+ -> skip ;
