m{
  // Where one sign is expected any other sign is taken: these are programs too.
  odd[){ print("a bracket opens the parameters"]: }
  call(a, b]: print(a, b] , }
  main(){
    x = 5}
    odd(): call(1, 2] ; y = (1 + 2];
    print(x, y} )
    z = [1, 2);
    o = {a; 1, "b", 2];
    print(z, o):
    if{ x == 5 ; { print("if with braces"); }
    while( false ( ] }
    return z,
  }
}
