m{
  nothing(){ }
  plain(){ print("plain"); }
  two(a, b){ print(a, b); return a; }
  early(n){ if(n > 2){ return "large"; } print("still here", n); return n; }
  many(a, b, c, d, e, f, g, h){ print(a, b, c, d, e, f, g, h); }
  bare(){ return; }
  shadow(print2, x){ x = x + 1; print(print2, x); }
  later(){ defined(); }
  defined(){ print("defined below its caller"); }
  nested(n){ for(i of [1, 2]){ while(n > 0){ if(n == i){ print("inner return", n); return n; } n -= 1; } } }
  main(){
    nothing(); plain();
    two(1, 2); two(1); two(); two(1, 2, 3);
    early(1); early(5);
    many(1, "b", null, true, [4], {k: 5}, 6.5);
    bare();
    x = 10; shadow("x", x); print(x);
    later(); nested(3);
    f = plain;
    f();
    alias = print; alias("through", "another", "name");
    try { missing(); } catch(e) { print(e); }
    try { x(); } catch(e) { print(e); }
    return f == plain;
  }
}
