m{
  // Files in the current folder; what a call gives back can be seen in what it leaves only.
  main(){
    write("notes.txt", "first line\n");
    append("notes.txt", "second line\n");
    append("notes.txt", "tab\t and é\n");
    read("notes.txt");
    exists("notes.txt");
    exists("missing.txt");
    write("empty.txt", "");
    i = 0;
    while(i < 5){ append("numbers.txt", "%d\n" % (i * i)); i += 1; }
    readdir(".");
    for(name of ["missing.txt", "/no/such/folder/x", "."]){
      try { read(name); print("read", name); } catch(e) { print(e); }
      try { append(name + "/x", "y"); print("wrote", name); } catch(e) { print(e); }
    }
    try { write("notes.txt", 5); } catch(e) { print(e); }
    try { read(null); } catch(e) { print("no name"); }
    try { readdir("missing"); } catch(e) { print(e); }
    String(5); Number("12"); Number("none"); regex("a+", "caat");
    try { regex("(", "x"); } catch(e) { print(e); }
    return "written";
  }
}
