// The "m{ main(){ ... } }" dialect of Anarchy Inference, as its Python prototype takes it: calls are statements and
// no expressions. Typed rules write programs that run; general alternatives have weight 0 and are for reading and for
// shapes. Lines that begin with //: are annotations.
grammar AnarchyPy;

//: start program

program
    : 'm{' function* mainFunction '}' EOF
    //: weight 0
    | 'm{' anyFunction* '}' ( . )*? EOF
    ;

// ---- functions -----------------------------------------------------------------------------------

function
    : function1
    | function2
    ;

//: scope
//: gives function
function1 : outerFunction1 '(' newParameter ')' '{' statement* '}' ;

//: scope
//: gives function
function2 : outerFunction2 '(' newParameter ',' newParameter ')' '{' statement* '}' ;

//: scope
//: gives function
mainFunction : 'main' '(' ')' '{' statement* '}' ;

anyFunction : name mark ( ')' | name ( ',' name )* mark ) mark anyBlock ;

// ---- statements ----------------------------------------------------------------------------------

statement
    :
    //: weight 120
      newInteger '=' integerExp ';'
    //: weight 60
    | newText '=' textExp ';'
    //: weight 60
    | newList '=' listExp ';'
    //: weight 30
    | newObject '=' objectExp ';'
    //: weight 60
    | integerUse '=' '(' integerExp ')' '%' MODULUS ';'
    //: weight 40
    | integerUse ( '+=' | '-=' ) SMALL ';'
    //: weight 20
    | textUse '=' textExp ';'
    //: weight 20
    | listUse '+=' shortList ';'
    //: weight 120
    | 'print' '(' value ( ',' value )* ')' ';'
    //: weight 40
    | function1Use '(' integerExp ')' ';'
    //: weight 30
    | function2Use '(' integerExp ',' integerExp ')' ';'
    //: weight 50
    | 'if' '(' condition ')' block ( 'else' 'if' '(' condition ')' block )* ( 'else' block )?
    //: weight 40
    | forOf
    //: weight 15
    | whileLoop
    //: weight 30
    | 'try' block caught
    //: weight 5
    | 'JSON' '.' 'stringify' '(' value ')' ';'
    //: weight 3
    | 'JSON' '.' 'parse' '(' JSON_TEXT ')' ';'
    //: weight 3
    | 'regex' '(' REGEX ',' textExp ')' ';'
    //: weight 3
    | 'String' '(' integerExp ')' ';'
    //: weight 2
    //: needs function
    | 'return' value ';'
    //: weight 0
    | 'if' mark expression mark mark anyBlock elsePart?
    //: weight 0
    | 'for' mark name ( 'in' | 'of' ) expression mark mark anyBlock
    //: weight 0
    | 'for' mark expression mark expression mark expression mark mark anyBlock
    //: weight 0
    | 'while' mark expression mark mark anyBlock
    //: weight 0
    | 'return' ( ';' | expression mark )
    //: weight 0
    | 'try' mark anyBlock keyword ( '(' name mark )? mark anyBlock
    //: weight 0
    | name '(' ( ')' | arguments mark ) mark
    //: weight 0
    | name ( '=' | '+=' | '-=' | '*=' | '/=' ) expression mark
    //: weight 0
    | name '.' name ( '(' ( ')' | arguments mark ) mark | mark )
    ;

//: scope
block : '{' statement* '}' ;

// The sign that opens a block stands before it.
anyBlock : statement* '}' ;

//: scope
caught : 'catch' '(' newCaught ')' block ;

//: scope
forOf
    : 'for' '(' newItem 'of' shortList ')' block
    | 'for' '(' newKey 'in' objectExp ')' block
    ;

// Inside of a loop its own counter is seen and no other.
//: scope closed counter
whileLoop
    : newCounter '=' SMALL ';' 'while' '(' counterUse '>' '0' ')' '{' counterUse '-=' '1' ';' statement* '}'
    ;

elsePart
    : 'else' ( 'if' mark expression mark mark anyBlock elsePart? | mark anyBlock )
    ;

// ---- typed expressions ---------------------------------------------------------------------------

integerExp
    :
    //: weight 90
      integerAtom
    | ( '-' | '+' ) integerExp
    //: weight 5
    | integerExp '*' integerExp
    | integerExp '%' SMALL
    //: weight 20
    | integerExp ( '+' | '-' ) integerExp
    ;

integerAtom
    :
    //: weight 40
      SMALL
    //: weight 20
    | NUMBER
    //: weight 80
    | integerUse
    //: weight 20
    | counterUse
    //: weight 20
    | '(' integerExp ')'
    ;

realExp
    :
    //: weight 30
      '(' integerExp ')' '/' SMALL
    | REAL '*' SMALL
    | REAL '+' '(' realExp ')'
    ;

textExp
    :
    //: weight 30
      STRING
    //: weight 30
    | textUse
    | '(' textExp ')'
    | STRING '*' SMALL
    | FORMAT '%' '(' integerExp ')'
    | STRING '+' '(' textExp ')'
    ;

listExp
    : listUse
    | shortList
    | '[' integerExp ( ',' value )* ']'
    | shortList '+' '(' listExp ')'
    ;

shortList : '[' ( SMALL ( ',' SMALL )* )? ']' ;

objectExp
    : objectUse
    | '{' '}'
    | '{' objectKey ':' value ( ',' objectKey ':' value )* '}'
    ;

objectKey : 'a' | 'b' | 'c' | STRING ;

condition
    :
    //: weight 60
      '(' integerExp ')' ( '<' | '>' | '<=' | '>=' | '==' | '!=' | '===' | '!==' ) '(' integerExp ')'
    //: weight 20
    | '(' textExp ')' ( '<' | '==' | '!=' ) '(' textExp ')'
    | '(' condition ')' '&&' '(' condition ')'
    | '(' condition ')' '||' '(' condition ')'
    | '!' '(' condition ')'
    | 'true'
    | 'false'
    | listUse '==' listUse
    ;

value
    :
    //: weight 60
      integerExp
    //: weight 20
    | realExp
    //: weight 60
    | textExp
    //: weight 30
    | listExp
    //: weight 15
    | objectExp
    //: weight 20
    | condition
    | 'null'
    ;

// ---- names ---------------------------------------------------------------------------------------

//: declares integer unique after statement
newInteger : IDENT ;
//: declares text unique after statement
newText : IDENT ;
//: declares list unique after statement
newList : IDENT ;
//: declares object unique after statement
newObject : IDENT ;
//: declares function1 unique after function
outerFunction1 : IDENT ;
//: declares function2 unique after function
outerFunction2 : IDENT ;
//: declares integer unique
newParameter : IDENT ;
//: declares integer unique
newItem : IDENT ;
//: declares key unique
newKey : IDENT ;
//: declares text unique
newCaught : IDENT ;
//: declares counter unique
newCounter : IDENT ;
//: uses integer
integerUse : IDENT ;
//: uses text
textUse : IDENT ;
//: uses list
listUse : IDENT ;
//: uses object
objectUse : IDENT ;
//: uses counter
counterUse : IDENT ;
//: uses function1
function1Use : IDENT ;
//: uses function2
function2Use : IDENT ;

// ---- general expressions -------------------------------------------------------------------------

arguments : expression ( ',' expression )* ;

expression
    : number
    | string
    | ( 'true' | 'false' | 'null' )
    | name
    | '(' expression mark
    | '[' ( ']' | arguments mark )
    | '{' ( '}' | entry ( ',' entry )* mark )
    | ( '+' | '-' | '!' ) expression
    | expression ( '*' | '/' | '%' ) expression
    | expression ( '+' | '-' ) expression
    | expression ( '<' | '>' | '<=' | '>=' ) expression
    | expression ( '==' | '!=' | '===' | '!==' ) expression
    | expression '&&' expression
    | expression '||' expression
    ;

entry : ( name | string ) mark expression ;

number : '0' | '1' | SMALL | MODULUS | NUMBER | REAL ;

string : STRING | JSON_TEXT | REGEX | FORMAT ;

// Where one sign is expected any of these is taken.
mark : '{' | '}' | '(' | ')' | '[' | ']' | ',' | ';' | ':' ;

keyword
    : 'if' | 'else' | 'for' | 'while' | 'return' | 'try' | 'catch' | 'function' | 'var' | 'let' | 'const'
    | 'true' | 'false' | 'null' | 'undefined' | 'in' | 'of'
    ;

// The names of the library are tokens of their own where the typed rules name them.
name
    : IDENT
    | 'JSON' | 'String' | 'a' | 'b' | 'c' | 'main' | 'parse' | 'print' | 'regex' | 'stringify'
    ;

// ---- tokens --------------------------------------------------------------------------------------

SMALL : [2-9] ;

MODULUS : '1009' | '65537' ;

//: only 10 12 42 100 255 65536 4294967296 9223372036854775807
NUMBER : [0-9]+ ;

//: only 0.5 1.5 3.25 .5 2.5e-3 1.0e10
REAL : [0-9]* '.' [0-9]* ( [eE] [+-]? [0-9]+ )? ;

JSON_TEXT : '\'{"a": [1, 2.5, null]}\'' | '\'[true, {}]\'' ;

REGEX : '"a+b*"' | '"(a|b)+"' | '"[a-z]?"' ;

FORMAT : '"%d"' | '"%5d"' | '"%-5d|"' | '"%x %%"' | '"%05d"' ;

//: samples '"a"' '"text"' '""' '"one two"' '"a\\nb"' '\'q\'' '"10"'
STRING
    : '"' ( '\\' . | ~["\\] )* '"'
    | '\'' ( '\\' . | ~['\\] )* '\''
    ;

IDENT : [_\p{Alphabetic}] [_\p{Alphabetic}\p{Nd}\p{No}]* ;

LINE_COMMENT : '//' ~[\n]* -> skip ;
BLOCK_COMMENT : '/*' .*? '*/' -> skip ;
// One that is never closed goes to the end.
OPEN_COMMENT : '/*' ( ~'*' | '*'+ ~[*/] )* '*'* -> skip ;
BLANK : [\p{White_Space}]+ -> skip ;
