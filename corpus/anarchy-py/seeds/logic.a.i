m{
  truth(v){ if(v){ print(v, "counts as true"); } else { print(v, "counts as false"); } }
  main(){
    for(v of [true, false, null, 0, 1, -1, 0.0, "", "0", [], [null], {}, {a: 1}]){ truth(v); }
    print(true && false, true || false, !true, !!true, !false && true);
    print(1 && 2, 0 && 2, 1 || 2, 0 || 2, null || "default", "" && "never");
    print(1 < 2 && 2 < 3, 1 < 2 == true, 1 == 1 && 2 == 2 || false, !(1 == 2));
    print(false && true || true, true || true && false, (true || true) && false);
    print(null == null, null === null, null == false, true == 1, true === 1, "a" == 'a', [1] == [1]);
    a = 1; b = 0;
    print(a && b || a, a == b || a != b, a > b && a >= b && b < a && b <= a);
    print(((((true)))));
    print(true + true, true * 5, false - 1, -true, +false);
    return a && !b;
  }
}
