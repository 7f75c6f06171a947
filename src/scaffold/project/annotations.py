"""What an annotation says about a column: its type row, a list or not, null or not."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass

from scaffold.project.sources import parsed

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

    ``metadata`` are the further arguments of ``Annotated``.
    """

    name: str
    origin: str
    many: bool = False
    null: bool = False
    metadata: tuple[ast.expr, ...] = ()

    @property
    def row(self) -> str:
        """The row of the type table, ``""`` for a type that has none."""
        return ROWS.get(self.origin, "")


def understand(source: str, origin: Callable[[str], str]) -> Annotation:
    """An annotation as written; ``origin`` says where a name of the file comes from."""
    node = parsed(source)
    if node is None:
        return Annotation(source, source)
    return _understand(node, origin)


def _understand(node: ast.expr, origin: Callable[[str], str]) -> Annotation:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        # "User"    "Optional[User]"
        return understand(node.value, origin)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        # str | None    None | "User"
        return _union([node.left, node.right], node, origin)
    if not isinstance(node, ast.Subscript):
        name = ast.unparse(node)
        return Annotation(name, origin(name))
    outer = origin(ast.unparse(node.value))
    parts = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
    if outer == "typing.Optional":
        return _nullable(_understand(parts[0], origin))
    if outer == "typing.Union":
        return _union(parts, node, origin)
    if outer in _TRANSPARENT:
        # Annotated[str, Field(max_length=9)]    Mapped["User"]
        inner = _understand(parts[0], origin)
        return Annotation(inner.name, inner.origin, inner.many, inner.null, (*inner.metadata, *parts[1:]))
    if outer in _LISTS:
        inner = _understand(parts[0], origin)
        return Annotation(inner.name, inner.origin, True, False, inner.metadata)
    # dict[str, Any]    Literal["a"]
    return Annotation(ast.unparse(node), outer)


def _union(parts: list[ast.expr], whole: ast.expr, origin: Callable[[str], str]) -> Annotation:
    flat = [leaf for part in parts for leaf in _leaves(part)]
    some = [part for part in flat if not (isinstance(part, ast.Constant) and part.value is None)]
    if len(some) == 1:
        inner = _understand(some[0], origin)
        return _nullable(inner) if len(some) < len(flat) else inner
    return Annotation(ast.unparse(whole), ast.unparse(whole), null=len(some) < len(flat))


def _leaves(node: ast.expr) -> list[ast.expr]:
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        return [*_leaves(node.left), *_leaves(node.right)]
    return [node]


def _nullable(inner: Annotation) -> Annotation:
    return Annotation(inner.name, inner.origin, inner.many, True, inner.metadata)
