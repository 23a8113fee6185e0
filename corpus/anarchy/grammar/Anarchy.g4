// The symbolic dialect of Anarchy Inference, as its parser takes it: one level of precedence, no loop, no choice,
// no unary operator. Typed rules write programs that run; general alternatives have weight 0 and are for reading
// and for shapes. Lines that begin with //: are annotations.
grammar Anarchy;

//: start program

program : item* EOF ;

item
    :
    //: weight 60
      statement
    //: weight 30
    | declaration
    //: weight 5
    | library
    ;

// ---- declarations --------------------------------------------------------------------------------

declaration
    : function1
    | function2
    //: weight 0
    | 'ƒ' name '(' ( name ( ',' name )* )? ')' block
    ;

//: scope
function1 : 'ƒ' outerFunction1 '(' newParameter ')' typedBlock ;

//: scope
function2 : 'ƒ' outerFunction2 '(' newParameter ',' newParameter ')' typedBlock ;

typedBlock : '{' ( ( integerExp | textExp | truth ) ';' )* integerExp ';'? '}' ;

// Everything in a library that is no function is passed over; its functions end with a semicolon.
library
    : 'λ' newLibrary '{' ( function1 ';' )+ '}'
    //: weight 0
    | 'λ' IDENT '{' ( declaration ';' | passedOver )* '}'
    ;

passedOver
    : IDENT | SMALL | NUMBER | STRING | SYMBOL | 'λ' | 'ι' | '⟼' | '⌽' | '⊤' | '⊥'
    | '+' | '-' | '*' | '/' | OPERATOR | '(' | ')' | '{' | ',' | ';' | '.' | '='
    ;

block : '{' blockItem* '}' ;

blockItem
    : lambda
    | declaration
    | blockExpression ';'?
    ;

// Two braces open it and one closes it.
lambda : 'λ' ( name | '(' name ( ',' name )* ')' ) '{' block ;

// ---- statements ----------------------------------------------------------------------------------

statement
    :
    //: weight 120
      'ι' newInteger '=' integerExp ';'
    //: weight 60
    | 'ι' newText '=' textExp ';'
    //: weight 30
    | 'ι' newTruth '=' truth ';'
    //: weight 60
    | integerUse '=' integerExp
    //: weight 30
    | textUse '=' textExp
    //: weight 15
    | truthUse '=' truth
    //: weight 30
    | function1Use '(' integerExp ')' ';'
    //: weight 20
    | function2Use '(' integerExp ',' integerExp ')' ';'
    //: weight 5
    | 'ι' newInteger '=' function1Use '.' SYMBOL '(' integerExp ')' ';'
    //: weight 0
    | IDENT ';'? '=' expression
    //: weight 0
    | IDENT postfix* ';'?
    //: weight 0
    | 'ι' IDENT '=' expression ';'?
    //: weight 0
    | statementPrimary expressionTail*
    ;

postfix
    : '.' name arguments?
    | arguments
    ;

statementPrimary
    : literal
    | SYMBOL
    | parenthesised
    ;

// ---- typed expressions: all operators bind alike, from the left ----------------------------------

integerExp : integerAtom ( ( '+' | '-' | '*' ) integerAtom | '/' SMALL )* ;

integerAtom
    :
    //: weight 40
      SMALL
    //: weight 20
    | NUMBER
    //: weight 80
    | integerUse
    //: weight 30
    | '(' integerExp ')'
    //: weight 30
    | '(' function1Use ',' integerExp ')'
    //: weight 20
    | '(' function2Use ',' integerExp ',' integerExp ')'
    ;

textExp : textAtom ( '+' textAtom )* ;

textAtom
    :
    //: weight 20
      STRING
    //: weight 20
    | textUse
    | '(' textExp ')'
    ;

truth
    : '⊤'
    | '⊥'
    //: weight 20
    | truthUse
    //: weight 20
    | '(' integerExp ')' '=' integerAtom
    | '(' textExp ')' '=' textAtom
    | '(' truth ')' '=' ( '⊤' | '⊥' )
    ;

// ---- names ---------------------------------------------------------------------------------------

//: declares integer unique after statement
newInteger : IDENT ;
//: declares text unique after statement
newText : IDENT ;
//: declares truth unique after statement
newTruth : IDENT ;
//: declares function1 unique after declaration
outerFunction1 : IDENT ;
//: declares function2 unique after declaration
outerFunction2 : IDENT ;
//: declares library unique
newLibrary : IDENT ;
//: declares integer unique
newParameter : IDENT ;
//: uses integer
integerUse : IDENT ;
//: uses text
textUse : IDENT ;
//: uses truth
truthUse : IDENT ;
//: uses function1
function1Use : IDENT ;
//: uses function2
function2Use : IDENT ;

// ---- general expressions -------------------------------------------------------------------------

expression : primary expressionTail* ;
blockExpression : blockPrimary expressionTail* ;

expressionTail
    : ( '+' | '-' | '*' | '/' | '=' | OPERATOR ) primary
    | '.' name arguments?
    ;

primary
    : literal
    | IDENT
    | sign
    | parenthesised
    ;

blockPrimary
    : literal
    | IDENT
    | SYMBOL | 'ι' | '⟼' | '⌽'
    | parenthesised
    ;

// One element is grouped; of two and more the first is called with the rest.
parenthesised : '(' expression ( ',' expression )* ')' ;

arguments : '(' ( expression ( ',' expression )* )? ')' ;

literal : SMALL | NUMBER | STRING | '⊤' | '⊥' ;

name
    : IDENT
    | sign
    ;

sign : SYMBOL | 'λ' | 'ƒ' | 'ι' | '⟼' | '⌽' ;

// ---- tokens --------------------------------------------------------------------------------------

SMALL : [1-9] ;

//: only 0 10 12 42 100 255 65536 4294967296
NUMBER : [0-9]+ ;

//: samples '"a"' '"text"' '""' '"one two"' '"a\\nb"' '"\\"q\\""' '"λ"'
STRING : '"' ( ~["\\] | '\\' [ntr\\"] )* '"' ;

// The first character is of ASCII, the others may be any letter: "xλ" is one name, "λx" are two tokens.
IDENT : [a-zA-Z_] [_\p{Alphabetic}\p{Nd}\p{No}]* ;

OPERATOR : [!><&|^%~] ;

//: only □ ⬚ ∑ ∇ σ 🔒 ⟳
SYMBOL
    : [\u2B22\u25A1\u2B1A\u2688\u2338\u27F3\u221E\u03BE\u03C3\u2207\u27D1]
    | [\u03B1-\u03B8\u03BA\u03BD\u03BF-\u03C1\u03C4-\u03C9]
    | [\u2205\uFF0B\u2211\u2200\u22B3\u22A2\u22A3\u00F7\u26A0\u21AF\u21B1#\u26BF\u23F0\u21EA]
    | [\u{1F512}\u{1F511}\u{1F522}\u{1F524}\u26A1\u22B2\u21C9\u21D3\u21D1\u296E]
    | [\u27FF\u21E2\u21E0\u27F0\u21E1\u21E3]
    ;

COMMENT : '//' ~[\n]* -> skip ;
BLANK : [\p{White_Space}]+ -> skip ;
