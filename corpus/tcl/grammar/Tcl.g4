// Tcl as jimsh takes it. Blanks and line ends matter, so that they are tokens of the parser and nothing is
// skipped. Any program is a script of words; the typed commands in front of that write programs that run.
// Weight 0: only for reading and for shapes. Lines that begin with //: are annotations.
grammar Tcl;

//: start program

program : script EOF ;

// Commands between line ends and semicolons.
script : gap ( command SP? ( separator gap command SP? )* ( separator gap )? )? ;

separator
    :
    //: weight 90
      NL
    | ';'
    //: weight 2
    | NL '#' SP NAME NL
    ;

gap
    :
    //: weight 1
      ( SP | NL | ';' )+
    //: weight 100
    |
    ;

// ---- commands ------------------------------------------------------------------------------------

command
    :
    //: weight 120
      'set' SP newInteger SP integerWord
    //: weight 60
    | 'set' SP newText SP textWord
    //: weight 60
    | 'set' SP newList SP listWord
    //: weight 30
    | 'set' SP newDict SP dictWord
    //: weight 15
    | 'set' SP newLambda SP '{' lambda '}'
    //: weight 120
    | 'puts' SP word
    //: weight 5
    | 'puts' SP '-' 'nonewline' SP textWord
    //: weight 60
    | 'set' SP integerUse SP integerWord
    //: weight 40
    | 'incr' SP integerUse ( SP integerWord )?
    //: weight 20
    | 'append' SP textUse SP textLiteral
    //: weight 20
    | 'set' SP textUse SP '[' 'string' SP 'range' SP textWord SP '0' SP SMALL ']'
    //: weight 40
    | 'lappend' SP listUse SP integerWord
    //: weight 20
    | 'dict' SP ( 'set' | 'append' | 'lappend' ) SP dictUse SP KEY SP integerWord
    //: weight 5
    | 'dict' SP 'unset' SP dictUse SP KEY
    //: weight 50
    | 'if' SP condition SP block ( SP 'elseif' SP condition SP block )* ( SP 'else' SP block )?
    //: weight 40
    | forLoop
    //: weight 20
    | whileLoop
    //: weight 40
    | forEach
    //: weight 5
    | dictFor
    //: weight 50
    | procedure1
    //: weight 20
    | procedure2
    //: weight 20
    | 'switch' SP '-' '-' SP integerWord SP '{' NL ( SMALL SP block NL )* 'default' SP block NL '}'
    //: weight 10
    | 'switch' SP '-' 'glob' SP '-' '-' SP textWord SP '{' NL ( PATTERN SP block NL )* 'default' SP block NL '}'
    //: weight 40
    | 'catch' SP guarded ( SP newText )?
    //: weight 10
    | 'eval' SP block
    //: weight 5
    | 'try' SP guarded SP 'on' SP 'error' SP '{' newCaught '}' SP block
    //: weight 15
    //: needs guarded
    | 'error' SP textWord
    //: weight 10
    //: needs loop
    | 'if' SP condition SP '{' ( 'break' | 'continue' ) '}'
    //: weight 5
    | 'lassign' SP pairList SP newInteger
    //: weight 0
    | '#' commentPiece*
    //: weight 0
    | anyWord ( SP anyWord )*
    ;

//: scope
block : '{' gap script '}' ;

//: gives loop
loopBlock : block ;

//: gives guarded
guarded : block ;

// Inside of a loop its own counter is seen and no other.
//: scope closed counter
forLoop
    : 'for' SP '{' 'set' SP newCounter SP SMALL '}' SP '{' '$' counterUse SP '<' SP SMALL '}' SP
      '{' 'incr' SP counterUse '}' SP loopBlock
    ;

//: scope closed counter
//: gives loop
whileLoop
    : 'set' SP newCounter SP SMALL NL 'while' SP '{' '$' counterUse SP '>' SP '0' '}' SP
      '{' NL 'incr' SP counterUse SP '-' '1' NL script '}'
    ;

//: scope
forEach
    : 'foreach' SP newItem SP shortList SP loopBlock
    | 'foreach' SP '{' newItem SP newItem '}' SP pairList SP loopBlock
    ;

//: scope
dictFor : 'dict' SP 'for' SP '{' newKey SP newItem '}' SP dictLiteral SP loopBlock ;

// A procedure sees no names from outside but those of other procedures.
//: scope closed integer text list dict lambda counter
//: hides loop guarded
//: gives procedure
procedure1 : 'proc' SP outerFunction1 SP '{' newParameter '}' SP '{' NL script NL 'return' SP integerWord NL '}' ;

//: scope closed integer text list dict lambda counter
//: hides loop guarded
//: gives procedure
procedure2
    : 'proc' SP outerFunction2 SP '{' newParameter SP newParameter '}' SP
      '{' NL script NL 'return' SP integerWord NL '}'
    ;

//: scope closed integer text list dict lambda counter
//: hides loop guarded
//: gives procedure
lambda : '{' newParameter '}' SP '{' integerCommand '}' ;

// ---- words ---------------------------------------------------------------------------------------

word
    :
    //: weight 60
      integerWord
    //: weight 40
    | textWord
    //: weight 40
    | listWord
    //: weight 10
    | dictWord
    //: weight 10
    | '[' 'expr' SP '{' realExp '}' ']'
    //: weight 10
    | '[' anyCommand ']'
    ;

integerWord
    :
    //: weight 30
      integerLiteral
    //: weight 60
    | '$' integerUse
    //: weight 10
    | '$' counterUse
    //: weight 60
    | '[' integerCommand ']'
    ;

integerLiteral
    : SMALL
    | INTEGER
    //: weight 2
    | '-' INTEGER
    ;

integerCommand
    :
    //: weight 90
      'expr' SP '{' integerExp '}'
    //: weight 20
    | 'llength' SP listWord
    //: weight 20
    | 'string' SP ( 'length' | 'bytelength' ) SP textWord
    //: weight 40
    | function1Use SP integerWord
    //: weight 30
    | function2Use SP integerWord SP integerWord
    //: weight 10
    | 'apply' SP '{' lambda '}' SP integerWord
    //: weight 10
    | 'apply' SP '$' lambdaUse SP integerWord
    | 'string' SP ( 'compare' | 'equal' | 'first' ) SP textWord SP textWord
    | 'string' SP 'match' SP PATTERN SP textWord
    | 'regexp' SP REGEXP SP textWord
    | 'dict' SP 'size' SP dictWord
    | 'dict' SP 'exists' SP dictWord SP KEY
    | 'info' SP 'exists' SP NAME
    | 'incr' SP integerUse
    | 'catch' SP guarded
    | 'lindex' SP '[' 'list' SP integerWord ( SP integerWord )* ']' SP '0'
    ;

textWord
    :
    //: weight 40
      textLiteral
    //: weight 60
    | '$' textUse
    //: weight 30
    | '"' ( textPiece SP )* textPiece? '"'
    //: weight 30
    | '[' textCommand ']'
    ;

textLiteral
    : NAME
    | '{' NAME ( SP NAME )* '}'
    ;

textPiece
    : NAME
    | '$' '{' textUse '}'
    | '$' '{' integerUse '}'
    | '[' integerCommand ']'
    | '[' textCommand ']'
    | ESCAPE
    ;

textCommand
    : 'string' SP ( 'toupper' | 'tolower' | 'trim' | 'reverse' | 'totitle' ) SP textWord
    | 'string' SP 'repeat' SP textWord SP SMALL
    | 'string' SP 'range' SP textWord SP SMALL SP SMALL
    | 'string' SP 'index' SP textWord SP SMALL
    | 'string' SP 'map' SP '{' 'a' SP 'b' SP 'c' SP 'd' '}' SP textWord
    | 'format' SP FORMAT SP integerWord
    | 'join' SP listWord SP NAME
    | 'regsub' ( SP '-' 'all' )? SP REGEXP SP textWord SP NAME
    | 'set' SP textUse
    | 'subst' SP '{' NAME SP '[' integerCommand ']' '}'
    | 'concat' SP textWord SP textWord
    ;

listWord
    :
    //: weight 60
      '$' listUse
    //: weight 40
    | shortList
    //: weight 60
    | '[' listCommand ']'
    ;

shortList : '{' ( SMALL ( SP SMALL )* )? '}' ;
pairList : '{' SMALL SP SMALL ( SP SMALL SP SMALL )* '}' ;

listCommand
    :
    //: weight 40
      'list' ( SP integerWord )*
    | 'lrange' SP listWord SP '0' SP SMALL
    | 'lreverse' SP listWord
    | 'lsort' ( SP '-' ( 'integer' | 'decreasing' | 'unique' ) )? SP shortList
    | 'linsert' SP listWord SP '0' SP integerWord
    | 'lrepeat' SP SMALL SP integerWord
    | 'concat' SP listWord SP listWord
    | 'split' SP textWord SP NAME
    | 'lreplace' SP pairList SP '0' SP '1' SP integerWord
    | 'lmap' SP newMapped SP shortList SP '{' integerCommand '}'
    | 'dict' SP 'keys' SP dictWord
    | 'regexp' SP '-' 'all' SP '-' 'inline' SP REGEXP SP textWord
    ;

dictWord
    :
    //: weight 30
      '$' dictUse
    //: weight 20
    | dictLiteral
    | '[' 'dict' SP 'create' ( SP KEY SP integerWord )* ']'
    | '[' 'dict' SP 'merge' SP dictWord SP dictWord ']'
    ;

dictLiteral : '{' KEY SP SMALL ( SP KEY SP SMALL )* '}' ;

// What may give nothing, or what differs from one run to the next.
anyCommand
    : 'lindex' SP listWord SP SMALL
    | 'scan' SP INTEGER SP '%d'
    | 'info' SP ( 'procs' | 'level' )
    | 'uplevel' SP '0' SP block
    | textCommand
    | listCommand
    ;

// ---- expressions of expr -------------------------------------------------------------------------

condition : '{' test '}' ;

test
    :
    //: weight 30
      comparison
    | '(' test ')'
    //: weight 20
    | '!' '(' test ')'
    | test SP '&&' SP test
    | test SP '||' SP test
    ;

comparison
    :
    //: weight 40
      integerExp SP ( '<' | '>' | '<=' | '>=' | '==' | '!=' ) SP integerExp
    //: weight 20
    | textOperand SP ( 'eq' | 'ne' ) SP textOperand
    | integerAtom SP ( 'in' | 'ni' ) SP '{' SMALL ( SP SMALL )* '}'
    | '1'
    | '0'
    ;

textOperand
    : '$' textUse
    | '"' NAME '"'
    | '{' NAME '}'
    | '[' textCommand ']'
    ;

integerExp
    :
    //: weight 120
      integerAtom
    | ( '-' | '~' | '!' ) integerAtom
    | <assoc=right> SMALL SP '**' SP SMALL
    | integerExp SP '*' SP integerExp
    | integerExp SP ( '/' | '%' ) SP SMALL
    //: weight 20
    | integerExp SP ( '+' | '-' ) SP integerExp
    | integerExp SP ( '<<' | '>>' ) SP SMALL
    | integerExp SP '&' SP integerExp
    | integerExp SP '^' SP integerExp
    | integerExp SP '|' SP integerExp
    ;

integerAtom
    :
    //: weight 30
      SMALL
    //: weight 20
    | INTEGER
    //: weight 60
    | '$' integerUse
    //: weight 20
    | '$' counterUse
    //: weight 20
    | '(' integerExp ')'
    //: weight 20
    | '[' integerCommand ']'
    | ( 'abs' | 'int' | 'round' ) '(' integerExp ')'
    | '(' test SP '?' SP integerExp SP ':' SP integerExp ')'
    ;

realExp
    : integerAtom
    | REAL
    | '(' realExp ')'
    | realExp SP ( '*' | '+' | '-' ) SP realExp
    | realExp SP '/' SP REAL
    | ( 'double' | 'abs' ) '(' realExp ')'
    ;

// ---- names ---------------------------------------------------------------------------------------

//: declares integer unique after command
newInteger : NAME ;
//: declares text unique after command
newText : NAME ;
//: declares list unique after command
newList : NAME ;
//: declares dict unique after command
newDict : NAME ;
//: declares lambda unique after command
newLambda : NAME ;
//: declares function1 unique after command
outerFunction1 : NAME ;
//: declares function2 unique after command
outerFunction2 : NAME ;
//: declares integer unique
newParameter : NAME ;
//: declares integer unique
newItem : NAME ;
//: declares mapped unique
newMapped : NAME ;
//: declares text unique
newKey : NAME ;
//: declares text unique
newCaught : NAME ;
//: declares counter unique
newCounter : NAME ;
//: uses integer
integerUse : NAME ;
//: uses text
textUse : NAME ;
//: uses list
listUse : NAME ;
//: uses dict
dictUse : NAME ;
//: uses lambda
lambdaUse : NAME ;
//: uses function1
function1Use : NAME ;
//: uses function2
function2Use : NAME ;
//: uses counter
counterUse : NAME ;

// ---- any words -----------------------------------------------------------------------------------

anyWord
    :
    //: weight 0
      block
    | braced
    | '{' '*' '}' anyWord
    | quoted
    | barePiece+
    ;

braced : '{' ( braced | ~( '{' | '}' ) )* '}' ;

quoted : '"' ( '[' script ']' | ~( '"' | '[' ) )* '"' ;

barePiece
    : '[' script ']'
    | '$' '{' ( ~( '{' | '}' ) )* '}'
    | '$' '(' ( ~( '(' | ')' | '[' ) )* ')'
    | ~( SP | NL | ';' | '{' | '}' | '"' | '[' | ']' )
    ;

commentPiece : braced | ~( NL | '{' | '}' ) ;

// ---- tokens --------------------------------------------------------------------------------------

SMALL : [1-9] ;

//: samples 0 1 2 10 42 100 255 65536 2147483648 9223372036854775807
INTEGER : '0' | [1-9] [0-9]+ ;

//: samples 0.5 1.5 3.25 1e3 2.5e-7
REAL : [0-9]+ '.' [0-9]+ ( [eE] [+-]? [0-9]+ )? | [0-9]+ [eE] [+-]? [0-9]+ ;

//: only a* ?b *x* a?c z*
PATTERN : 'a*' | '?b' | '*x*' | 'a?c' | 'z*' ;

//: only '{a+}' '{(b|c)*}' '{x?y}' '{[a-z]+}' '{[[:digit:]]+}' '{^$}'
REGEXP : '{a+}' | '{(b|c)*}' | '{x?y}' | '{[a-z]+}' | '{[[:digit:]]+}' | '{^$}' ;

//: only %5d %-5d %05d %x %o %s %c
FORMAT : '%' ( '5d' | '-5d' | '05d' | 'x' | 'o' | 's' | 'c' ) ;

//: only k1 k2 k3 k4
KEY : 'k' [1-4] ;

//: only '\\n' '\\t' '\\x41' '\\u20ac' '\\$' '\\[' '\\"' '\\\\'
ESCAPE : '\\' ( 'x' [0-9a-fA-F] [0-9a-fA-F] | 'u' [0-9a-fA-F]+ | ~[\r\n] ) ;

NAME : [a-zA-Z_] [a-zA-Z_0-9]* ;

//: only ' '
SP : ( [ \t] | '\\' '\r'? '\n' )+ ;

//: only '\n'
NL : '\r'? '\n' ;

OTHER : . ;
