// ECMAScript 5 as mujs takes it. Typed rules write programs that run; general alternatives have weight 0
// and are for reading and for shapes. Lines that begin with //: are annotations.
//
// Four predicates, known by name. isRegexPossible: the token before is no operand, so that a slash begins
// a regular expression. lineTerminatorAhead: a line end, or the end of the text, stands before the next
// token. notLineTerminator: none does. closeBrace: the next token is '}'.
grammar JavaScript;

//: start program

program : sourceElement* EOF ;

sourceElement
    :
    //: weight 40
      statement
    | functionDeclaration
    ;

functionDeclaration
    : 'function' newFunction functionBody
    //: weight 0
    | 'function' word functionBody
    ;

// ---- statements ----------------------------------------------------------------------------------

statement
    :
    //: weight 300
      'var' declaration ( ',' declaration )* eos
    //: weight 60
    | variableUse ( '-=' | '*=' | '/=' | '%=' | '&=' | '|=' | '^=' | '<<=' | '>>=' | '>>>=' ) single eos
    //: weight 40
    | variableUse '=' ( '+' | '-' | '~' | '!' | 'typeof' ) '(' single ')' eos
    //: weight 20
    | ( '++' | '--' ) variableUse eos
    //: weight 20
    | variableUse ( '++' | '--' ) eos
    //: weight 40
    | listUse '[' DIGIT ']' '=' '+' '(' single ')' eos
    //: weight 20
    | listUse '.' ( 'push' | 'unshift' ) '(' ( NUMBER | TEXT ) ')' eos
    //: weight 10
    | listUse '.' ( 'pop' | 'shift' | 'reverse' | 'sort' ) '(' ')' eos
    //: weight 10
    | listUse '.' 'splice' '(' DIGIT ',' DIGIT ( ',' NUMBER )* ')' eos
    //: weight 10
    | listUse '.' 'forEach' '(' 'function' functionBody ')' eos
    //: weight 30
    | objectUse '.' fieldName '=' '+' '(' single ')' eos
    //: weight 10
    | 'delete' objectUse '.' fieldName eos
    //: weight 140
    | 'print' '(' single ( ',' single )* ')' eos
    //: weight 10
    | 'write' '(' textExp ')' eos
    //: weight 3
    | 'gc' '(' ')' eos
    //: weight 50
    | 'if' '(' expression ')' body ( 'else' body )?
    //: weight 60
    | countedLoop
    //: weight 20
    | forIn
    //: weight 20
    | 'switch' '(' expression ')' '{' caseClause* ( defaultClause caseClause* )? '}'
    //: weight 40
    | 'try' guarded ( 'catch' caught ( 'finally' block )? | 'finally' block )
    //: weight 10
    | newLabel ':' labelled
    //: weight 2
    | 'debugger' eos
    //: weight 2
    | ';'
    //: weight 10
    | block
    //: weight 20
    //: needs loop
    //: flat a break stands in a loop
    | 'if' '(' expression ')' ( 'break' | 'continue' ) eos
    //: weight 10
    //: needs label
    //: flat a break stands behind its label
    | 'if' '(' expression ')' 'break' labelUse eos
    //: weight 20
    //: needs guarded
    | 'throw' {this.notLineTerminator()}? expression eos
    //: weight 30
    //: needs function
    //: flat a return stands in a function
    | 'return' ( {this.notLineTerminator()}? expression )? eos
    //: weight 0
    | 'do' loopBody 'while' '(' expression ')' eos
    //: weight 0
    | 'while' '(' expression ')' loopBody
    //: weight 0
    | 'for' '(' expression? ';' expression? ';' expression? ')' loopBody
    //: weight 0
    | 'for' '(' 'var' declaration ( ',' declaration )* ';' expression? ';' expression? ')' loopBody
    //: weight 0
    //: flat a place stands before in
    | 'for' '(' single 'in' expression ')' loopBody
    //: weight 0
    //: needs loop
    | 'continue' ( {this.notLineTerminator()}? name )? eos
    //: weight 0
    //: needs loop
    | 'break' ( {this.notLineTerminator()}? name )? eos
    //: weight 0
    | 'with' '(' expression ')' body
    //: weight 0
    | functionDeclaration
    //: weight 0
    | word ':' labelled
    //: weight 0
    | expression eos
    ;

eos
    : ';'
    //: weight 0
    | {this.lineTerminatorAhead()}?
    //: weight 0
    | {this.closeBrace()}?
    ;

declaration
    :
    //: weight 30
      newList '=' listExp
    //: weight 20
    | newObject '=' objectExp
    //: weight 15
    | newFunction '=' 'function' functionBody
    //: weight 60
    | newVariable ( '=' single )?
    //: weight 0
    | word ( '=' single )?
    ;

//: scope
block : '{' statement* '}' ;

//: scope
body : statement ;

//: scope
//: gives loop
loopBody : statement ;

//: gives guarded
guarded : block ;

//: scope
caught : '(' ( newCaught | word ) ')' block ;

//: scope
//: gives label
//: hides loop
labelled : statement ;

// Inside of a loop its own counter is seen and no other: a head counts with its own.
//: scope closed counter
countedLoop
    : 'for' '(' 'var' newCounter '=' DIGIT ';' counterUse '<' DIGIT ';' counterUse '++' ')' loopBody
    | '{' 'var' newCounter '=' DIGIT eos 'while' '(' counterUse '--' ')' loopBody '}'
    | '{' 'var' newCounter '=' DIGIT eos 'do' loopBody 'while' '(' '--' counterUse '>' DIGIT ')' eos '}'
    ;

//: scope closed counter
forIn
    : 'for' '(' 'var' newCounter 'in' expression ')' loopBody
    //: weight 0
    | 'for' '(' 'var' word 'in' expression ')' loopBody
    ;

//: gives switch
caseClause : 'case' expression ':' clauseBody ;

defaultClause : 'default' ':' clauseBody ;

//: scope
clauseBody
    : statement*
    //: weight 10
    | statement* 'break' eos
    ;

// ---- functions -----------------------------------------------------------------------------------

//: scope
//: gives function
//: hides loop label guarded
functionBody : '(' ( parameter ( ',' parameter )* )? ')' '{' strict? sourceElement* '}' ;

parameter
    : newParameter
    //: weight 0
    | word
    ;

strict : '"use strict"' eos ;

// ---- expressions ---------------------------------------------------------------------------------

expression : single ( ',' single )* ;

single
    :
    //: weight 250
      variableUse
    //: weight 60
    | counterUse
    //: weight 120
    | NUMBER
    //: weight 60
    | DIGIT
    //: weight 40
    | ( 'true' | 'false' | 'null' | 'undefined' | 'NaN' | 'Infinity' )
    //: weight 80
    | textExp
    //: weight 40
    | listExp
    //: weight 25
    | objectExp
    //: weight 30
    | '(' single ')'
    //: weight 80
    | functionUse arguments
    //: weight 30
    | listUse '[' single ']'
    //: weight 15
    | listUse '.' 'length'
    //: weight 20
    | objectUse '.' fieldName
    //: weight 15
    | '(' textExp ')' '.' 'length'
    //: weight 20
    | '(' textExp ')' '.' ( 'charCodeAt' | 'indexOf' | 'lastIndexOf' ) '(' single ')'
    //: weight 10
    | '(' textExp ')' '.' ( 'match' | 'search' ) '(' REGEX ')'
    //: weight 10
    | REGEX '.' ( 'test' | 'exec' ) '(' textExp ')'
    //: weight 25
    | 'Math' '.' ( 'floor' | 'ceil' | 'round' | 'abs' | 'sqrt' | 'sin' | 'cos' | 'log' | 'exp' ) '(' single ')'
    //: weight 15
    | 'Math' '.' ( 'max' | 'min' | 'pow' | 'atan2' ) '(' single ',' single ')'
    //: weight 15
    | ( 'parseInt' | 'parseFloat' | 'isNaN' | 'isFinite' | 'Number' | 'Boolean' ) '(' single ')'
    //: weight 10
    | 'JSON' '.' 'stringify' '(' single ')'
    //: weight 5
    | 'JSON' '.' 'parse' '(' JSON_TEXT ')'
    //: weight 10
    | listExp '.' 'reduce' '(' 'function' functionBody ',' single ')'
    //: weight 10
    | listExp '.' ( 'every' | 'some' ) '(' 'function' functionBody ')'
    //: weight 5
    | listExp '.' ( 'indexOf' | 'lastIndexOf' ) '(' single ')'
    //: weight 10
    | '(' 'function' functionBody ')' arguments
    //: weight 5
    | functionUse '.' ( 'call' | 'bind' ) '(' single ',' single ')'
    //: weight 5
    | functionUse '.' 'apply' '(' 'null' ',' listExp ')'
    //: weight 5
    | 'eval' '(' '"1 + 1"' ')'
    //: weight 5
    | 'new' 'Date' '(' NUMBER ')' '.' ( 'getTime' | 'getUTCDay' | 'getUTCFullYear' ) '(' ')'
    //: weight 5
    | 'new' ( 'Number' | 'String' | 'Boolean' ) '(' single ')'
    //: weight 5
    | 'Array' '.' 'isArray' '(' single ')'
    //: weight 3
    | 'this'
    //: weight 0
    | name
    //: weight 0
    | ( TEXT | JSON_TEXT | REGEX | RADIX | '"use strict"' | '"1 + 1"' )
    //: weight 0
    | '(' expression ')'
    //: weight 0
    | '[' elements ']'
    //: weight 0
    | '{' ( property ( ',' property )* ','? )? '}'
    //: weight 0
    | 'function' ( newFunctionName | word )? functionBody
    //: weight 0
    | single '[' expression ']'
    //: weight 0
    | single '.' fieldName
    //: weight 0
    | 'new' single arguments?
    //: weight 0
    | single arguments
    //: weight 0
    //: flat an assignment wants a place on its left
    | single {this.notLineTerminator()}? ( '++' | '--' )
    //: weight 0
    //: flat an assignment wants a place on its right
    | ( '++' | '--' ) single
    //: weight 0
    //: flat what is deleted is a property
    | 'delete' single
    | ( 'void' | 'typeof' | '+' | '-' | '~' | '!' ) single
    //: weight 20
    | single ( '*' | '/' | '%' ) single
    //: weight 40
    | single ( '+' | '-' ) single
    | single ( '<<' | '>>' | '>>>' ) single
    //: weight 30
    | single ( '<' | '>' | '<=' | '>=' ) single
    //: weight 3
    | single 'in' listExp
    //: weight 3
    | single 'instanceof' ( 'Array' | 'Object' | 'Date' | 'Error' )
    //: weight 0
    | single ( 'in' | 'instanceof' ) single
    //: weight 20
    | single ( '==' | '!=' | '===' | '!==' ) single
    | single '&' single
    | single '^' single
    | single '|' single
    | single '&&' single
    | single '||' single
    //: weight 20
    | <assoc=right> single '?' single ':' single
    //: weight 0
    //: flat an assignment wants a place on its left
    | <assoc=right> single assignment single
    ;

assignment
    : '=' | '*=' | '/=' | '%=' | '+=' | '-=' | '<<=' | '>>=' | '>>>=' | '&=' | '^=' | '|='
    ;

arguments : '(' ( single ( ',' single )* )? ')' ;
elements : single? ( ',' single? )* ;

property
    : propertyName ':' single
    | 'get' propertyName '(' ')' '{' getterBody '}'
    | 'set' propertyName '(' parameter ')' '{' getterBody '}'
    ;

//: scope
//: gives function
//: hides loop label guarded
getterBody : sourceElement* ;

propertyName : fieldName | TEXT | JSON_TEXT | NUMBER | DIGIT | RADIX | '"use strict"' | '"1 + 1"' ;

textExp
    :
    //: weight 60
      TEXT
    //: weight 30
    | 'String' '(' single ')'
    | '(' textExp ')' '.' ( 'toUpperCase' | 'toLowerCase' | 'trim' | 'toString' | 'valueOf' ) '(' ')'
    | '(' textExp ')' '.' ( 'slice' | 'substring' ) '(' single ( ',' single )? ')'
    | '(' textExp ')' '.' ( 'charAt' | 'concat' ) '(' single ')'
    | '(' textExp ')' '.' 'replace' '(' ( REGEX | TEXT ) ',' ( TEXT | 'function' functionBody ) ')'
    | listExp '.' 'join' '(' TEXT ')'
    | 'Number' '(' single ')' '.' ( 'toFixed' | 'toExponential' ) '(' DIGIT ')'
    | 'Number' '(' single ')' '.' 'toString' '(' RADIX ')'
    | 'String' '.' 'fromCharCode' '(' single ( ',' single )* ')'
    | 'typeof' '(' single ')'
    | ( 'encodeURI' | 'encodeURIComponent' ) '(' TEXT ')'
    | 'Object' '.' 'prototype' '.' 'toString' '.' 'call' '(' single ')'
    ;

listExp
    :
    //: weight 60
      listUse
    //: weight 40
    | smallList
    //: weight 40
    | '[' single ( ',' single )* ']'
    | '(' textExp ')' '.' 'split' '(' ( TEXT | REGEX ) ')'
    | '(' listExp ')' '.' ( 'slice' | 'concat' ) '(' single ')'
    | '(' listExp ')' '.' ( 'map' | 'filter' ) '(' ( functionUse | 'function' functionBody ) ')'
    | 'Object' '.' ( 'keys' | 'getOwnPropertyNames' ) '(' objectExp ')'
    | 'new' 'Array' '(' DIGIT ')'
    ;

smallList : '[' ( DIGIT ( ',' DIGIT )* )? ']' ;

objectExp
    :
    //: weight 60
      objectUse
    //: weight 30
    | '(' '{' ( ( TEXT | NUMBER ) ':' single )? '}' ')'
    | '(' '{' typedProperty ( ',' typedProperty )* '}' ')'
    | 'Object' '.' ( 'create' | 'freeze' | 'seal' ) '(' objectUse ')'
    | 'new' errorName '(' TEXT ')'
    | 'new' 'Object' '(' ')'
    ;

typedProperty
    :
    //: weight 30
      newField ':' single
    | 'get' newField '(' ')' '{' getterBody '}'
    | newField ':' 'function' functionBody
    ;

errorName : 'Error' | 'TypeError' | 'RangeError' | 'SyntaxError' | 'URIError' | 'EvalError' ;

// ---- names ---------------------------------------------------------------------------------------

//: declares variable unique after declaration
newVariable : NAME ;
//: declares list unique after declaration
newList : NAME ;
//: declares object unique after declaration
newObject : NAME ;
//: declares function unique after sourceElement
newFunction : NAME ;
//: declares unused unique
newFunctionName : NAME ;
//: declares variable unique
newParameter : NAME ;
//: declares variable unique
newCaught : NAME ;
// What a loop counts with is not assigned to.
//: declares counter unique
newCounter : NAME ;
//: declares label unique
newLabel : NAME ;
//: declares field unique
newField : NAME ;
//: uses variable
variableUse : NAME ;
//: uses counter
counterUse : NAME ;
//: uses list
listUse : NAME ;
//: uses object
objectUse : NAME ;
//: uses function
functionUse : NAME ;
//: uses label
labelUse : NAME ;

// A property may be called as a reserved word is.
fieldName
    :
    //: weight 80
      ( 'a' | 'b' | 'length' )
    | name
    //: weight 1
    | reserved
    ;

reserved
    : 'break' | 'case' | 'catch' | 'class' | 'const' | 'continue' | 'debugger' | 'default' | 'delete' | 'do'
    | 'else' | 'enum' | 'export' | 'extends' | 'false' | 'finally' | 'for' | 'function' | 'if' | 'import'
    | 'in' | 'instanceof' | 'new' | 'null' | 'return' | 'super' | 'switch' | 'this' | 'throw' | 'true'
    | 'try' | 'typeof' | 'var' | 'void' | 'while' | 'with'
    ;

// The names of the library are tokens of their own where the typed rules name them.
name
    : NAME
    | word
    ;

word
    : 'get' | 'set'
    | 'Array' | 'Boolean' | 'Date' | 'Error' | 'EvalError' | 'Infinity' | 'JSON' | 'Math'
    | 'NaN' | 'Number' | 'Object' | 'RangeError' | 'String' | 'SyntaxError' | 'TypeError'
    | 'URIError' | 'a' | 'abs' | 'apply' | 'atan2' | 'b' | 'bind' | 'call' | 'ceil' | 'charAt'
    | 'charCodeAt' | 'concat' | 'cos' | 'create' | 'encodeURI' | 'encodeURIComponent' | 'eval'
    | 'every' | 'exec' | 'exp' | 'filter' | 'floor' | 'forEach' | 'freeze' | 'fromCharCode'
    | 'gc' | 'getOwnPropertyNames' | 'getTime' | 'getUTCDay' | 'getUTCFullYear' | 'indexOf'
    | 'isArray' | 'isFinite' | 'isNaN' | 'join' | 'keys' | 'lastIndexOf' | 'length' | 'log'
    | 'map' | 'match' | 'max' | 'min' | 'parse' | 'parseFloat' | 'parseInt' | 'pop' | 'pow'
    | 'print' | 'prototype' | 'push' | 'reduce' | 'replace' | 'reverse' | 'round' | 'seal'
    | 'search' | 'shift' | 'sin' | 'slice' | 'some' | 'sort' | 'splice' | 'split' | 'sqrt'
    | 'stringify' | 'substring' | 'test' | 'toExponential' | 'toFixed' | 'toLowerCase'
    | 'toString' | 'toUpperCase' | 'trim' | 'undefined' | 'unshift' | 'valueOf' | 'write'
    ;

// ---- tokens --------------------------------------------------------------------------------------

DIGIT : [1-9] ;

RADIX : '0x2' | '0x8' | '0x10' | '0x24' ;

//: samples 0 1 2 10 42 255 0.5 1.5 1e3 1e21 2.5e-7 0xff 0x7fffffff 4294967296 9007199254740993 .5 5e-324
NUMBER
    : ( '0' | [1-9] [0-9]* ) ( '.' [0-9]* )? EXPONENT?
    | '.' [0-9]+ EXPONENT?
    | '0' [xX] [0-9a-fA-F]+
    ;

fragment EXPONENT : [eE] [+-]? [0-9]+ ;

// Letters that follow a number are read with it, and refused.
BAD_NUMBER : ( [0-9]+ '.'? [0-9]* | '.' [0-9]+ ) [a-zA-Z_$] [a-zA-Z_$0-9]* ;

JSON_TEXT : '\'{"a": [1, 2.5, null, "x"]}\'' | '\'[true, {}]\'' ;

//: samples '"a"' '"text"' '""' '"one two"' '"10"' '"\\n"' '"\\x41\\u20ac"' '\'q\'' '"a,b"'
TEXT
    : '"' ( ESCAPE | ~["\\\r\n] )* '"'
    | '\'' ( ESCAPE | ~['\\\r\n] )* '\''
    ;

fragment ESCAPE
    : '\\' [bfnrtv"'\\]
    | '\\' [0-3] [0-7]? [0-7]?
    | '\\x' [0-9a-fA-F] [0-9a-fA-F]
    | '\\u' [0-9a-fA-F] [0-9a-fA-F] [0-9a-fA-F] [0-9a-fA-F]
    | '\\' '\r'? '\n'
    ;

//: only /a/ /[a-z]+/g /(\\d+)-(\\w*)/ /x*?y/i /^\\s*$/m /(a|b){1,3}/ /(?:ab)+(?=c)/ /[^\\d]/ /./g /\\bt/ /(a)\\1/
REGEX : {this.isRegexPossible()}? '/' REGEX_FIRST REGEX_PART* '/' [gim]* ;

fragment REGEX_FIRST : ~[*/\\[\r\n] | '\\' ~[\r\n] | '[' ( ~[\]\\\r\n] | '\\' ~[\r\n] )* ']' ;
fragment REGEX_PART : ~[/\\[\r\n] | '\\' ~[\r\n] | '[' ( ~[\]\\\r\n] | '\\' ~[\r\n] )* ']' ;

NAME : [a-zA-Z_$] [a-zA-Z_$0-9]* ;

COMMENT : '/*' .*? '*/' -> channel(HIDDEN) ;
LINE_COMMENT : '//' ~[\r\n]* -> channel(HIDDEN) ;
LINE_END : [\r\n\u2028\u2029]+ -> channel(HIDDEN) ;
BLANK : [ \t\f\u000B\u00A0\uFEFF]+ -> skip ;
