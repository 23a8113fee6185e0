m{
  fail(how){
    if(how == 0){ x = 1 / 0; }
    if(how == 1){ x = missing; }
    if(how == 2){ x = "a" + 1; }
    if(how == 3){ gone(); }
    if(how == 4){ read("/no/such/file"); }
    if(how == 5){ JSON.parse("{"); }
    if(how == 6){ missing += 1; }
    if(how == 7){ x = -null; }
    if(how == 8){ x = 1 % 0; }
    return how;
  }
  guarded(how){
    try { fail(how); print("no failure", how); }
    catch(e) { print(how, e); return e; }
    print("after");
  }
  main(){
    for(how of [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]){ guarded(how); }
    try {
      try { fail(0); } catch(inner) { print("inner", inner); fail(1); }
    } catch(outer) { print("outer", outer); }
    try { fail(2); } catch { print("no name"); }
    try { } catch(e) { print("never"); }
    try { return "from the try"; } catch(e) { return "never"; }
  }
}
