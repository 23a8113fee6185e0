// Before the module: a comment with m{ in it.
/* and a block
   of them */
m{ // after the brace
  /* before the name */ main /* after it */ ( /* no parameters */ ) {
    // a line with /* an opening
    x = 1; // a value
    y /* here */ = /* and */ x /* here */ + /* 1 + */ 1;
    print("/* no comment */", '// nor this', x, y); /**/ /* ** */ /***/
    print(4 / 2 /* a division before */ / 1);
    return/**/x+y;
  }
}
/* never closed
