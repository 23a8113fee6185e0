m{
  down(n){ if(n > 0){ print(n); down(n - 1); } else { print("bottom"); } }
  hanoi(n, from, to, over){
    if(n > 0){
      hanoi(n - 1, from, over, to);
      print(from + ">" + to);
      hanoi(n - 1, over, to, from);
    }
  }
  even(n){ if(n == 0){ print("even"); return true; } odd(n - 1); }
  odd(n){ if(n == 0){ print("odd"); return false; } even(n - 1); }
  walk(tree, depth){
    print("  " * depth + "node");
    for(child of tree){ walk(child, depth + 1); }
  }
  permute(done, rest){
    if(rest == []){ print(done); return 1; }
    for(x of rest){
      others = [];
      for(y of rest){ if(y != x){ others += [y]; } }
      permute(done + [x], others);
    }
  }
  count(n){ if(n < 60){ count(n + 1); } else { print("deep", n); } }
  endless(n){ endless(n + 1); }
  main(){
    down(4);
    hanoi(3, "a", "c", "b");
    even(11); odd(7);
    walk([[], [[], [[]]], []], 0);
    permute([], [1, 2, 3]);
    count(0);
    try { endless(0); } catch(e) { print("stopped"); }
    return "done";
  }
}
