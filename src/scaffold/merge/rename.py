"""Rename a field where the text proves that it is meant, and say where it may be meant.

Only names are replaced, in place: no byte around them moves. Proof is local, a class body, an annotation, a call of
the class; what would need the types of another module is listed, not touched.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping

from scaffold.dataclass import dataclass, field, replace
from scaffold.facts import parse, read
from scaffold.merge.holding import Function, Held, Holding, annotated, returned

EVERYWHERE = "*"


@dataclass(frozen=True, slots=True, kw_only=True)
class Renaming:
    """``names`` maps old to new; ``classes`` have the field; ``values`` are names that hold such an object.

    ``keys`` are the module-level names in which string keys mean the field too, ``*`` for all of the module.
    """

    names: Mapping[str, str]
    classes: frozenset[str]
    values: frozenset[str] = frozenset()
    aliases: Mapping[str, str] = field(default_factory=dict)  # module-level names that are named after it
    keys: frozenset[str] = frozenset()
    returns: Mapping[str, Held] = field(default_factory=dict)  # what `post_repo.list_posts` gives
    others: frozenset[str] = frozenset()  # classes and variables with a field of the same name that is not meant


@dataclass(frozen=True, slots=True)
class Renamed:
    """The text, the lines (from 1) that were proved, and those on which a name is left that may mean the field."""

    text: str
    proved: tuple[int, ...] = ()
    doubtful: tuple[int, ...] = ()


def rename(text: str, renaming: Renaming) -> Renamed:
    """``text`` with the field renamed. A text with a statement that does not parse is left alone."""
    if read(text).problem is not None:
        return Renamed(text, doubtful=_mentions(text, renaming))
    finder = _Finder(renaming, text)
    finder.visit(parse(text))
    proved = tuple(sorted({spot.line for spot in finder.spots}))
    return Renamed(_spliced(text, finder.spots), proved, tuple(sorted(finder.doubtful)))


@dataclass(frozen=True, slots=True)
class _Spot:
    line: int
    column: int  # in UTF-8 bytes, as ``ast`` counts
    old: str
    new: str


class _Finder(ast.NodeVisitor):
    """Collects the spots of one module. ``holding`` knows the names that hold an object of the class here."""

    def __init__(self, renaming: Renaming, text: str) -> None:
        self.renaming = renaming
        self.rows = _rows(text)
        self.holding = Holding(
            classes=renaming.classes,
            returns={**renaming.returns, **returned(text, renaming.classes)},
            names=dict.fromkeys(renaming.values | renaming.classes, Held.ONE),
        )
        self.spots: list[_Spot] = []
        self.strings: set[tuple[int, int]] = set()  # where those stand that are settled
        self.lambdas: dict[ast.Lambda, Holding] = {}
        self.methods: set[ast.Attribute] = set()
        self.doubtful: set[int] = set()
        self.keyed = EVERYWHERE in renaming.keys

    def visit_Module(self, node: ast.Module) -> None:
        # PAYLOAD = {"title": ...}    def some_post(): ... POST | {"author_id": user.id}
        for statement in node.body:
            outside, self.keyed = self.keyed, self.keyed or bool(_bound(statement) & self.renaming.keys)
            self.visit(statement)
            self.keyed = outside

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        # class Post(SQLModel):
        #     title: str        <- the target; `cls.title`, `self.title` in its methods
        for statement in node.body:
            self._other_end(statement)
        if node.name not in self.renaming.classes:
            self.generic_visit(node)
            return
        for statement in node.body:
            self._member(statement)
        names = {**self.holding.names, "self": Held.ONE, "cls": Held.ONE}
        self._within(replace(self.holding, names=names), node)

    def visit_FunctionDef(self, node: Function) -> None:
        # def f(payload: PostCreate): ... payload.title
        self._within(self.holding.inside(node), node)

    visit_AsyncFunctionDef = visit_FunctionDef  # noqa: N815

    def visit_ListComp(self, node: ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp) -> None:
        # [post.title for post in posts]
        self._within(self.holding.within(node.generators), node)

    visit_SetComp = visit_DictComp = visit_GeneratorExp = visit_ListComp  # noqa: N815

    def visit_Attribute(self, node: ast.Attribute) -> None:
        # post.title     Post.title
        if node.attr in self.renaming.names:
            if self._is_ours(node.value):
                assert node.end_lineno is not None
                assert node.end_col_offset is not None
                self._spot(node.end_lineno, node.end_col_offset - len(node.attr.encode()), node.attr)
            elif node not in self.methods and not self._is_of_another(node.value):
                self.doubtful.add(node.end_lineno or node.lineno)
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        # Post(title=...)     getattr(post, "title") is not proof     FastAPI(title=...) is another class
        called = node.func.id if isinstance(node.func, ast.Name) else ""
        if isinstance(node.func, ast.Attribute) and not self._is_ours(node.func.value):
            self.methods.add(node.func)  # client.post(...): a field is not called
        for keyword in node.keywords:
            if keyword.arg is not None and keyword.arg in self.renaming.names:
                if called in self.renaming.classes:
                    self._spot(keyword.lineno, keyword.col_offset, keyword.arg)
                elif not called[:1].isupper():
                    self.doubtful.add(keyword.lineno)
        self._keys_of(node)
        self.generic_visit(node)

    def _keys_of(self, node: ast.Call) -> None:
        # sorted(posts, key=lambda post: post.title)     posts.sort(key=...)
        many = node.func.value if isinstance(node.func, ast.Attribute) else node.args[0] if node.args else None
        if many is None or self.holding.of(many) is not Held.MANY:
            return
        for keyword in node.keywords:
            if keyword.arg == "key" and isinstance(keyword.value, ast.Lambda):
                self.lambdas[keyword.value] = self.holding.inside(keyword.value, Held.ONE)

    def visit_Lambda(self, node: ast.Lambda) -> None:
        self._within(self.lambdas.get(node, self.holding), node)

    def visit_Name(self, node: ast.Name) -> None:
        new = self.renaming.aliases.get(node.id)
        if new is not None:
            self.spots.append(_Spot(node.lineno, node.col_offset, node.id, new))

    def visit_Constant(self, node: ast.Constant) -> None:
        # {"title": ...} and body["title"] in the entity's own tests; a word in a sentence is no key
        if not isinstance(node.value, str) or (node.lineno, node.col_offset) in self.strings:
            return
        if node.value in self.renaming.names:
            if not (self.keyed and self._quoted(node)):
                self.doubtful.add(node.lineno)
        elif self._qualified().search(node.value):
            self.doubtful.add(node.lineno)

    def _member(self, statement: ast.stmt) -> None:
        """A statement of a class that has the field."""
        for target in _targets(statement):
            if target.id in self.renaming.names:
                self._spot(target.lineno, target.col_offset, target.id)
            elif target.id == "__table_args__":
                self._strings(statement, rf"\b({_any(self.renaming.names)})\b")
        if isinstance(statement, Function):
            for decorator in statement.decorator_list:
                # @field_validator("title")
                for node in ast.walk(decorator):
                    if isinstance(node, ast.Constant) and node.value in self.renaming.names:
                        self._quoted(node)
            if statement.name in self.renaming.names:
                self._defined(statement)

    def _other_end(self, statement: ast.stmt) -> None:
        """The attribute of any class that is the relation's other side.

        ::

            posts: list["Post"] = Relationship(
                back_populates="author",
                sa_relationship_kwargs={"foreign_keys": "[Post.author_id]"},
            )
        """
        if not isinstance(statement, ast.AnnAssign) or not isinstance(statement.value, ast.Call):
            return
        if any(
            annotated(node, self.renaming.classes)
            for node in ast.walk(statement.annotation)
            if isinstance(node, ast.expr)
        ):
            for node in ast.walk(statement.value):
                if isinstance(node, ast.keyword) and node.arg == "back_populates":
                    self._quoted(node.value)
        self._strings(statement.value, self._qualified().pattern)

    def _qualified(self) -> re.Pattern[str]:
        return re.compile(rf"(?<![\w.])(?:{_any(self.renaming.classes)})\.({_any(self.renaming.names)})\b")

    def _strings(self, inside: ast.AST, pattern: str) -> None:
        """What ``pattern`` finds in the strings of a statement."""
        for node in ast.walk(inside):
            if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or node.lineno != node.end_lineno:
                continue
            row = self.rows[node.lineno - 1]
            self.strings.add((node.lineno, node.col_offset))
            for found in re.finditer(pattern.encode(), row[: node.end_col_offset]):
                if found.start() > node.col_offset:
                    self._spot(node.lineno, found.start(1), found[1].decode())

    def _quoted(self, node: ast.AST) -> bool:
        """Rename a string that is just the name. Whether it is one, on one line."""
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
            return False
        if node.value not in self.renaming.names:
            return False
        assert node.end_col_offset is not None
        if node.lineno != node.end_lineno or node.end_col_offset - node.col_offset != len(node.value.encode()) + 2:
            return False
        self.strings.add((node.lineno, node.col_offset))
        self._spot(node.lineno, node.col_offset + 1, node.value)
        return True

    def _defined(self, node: Function) -> None:
        # def tag_ids(self): ...
        found = re.compile(rb"\s*(?:async\s+)?def\s+(\w+)").match(self.rows[node.lineno - 1], node.col_offset)
        if found and found[1].decode() == node.name:
            self._spot(node.lineno, found.start(1), node.name)

    def _within(self, holding: Holding, node: ast.AST) -> None:
        outside, self.holding = self.holding, holding
        self.generic_visit(node)
        self.holding = outside

    def _is_ours(self, value: ast.expr) -> bool:
        return self.holding.of(value) is Held.ONE

    def _is_of_another(self, value: ast.expr) -> bool:
        return isinstance(value, ast.Name) and value.id in self.renaming.others

    def _spot(self, line: int, column: int, old: str) -> None:
        self.spots.append(_Spot(line, column, old, self.renaming.names[old]))


def _any(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


def _bound(statement: ast.stmt) -> set[str]:
    """The names that a statement of a module gives a meaning to."""
    if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        return {statement.name}
    return {target.id for target in _targets(statement)}


def _targets(statement: ast.stmt) -> Iterator[ast.Name]:
    if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
        yield statement.target
    elif isinstance(statement, ast.Assign):
        yield from (target for target in statement.targets if isinstance(target, ast.Name))


def _rows(text: str) -> list[bytes]:
    """The parser's lines: CRLF, CR and LF end one, a form feed and U+2028 do not."""
    return re.split(rb"\r\n|\r|\n", text.removeprefix("\ufeff").encode("utf-8", "surrogatepass"))


def _spliced(text: str, spots: list[_Spot]) -> str:
    bom = "\ufeff" if text.startswith("\ufeff") else ""
    # every other one is the end of a line
    rows = re.split(rb"(\r\n|\r|\n)", text.removeprefix(bom).encode("utf-8", "surrogatepass"))
    for spot in sorted(set(spots), key=lambda s: (s.line, s.column), reverse=True):
        row, end = rows[2 * spot.line - 2], spot.column + len(spot.old.encode())
        if row[spot.column : end] == spot.old.encode():
            rows[2 * spot.line - 2] = row[: spot.column] + spot.new.encode() + row[end:]
    return bom + b"".join(rows).decode("utf-8", "surrogatepass")


def _mentions(text: str, renaming: Renaming) -> tuple[int, ...]:
    return tuple(
        number for number, line in enumerate(text.split("\n"), 1) if any(name in line for name in renaming.names)
    )
