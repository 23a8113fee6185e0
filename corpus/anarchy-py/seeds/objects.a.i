m{
  describe(o){
    for(k in o){ print("key", k); }
    print(o);
    return o;
  }
  main(){
    empty = {};
    point = {x: 1, y: -2};
    deep = {"with space": {inner: [1, {more: null}]}, 'quoted': true, last: 1.5};
    describe(empty);
    describe(point);
    describe(deep);
    print(point == {y: -2, x: 1}, point === {x: 1, y: -2}, {} == {}, !{}, !{a: 0});
    twice = {a: 1, a: 2, "a": 3};
    print(twice);
    names = "";
    for(k in {z: 1, y: 2, x: 3}){ names += k; }
    print(names);
    for(k in {a: 1, b: 2}){ for(j in {c: 3, d: 4}){ print(k + j); } }
    shared = [point, point];
    point = {x: 5};
    print(shared, point);
    try { for(k in [1, 2]){ print(k); } } catch(e) { print(e); }
    try { print({a: 1} + {b: 2}); } catch(e) { print(e); }
    try { point.missing(); } catch(e) { print(e); }
    try { point.x(); } catch(e) { print(e); }
    try { nothing.at(1); } catch(e) { print(e); }
    return deep;
  }
}
