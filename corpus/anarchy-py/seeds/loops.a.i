m{
  collatz(n){
    steps = 0;
    while(n != 1){
      if(n % 2 == 0){ n = n / 2; } else { n = 3 * n + 1; }
      steps += 1;
    }
    print(steps);
  }
  primes(limit){
    found = [];
    n = 2;
    while(n < limit){
      prime = true;
      for(p of found){ if(n % p == 0){ prime = false; } }
      if(prime){ found += [n]; }
      n += 1;
    }
    print(found);
  }
  triangle(rows){
    r = 1;
    while(r <= rows){ print(" " * (rows - r) + "* " * r); r += 1; }
  }
  gcd(a, b){ while(b != 0){ t = a % b; a = b; b = t; } print(a); }
  main(){
    for(n of [1, 7, 27]){ collatz(n); }
    primes(60);
    triangle(5);
    gcd(1071, 462);
    a = 0; b = 1; line = [];
    while(b < 1000000000000){ t = a + b; a = b; b = t; line += [a]; }
    print(line);
    x = 0; y = 0; count = 0;
    while(y < 4){ x = 0; while(x < y){ count += 1; x += 1; } y += 1; }
    print(count);
    factorial = 1; n = 1;
    while(n <= 30){ factorial *= n; n += 1; }
    return factorial;
  }
}
