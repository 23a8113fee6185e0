m{
  main(){
    print("double", 'single', "it's", 'a "quote"', "");
    print("tab\there", "line\nend", "back\\slash", "quote\"", 'other\'', "unknown \q escape", "return\rover");
    print("join" + "ed" + " " + 'together', "ab" * 3, 2 * "xy" + "!");
    print("a" < "b", "abc" < "abd", "Z" < "a", "" < "a", "same" == "same", "same" === 'same', "1" == 1);
    print("é λ 日本 🔒", "é" == "é", "raw
line");
    s = "";
    i = 0;
    while(i < 10){
      s += "*";
      print(s);
      i += 3;
    }
    print("%s and %d stay" , "%s" + "{}", "a" * 0 == "");
    try { print("number " + 5); } catch(e) { print(e); }
    try { print(- "text"); } catch(e) { print(e); }
    try { print("a" < 1); } catch(e) { print(e); }
    return s;
  }
}
