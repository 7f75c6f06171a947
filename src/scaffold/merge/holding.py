"""Which expressions of a function hold an object of a class, and which hold many.

Told from annotations, from calls of the class and of functions whose annotations say what they return, from `select`
and `session.get`, and from what loops take out of many. A name that is given both, or something else, holds nothing.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping, Set
from enum import Enum

from scaffold.dataclass import dataclass
from scaffold.facts import parse

Function = ast.FunctionDef | ast.AsyncFunctionDef
_MANY = frozenset({"list", "List", "set", "tuple", "Sequence", "Iterable", "Iterator", "Collection", "AsyncIterator"})
_SAME = frozenset({"list", "tuple", "set", "sorted", "reversed"})
_ALL = frozenset({"all", "scalars", "unique"})
_ONE = frozenset({"first", "one", "one_or_none", "scalar_one", "scalar_one_or_none", "scalar"})
_RUN = frozenset({"exec", "execute", "scalars", "stream"})


class Held(Enum):
    """What a name or an expression has of the class: an object, many of them, or a query that gives them."""

    ONE = "one"
    MANY = "many"
    QUERY = "query"


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """``classes`` are those looked for; ``names`` says what holds.

    ``returns`` says what functions give, those here (``list_posts``) and of known modules (``post_repo.list_posts``).
    """

    classes: Set[str]
    returns: Mapping[str, Held]
    names: Mapping[str, Held]

    def of(self, value: ast.expr) -> Held | None:
        """What an expression holds."""
        match value:
            case ast.Await(value=inner):
                return self.of(inner)
            case ast.Name(id=name):
                return self.names.get(name)
            case ast.Subscript(value=inner, slice=ast.Slice()):
                return self.of(inner)
            case ast.Subscript(value=inner) | ast.Starred(value=inner):
                return Held.ONE if self.of(inner) is Held.MANY else None
            case ast.ListComp(elt=element, generators=generators):
                within = self.within(generators)
                return Held.MANY if within.of(element) is Held.ONE else None
            case ast.Call(func=ast.Name(id=name), args=arguments):
                return self._of_call(name, arguments)
            case ast.Call(func=ast.Attribute(value=inner, attr=name), args=arguments):
                return self._of_method(inner, name, arguments)
        return None

    def _of_call(self, name: str, arguments: list[ast.expr]) -> Held | None:
        # Post(...)     list_posts(...)     select(Post)     sorted(posts)
        if name in self.classes:
            return Held.ONE
        if name == "select" and len(arguments) == 1 and self._is_class(arguments[0]):
            return Held.QUERY
        if name in _SAME and arguments and self.of(arguments[0]) is Held.MANY:
            return Held.MANY
        return self.returns.get(name)

    def _of_method(self, inner: ast.expr, name: str, arguments: list[ast.expr]) -> Held | None:
        # Post.model_validate(...)   session.get(Post, 1)   session.exec(select(Post)).all()   post_repo.list_posts()
        if self._is_class(inner):
            return Held.ONE
        if name == "get" and arguments and self._is_class(arguments[0]):
            return Held.ONE
        if self.of(inner) is Held.QUERY:
            return Held.MANY if name in _ALL else Held.ONE if name in _ONE else Held.QUERY
        if name in _RUN and arguments and self.of(arguments[0]) is Held.QUERY:
            return Held.MANY if name == "scalars" else Held.QUERY
        return self.returns.get(f"{inner.id}.{name}") if isinstance(inner, ast.Name) else None

    def within(self, generators: Iterable[ast.comprehension]) -> Holding:
        """Inside a comprehension: what it takes out of many is one."""
        names = dict(self.names)
        for generator in generators:
            if isinstance(generator.target, ast.Name):
                names.pop(generator.target.id, None)
                if self.of(generator.iter) in (Held.MANY, Held.QUERY):
                    names[generator.target.id] = Held.ONE
        return Holding(classes=self.classes, returns=self.returns, names=names)

    def inside(self, node: Function | ast.Lambda, first: Held | None = None) -> Holding:
        """In the body of a function; ``first`` is what its first parameter is given."""
        parameters = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
        names = dict(self.names)
        names.update((p.arg, held) for p in parameters if (held := annotated(p.annotation, self.classes)) is not None)
        if first is not None and parameters:
            names[parameters[0].arg] = first
        found = Holding(classes=self.classes, returns=self.returns, names=names)
        while (more := {**names, **dict(found._bound(node))}) != found.names:
            found = Holding(classes=self.classes, returns=self.returns, names=more)
        return found

    def _bound(self, node: ast.AST) -> Iterator[tuple[str, Held]]:
        """The names that a body binds to the same on every line that binds them."""
        given: dict[str, set[Held | None]] = {}
        for inner in ast.walk(node):
            match inner:
                case ast.AnnAssign(target=ast.Name(id=name), annotation=annotation):
                    given.setdefault(name, set()).add(annotated(annotation, self.classes))
                case ast.Assign(targets=targets, value=value):
                    for target in targets:
                        if isinstance(target, ast.Name):
                            given.setdefault(target.id, set()).add(self.of(value))
                case ast.For(target=ast.Name(id=name), iter=many) | ast.AsyncFor(target=ast.Name(id=name), iter=many):
                    taken = self.of(many) in (Held.MANY, Held.QUERY)
                    given.setdefault(name, set()).add(Held.ONE if taken else None)
        for name, kinds in given.items():
            (only, *others) = kinds
            if not others and only is not None:
                yield name, only

    def _is_class(self, value: ast.expr) -> bool:
        return isinstance(value, ast.Name) and value.id in self.classes


def annotated(annotation: ast.expr | None, classes: Set[str]) -> Held | None:
    """What an annotation promises: ``Post``, ``Post | None``, ``"Post"``, ``Annotated[Post, ...]``; ``list[Post]``."""
    match annotation:
        case ast.Name(id=name):
            return Held.ONE if name in classes else None
        case ast.Constant(value=str(quoted)):
            return annotated(_parsed(quoted), classes)
        case ast.BinOp(left=left, right=right):
            return annotated(left, classes) or annotated(right, classes)
        case ast.Subscript(value=ast.Name(id=name), slice=inside):
            first = inside.elts[0] if isinstance(inside, ast.Tuple) and inside.elts else inside
            held = annotated(first, classes)
            if name in ("Annotated", "Optional"):
                return held
            return Held.MANY if name in _MANY and held is Held.ONE else None
    return None


def returned(text: str, classes: Set[str]) -> dict[str, Held]:
    """What the functions of a module give, as far as annotations tell: ``list_posts``, ``PostService.page``."""
    found = {}
    for node in parse(text).body:
        owner = f"{node.name}." if isinstance(node, ast.ClassDef) else ""
        for each in node.body if isinstance(node, ast.ClassDef) else [node]:
            if isinstance(each, Function) and (held := annotated(each.returns, classes)) is not None:
                found[owner + each.name] = held
    return found


def _parsed(quoted: str) -> ast.expr | None:
    """The annotation inside quotes."""
    try:
        return ast.parse(quoted.strip(), mode="eval").body
    except SyntaxError:
        return None
