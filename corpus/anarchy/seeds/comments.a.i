// The first line, with symbols: λ ƒ ι ⟼ ⌽ @ $ ` ' \ [ ] ? :
//
ι a = 1; // after a statement
//// more slashes // and again
ι b = // between a sign and its value
    2;
ƒ f( // between parameters
    x, // first
    y  // second
) { // the body
    x + y // the value
}
(f, a, b) // at the end
ι	tabs	=	3	;
   ι   blanks   =   4   ;
c=a+b*tabs-blanks/1
// no line end follows