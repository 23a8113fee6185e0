m{
  sum(list){
    total = 0;
    for(v of list){ total += v; }
    print("sum", total);
    return total;
  }
  main(){
    empty = [];
    one = [1];
    mixed = [1, "two", 3.5, true, null, [4, [5]], {six: 6}];
    print(empty, one, mixed);
    print(one + [2, 3] + empty, [0] * 3, 2 * [1, 2], [1] == [1.0], [1] === [1], [] == null);
    print([1, 2] < [1, 3], [] < [0], [[1], [2]] != [[2], [1]], ![], ![0]);
    sum([1, 2, 3, 4]);
    sum([]);
    sum([1.5, -1.5, 99999999999999999999]);
    for(v of mixed){ print(v); }
    for(row of [[1, 2, 3], [4, 5, 6]]){
      line = "";
      for(cell of row){ line += "%4d" % (cell * cell); }
      print(line);
    }
    squares = [];
    for(n of [1, 2, 3, 4, 5]){ squares += [n * n]; }
    print(squares);
    evens = [];
    for(n of squares){ if(n % 2 == 0){ evens += [n]; } }
    print(evens, evens + squares);
    try { for(v of "text"){ print(v); } } catch(e) { print(e); }
    try { print([1] - [1]); } catch(e) { print(e); }
    try { sum(["a"]); } catch(e) { print(e); }
    return squares + evens;
  }
}
