"""What an annotation says about a column: its type row, a list or not, null or not."""

from __future__ import annotations

import ast

from scaffold.dataclass import dataclass
from scaffold.project.sources import Sources, parsed, spelled

# Origins as they are once imports are followed. `str` is told from `text` by the length, `int` from `bigint` by
# the column type; that is the business of whoever knows the arguments.
ROWS = {
    "str": "str",
    "int": "int",
    "float": "float",
    "bool": "bool",
    "bytes": "bytes",
    "dict": "dict",
    "typing.Dict": "dict",
    "datetime.date": "date",
    "datetime.datetime": "datetime",
    "datetime.time": "time",
    "datetime.timedelta": "timedelta",
    "decimal.Decimal": "Decimal",
    "uuid.UUID": "UUID",
    "pydantic.UUID4": "UUID",
    "pydantic.EmailStr": "EmailStr",
    "pydantic.networks.EmailStr": "EmailStr",
    "pydantic.HttpUrl": "HttpUrl",
    "pydantic.AwareDatetime": "datetime",
}
_LISTS = {"list", "set", "typing.List", "typing.Set", "typing.Sequence", "collections.abc.Sequence"}
_TRANSPARENT = {"sqlalchemy.orm.Mapped", "typing.Annotated", "typing_extensions.Annotated"}


@dataclass(frozen=True, slots=True)
class Annotation:
    """``name`` is the bare type as the file spells it, ``origin`` where that comes from.

    ``metadata`` are the further arguments of ``Annotated``, each with the file whose names it uses.
    """

    name: str
    origin: str
    many: bool = False
    null: bool = False
    metadata: tuple[tuple[str, ast.expr], ...] = ()

    @property
    def row(self) -> str:
        """The row of the type table, ``""`` for a type that has none."""
        return ROWS.get(self.origin, "")


def understand(source: str, sources: Sources, path: str) -> Annotation:
    """An annotation as it is written in the file ``path``."""
    node = parsed(source)
    if node is None:
        return Annotation(source, source)
    return _understand(node, _Names(sources, path))


@dataclass(frozen=True, slots=True)
class _Names:
    """The names of one file."""

    sources: Sources
    path: str
    depth: int = 0

    def origin(self, name: str) -> str:
        return self.sources.origin(self.path, name)

    def alias(self, name: str) -> Annotation | None:
        """``Key = Annotated[int, Field(primary_key=True)]``, of this file or another."""
        found = self.sources.find_assignment(self.path, name)
        if found is None or found[1].call is not None or self.depth > 4:
            return None
        node = parsed(found[1].value)
        if not isinstance(node, (ast.Subscript, ast.BinOp, ast.Name, ast.Attribute)):
            return None
        return _understand(node, _Names(self.sources, found[0], self.depth + 1))


def _understand(node: ast.expr, names: _Names) -> Annotation:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        # "User"    "Optional[User]"
        quoted = parsed(node.value)
        return _understand(quoted, names) if quoted is not None else Annotation(node.value, node.value)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        # str | None    None | "User"
        return _union([node.left, node.right], node, names)
    if not isinstance(node, ast.Subscript):
        name = spelled(node)
        return names.alias(name) or Annotation(name, names.origin(name))
    outer = names.origin(spelled(node.value))
    parts = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
    if outer == "typing.Optional":
        return _nullable(_understand(parts[0], names))
    if outer == "typing.Union":
        return _union(parts, node, names)
    if outer in _TRANSPARENT:
        # Annotated[str, Field(max_length=9)]    Mapped["User"]
        inner = _understand(parts[0], names)
        return Annotation(
            inner.name,
            inner.origin,
            inner.many,
            inner.null,
            (*inner.metadata, *((names.path, part) for part in parts[1:])),
        )
    if outer in _LISTS:
        inner = _understand(parts[0], names)
        return Annotation(inner.name, inner.origin, True, False, inner.metadata)
    # dict[str, Any]    Literal["a"]
    return Annotation(ast.unparse(node), outer)


def _union(parts: list[ast.expr], whole: ast.expr, names: _Names) -> Annotation:
    flat = [leaf for part in parts for leaf in _leaves(part)]
    some = [part for part in flat if not (isinstance(part, ast.Constant) and part.value is None)]
    if len(some) == 1:
        inner = _understand(some[0], names)
        return _nullable(inner) if len(some) < len(flat) else inner
    return Annotation(ast.unparse(whole), ast.unparse(whole), null=len(some) < len(flat))


def _leaves(node: ast.expr) -> list[ast.expr]:
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        return [*_leaves(node.left), *_leaves(node.right)]
    return [node]


def _nullable(inner: Annotation) -> Annotation:
    return Annotation(inner.name, inner.origin, inner.many, True, inner.metadata)
