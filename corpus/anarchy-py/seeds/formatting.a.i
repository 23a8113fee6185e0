m{
  // The remainder of a text is formatting: what its operator does in the language below.
  row(name, count, price){
    print("%-10s" % name + "%5d" % count + "%8.2f" % price + "%10.3e" % (count * price));
  }
  main(){
    row("apple", 3, 1.5);
    row("pear", 144, 0.25);
    row("watermelon", 1, 12);
    print("%x %%" % 255, "%o" % 8, "%c" % 65, "%+d" % 5, "%05d" % -42, "%.3s" % "truncated", "%r" % "quoted");
    print("[%10s]" % "right", "[%-10s]" % "left", "%s" % 1.0, "%g" % 0.00001, "%i" % 3.99);
    try { print("%d" % "no number"); } catch(e) { print(e); }
    try { print("%s %s" % "few"); } catch(e) { print(e); }
    try { print("%q" % 1); } catch(e) { print(e); }
    try { print("none" % 1); } catch(e) { print(e); }
    for(n of [0, 1, 10, 100, 1000]){ print("%6d" % n + "%6d" % (n * n % 997)); }
    return "%d columns" % 4;
  }
}
