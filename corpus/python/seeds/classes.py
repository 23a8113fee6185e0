# Classes: inheritance, properties, operators, slots, descriptors, metaclasses, dataclasses.
from dataclasses import dataclass, field

class Shape:
    registry = {}
    def __init_subclass__(cls, sides=0, **rest):
        super().__init_subclass__(**rest)
        Shape.registry[cls.__name__] = sides
    def __repr__(self):
        return f"{type(self).__name__}({self.area:g})"

class Square(Shape, sides=4):
    __slots__ = ("side",)
    def __init__(self, side):
        self.side = side
    @property
    def area(self):
        return self.side ** 2
    @area.setter
    def area(self, value):
        self.side = value ** 0.5
    def __lt__(self, other):
        return self.area < other.area
    def __getitem__(self, key):
        return key
    def __matmul__(self, other):
        return self.side * other.side

square = Square(3)
square.area = 25
print(square, Shape.registry, sorted([Square(2), Square(1)]), square[1:2, ...], square @ Square(2))

class Meta(type):
    def __call__(cls, *args):
        instance = super().__call__(*args)
        instance.made_by = cls.__name__
        return instance
    def __getattr__(cls, name):
        return name.upper()

class Thing(metaclass=Meta):
    def __getattr__(self, name):
        return 0 if name == "_" else getattr(self, name[1:])
    def __call__(self, n):
        return self if n else "end"

print(Thing().made_by, Thing.unknown, getattr(Thing(), "a" * 20 + "_"), Thing()(1)(2)(0))

@dataclass(order=True, frozen=True)
class Point:
    x: int
    y: int = 0
    tags: list = field(default_factory=list, compare=False)

print(Point(1, 2) < Point(1, 3), Point(5), {Point(1): "a"} if False else "skipped", hash(Point(1)) == hash(Point(1)))
print([c.__name__ for c in type("Both", (Square,), {"extra": 1}).__mro__], isinstance(True, (str, (int, (list,)))))
