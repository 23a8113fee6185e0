# Source text made and compiled by the program: eval, compile, ast, dis-like walking, scopes.
import ast

source = "result = sum(n ** 2 for n in range(limit) if n % 2) + (lambda x: x * 2)(3)"
scope = {"limit": 10}
exec(compile(source, "<made>", "exec"), scope)
print(scope["result"], eval("limit * 2", scope), eval("[x for x in 'abc']"))
tree = ast.parse(source)
print(sorted({type(node).__name__ for node in ast.walk(tree)}))

class Swap(ast.NodeTransformer):
    def visit_BinOp(self, node):
        self.generic_visit(node)
        if isinstance(node.op, ast.Add):
            node.op = ast.Sub()
        return node

print(ast.unparse(ast.fix_missing_locations(Swap().visit(ast.parse("a + b * (c + 1)")))))
for depth in (1, 10, 50):
    print(depth, eval("(" * depth + "1" + ")" * depth), eval("-" * depth + "1"), eval("1+" * depth + "1"), len(eval("[" * depth + "]" * depth)))
for bad in ("1 +", "x = = 1", "(", "'open", "return 1", "a b", "0777", "f(**{}, *[])", "nonlocal z", "1 = x", "\x00" if False else "?"):
    try:
        compile(bad, "<bad>", "exec")
        print(bad, "compiled")
    except SyntaxError as problem:
        print(bad, "->", problem.msg)
print(ast.literal_eval("{'a': [1, (2, -3.5), {4}], 'b': None}"), (lambda: (yield))().__class__.__name__)
x = "global"
def outer():
    x = "outer"
    def inner():
        global x
        return x
    return inner(), x, [x for x in range(2)], "x" in locals()
print(outer(), callable(print), vars(type("T", (), {"a": 1}))["a"], type(...).__name__)
