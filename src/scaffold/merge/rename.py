"""Rename a field where the text proves that it is meant, and say where it may be meant.

Only names are replaced, in place: no byte around them moves. Proof is local, a class body, an annotation, a call of
the class; what would need the types of another module is listed, not touched.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from scaffold.facts import parse, read

_Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True, kw_only=True)
class Renaming:
    """``names`` maps old to new; ``classes`` have the field; ``values`` are names that hold such an object.

    ``keys``: whether string keys mean the field too, as in the test module of the entity.
    """

    names: Mapping[str, str]
    classes: frozenset[str]
    values: frozenset[str] = frozenset()
    aliases: Mapping[str, str] = field(default_factory=dict)  # module-level names that are named after it
    keys: bool = False


@dataclass(frozen=True, slots=True)
class Renamed:
    """The text, and the lines (from 1) on which an old name is left that may mean the field."""

    text: str
    doubtful: tuple[int, ...]


def rename(text: str, renaming: Renaming) -> Renamed:
    """``text`` with the field renamed. A text with a statement that does not parse is left alone."""
    if read(text).problem is not None:
        return Renamed(text, _mentions(text, renaming))
    finder = _Finder(renaming)
    finder.visit(parse(text))
    changed = _spliced(text, finder.spots)
    return Renamed(changed, tuple(sorted(finder.doubtful)))


@dataclass(frozen=True, slots=True)
class _Spot:
    line: int
    column: int  # in UTF-8 bytes, as ``ast`` counts
    old: str
    new: str


class _Finder(ast.NodeVisitor):
    """Collects the spots of one module. ``holds`` are the names that hold an object of the class here."""

    def __init__(self, renaming: Renaming) -> None:
        self.renaming = renaming
        self.holds = renaming.values | renaming.classes
        self.spots: list[_Spot] = []
        self.doubtful: set[int] = set()

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        # class Post(SQLModel):
        #     title: str        <- the target; `cls.title`, `self.title` in its methods
        if node.name not in self.renaming.classes:
            self.generic_visit(node)
            return
        for statement in node.body:
            for target in _targets(statement):
                self._name(target)
        self._within(self.holds | {"self", "cls"}, node)

    def visit_FunctionDef(self, node: _Function) -> None:
        # def f(payload: PostCreate): ... payload.title
        annotated = {
            argument.arg
            for argument in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)
            if argument.annotation is not None and self._mentions_class(argument.annotation)
        }
        self._within(self.holds | annotated | set(self._assigned(node)), node)

    visit_AsyncFunctionDef = visit_FunctionDef  # noqa: N815

    def visit_Attribute(self, node: ast.Attribute) -> None:
        # post.title     Post.title
        if node.attr in self.renaming.names:
            if self._is_ours(node.value):
                assert node.end_lineno is not None
                assert node.end_col_offset is not None
                self._spot(node.end_lineno, node.end_col_offset - len(node.attr.encode()), node.attr)
            else:
                self.doubtful.add(node.end_lineno or node.lineno)
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        # Post(title=...)     getattr(post, "title") is not proof
        ours = isinstance(node.func, ast.Name) and node.func.id in self.renaming.classes
        for keyword in node.keywords:
            if keyword.arg is not None and keyword.arg in self.renaming.names:
                if ours:
                    self._spot(keyword.lineno, keyword.col_offset, keyword.arg)
                else:
                    self.doubtful.add(keyword.lineno)
        self.generic_visit(node)

    def visit_Name(self, node: ast.Name) -> None:
        new = self.renaming.aliases.get(node.id)
        if new is not None:
            self.spots.append(_Spot(node.lineno, node.col_offset, node.id, new))

    def visit_Constant(self, node: ast.Constant) -> None:
        # {"title": ...} and body["title"] in the entity's own tests; a word in a sentence is no key
        if not isinstance(node.value, str) or node.value not in self.renaming.names:
            return
        if self.renaming.keys and node.lineno == node.end_lineno:
            assert node.end_col_offset is not None
            if node.end_col_offset - node.col_offset == len(node.value.encode()) + 2:
                self._spot(node.lineno, node.col_offset + 1, node.value)
                return
        self.doubtful.add(node.lineno)

    def _within(self, holds: frozenset[str] | set[str], node: ast.AST) -> None:
        outside, self.holds = self.holds, frozenset(holds)
        self.generic_visit(node)
        self.holds = outside

    def _assigned(self, node: _Function) -> Iterator[str]:
        """Names that the function binds to an object of the class: ``row = Post(...)``, ``row: Post = ...``."""
        for inner in ast.walk(node):
            if isinstance(inner, ast.AnnAssign) and isinstance(inner.target, ast.Name):
                if self._mentions_class(inner.annotation):
                    yield inner.target.id
            elif isinstance(inner, ast.Assign) and isinstance(inner.value, ast.Call):
                function = inner.value.func
                made = function.value if isinstance(function, ast.Attribute) else function
                if isinstance(made, ast.Name) and made.id in self.renaming.classes:
                    yield from (target.id for target in inner.targets if isinstance(target, ast.Name))

    def _mentions_class(self, annotation: ast.expr) -> bool:
        # Post, Post | None, "Post", Annotated[Post, ...]; list[Post] holds Posts and has no field of theirs
        match annotation:
            case ast.Name(id=name):
                return name in self.renaming.classes
            case ast.Constant(value=str(quoted)):
                return (inside := _parsed(quoted)) is not None and self._mentions_class(inside)
            case ast.BinOp(left=left, right=right):
                return self._mentions_class(left) or self._mentions_class(right)
            case ast.Subscript(value=ast.Name(id="Annotated" | "Optional"), slice=inside):
                first = inside.elts[0] if isinstance(inside, ast.Tuple) else inside
                return self._mentions_class(first)
        return False

    def _is_ours(self, value: ast.expr) -> bool:
        return isinstance(value, ast.Name) and value.id in self.holds

    def _name(self, target: ast.Name) -> None:
        if target.id in self.renaming.names:
            self._spot(target.lineno, target.col_offset, target.id)

    def _spot(self, line: int, column: int, old: str) -> None:
        self.spots.append(_Spot(line, column, old, self.renaming.names[old]))


def _parsed(quoted: str) -> ast.expr | None:
    """The annotation inside quotes."""
    try:
        return ast.parse(quoted.strip(), mode="eval").body
    except SyntaxError:
        return None


def _targets(statement: ast.stmt) -> Iterator[ast.Name]:
    if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
        yield statement.target
    elif isinstance(statement, ast.Assign):
        yield from (target for target in statement.targets if isinstance(target, ast.Name))


def _spliced(text: str, spots: list[_Spot]) -> str:
    bom = "\ufeff" if text.startswith("\ufeff") else ""
    # The parser's lines: \r\n, \r and \n end one, \f and \u2028 do not.
    lines = text.removeprefix(bom).encode("utf-8", "surrogatepass").replace(b"\r\n", b"\n\0")
    rows = [row for part in lines.split(b"\n") for row in _carriage_returns(part)]
    for spot in sorted(set(spots), key=lambda s: (s.line, s.column), reverse=True):
        row = rows[spot.line - 1]
        shift = row.startswith((b"\0", b"\1"))
        at = spot.column + shift
        end = at + len(spot.old.encode())
        if row[at:end] == spot.old.encode():
            rows[spot.line - 1] = row[:at] + spot.new.encode() + row[end:]
    joined = b"\n".join(rows).replace(b"\n\1", b"\r").replace(b"\n\0", b"\r\n")
    return bom + joined.decode("utf-8", "surrogatepass")


def _carriage_returns(part: bytes) -> list[bytes]:
    """A line at each lone carriage return, marked so that it is put back."""
    first, *rest = part.split(b"\r")
    return [first, *(b"\1" + row for row in rest)]


def _mentions(text: str, renaming: Renaming) -> tuple[int, ...]:
    return tuple(
        number for number, line in enumerate(text.split("\n"), 1) if any(name in line for name in renaming.names)
    )
