m{
  classify(n){
    if(n < 0){ print(n, "negative"); }
    else if(n == 0){ print(n, "zero"); }
    else if(n < 10){
      if(n % 2 == 0){ print(n, "small even"); } else { print(n, "small odd"); }
    }
    else { print(n, "large"); }
  }
  fizz(n){
    if(n % 15 == 0){ print("fizzbuzz"); return n; }
    if(n % 5 == 0){ print("buzz"); return n; }
    if(n % 3 == 0){ print("fizz"); return n; }
    print(n);
  }
  main(){
    for(n of [-5, 0, 4, 7, 10]){ classify(n); }
    i = 1;
    while(i <= 15){ fizz(i); i += 1; }
    if(null){ print("never"); } else { print("null is false"); }
    if(""){ print("never"); } else { print("an empty text is false"); }
    if([0]){ print("a list with something is true"); }
    if(0.0){ } else { }
    for(false; false; true){ print("never"); }
    for(1 + 1; !true; 2){ }
    while(true){
      i -= 1;
      if(i < 10){ print("returning", i); return i; }
    }
    print("never");
  }
}
