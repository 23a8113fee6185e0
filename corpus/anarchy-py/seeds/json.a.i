m{
  parsed(text){
    try { JSON.parse(text); print("well formed", text); }
    catch(e) { print(e); }
  }
  written(value){
    try { JSON.stringify(value); JSON.stringify(value, 2); print("can be written"); }
    catch(e) { print("cannot", e); }
  }
  main(){
    for(text of ["{}", "[1, 2.5e3, -0]", '"text"', '{"a": {"b": [null, true]}}', "", "{", "[1,]", "{a: 1}", "nul", "01", "[1] 2"]){
      parsed(text);
    }
    for(value of [1, 1.5, "text é", true, null, [1, [2, [3]]], {a: {b: {}}}, []]){ written(value); }
    written(print);
    written({f: parsed});
    deep = [];
    n = 0;
    while(n < 50){ deep = [deep]; n += 1; }
    written(deep);
    text = "0";
    n = 0;
    while(n < 50){ text = "[" + text + "]"; n += 1; }
    parsed(text);
    try { JSON.other(1); } catch(e) { print(e); }
    try { JSON.parse(); } catch(e) { print("no text"); }
    return deep == [[[]]];
  }
}
