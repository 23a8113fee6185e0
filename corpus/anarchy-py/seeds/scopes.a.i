m{
  // A function sees a copy of what its caller saw; what it binds is gone when it returns.
  inner(){ print("inner sees", x, y); x = 100; print("inner bound", x); }
  outer(y){ x = y * 2; inner(); print("outer still has", x); }
  collect(list){ list += ["added"]; print(list); }
  loop(){ for(i of [1, 2]){ last = i; } print("after the loop", i, last); }
  hides(print){ return print; }
  main(){
    x = 1; y = 2;
    inner();
    outer(7);
    print(x, y);
    list = ["kept"];
    collect(list);
    print(list);
    loop();
    try { print(last); } catch(e) { print(e); }
    if(true){ made = "in a block"; }
    print(made);
    try { new = "before"; z = 1 / 0; } catch(e) { print(new, e); }
    print(e);
    hides(5);
    print("print is still there");
    main2 = x; x = main2 + y; y = x + main2;
    print(x, y, main2);
    über = 1; name_2 = 2; _x = 3;
    print(über + name_2 + _x);
  }
}
the text after the last brace is never looked at
