"""What a piece of the user's source says, when it says it plainly. Whatever is computed is ``None``: not known."""

from __future__ import annotations

import ast
import re
from functools import cache
from typing import Any

from scaffold.dataclass import dataclass, replace

_MANY = frozenset({"list", "List", "set", "Set", "frozenset", "Sequence", "tuple", "Iterable", "Collection"})
_WRAPPERS = frozenset({"Mapped", "Required", "NotRequired", "Final", "SkipValidation"})

FAMILIES: dict[str, str] = {
    **dict.fromkeys(("int", "PositiveInt", "NonNegativeInt", "NegativeInt", "StrictInt", "conint"), "int"),
    **dict.fromkeys(("str", "EmailStr", "constr", "StrictStr", "NameEmail", "SecretStr"), "str"),
    **dict.fromkeys(("HttpUrl", "AnyUrl", "AnyHttpUrl", "PostgresDsn", "Path", "FilePath"), "url"),
    **dict.fromkeys(("UUID", "UUID1", "UUID3", "UUID4", "UUID5", "UUID7"), "uuid"),
    **dict.fromkeys(("datetime", "AwareDatetime", "NaiveDatetime", "PastDatetime", "FutureDatetime"), "datetime"),
    **dict.fromkeys(("date", "PastDate", "FutureDate"), "date"),
    **dict.fromkeys(("float", "PositiveFloat", "NonNegativeFloat", "StrictFloat", "confloat"), "float"),
    **dict.fromkeys(("bool", "StrictBool"), "bool"),
    **dict.fromkeys(("Decimal", "condecimal"), "Decimal"),
    **dict.fromkeys(("dict", "Dict", "Mapping"), "dict"),
    "bytes": "bytes",
    "time": "time",
    "timedelta": "timedelta",
}
# the types of SQLAlchemy, by what a row holds for them
_STORED: dict[str, str] = {
    **dict.fromkeys(("Integer", "BigInteger", "SmallInteger", "INTEGER", "BIGINT", "SMALLINT"), "int"),
    **dict.fromkeys(("String", "Text", "Unicode", "UnicodeText", "AutoString", "VARCHAR", "TEXT", "CHAR"), "str"),
    **dict.fromkeys(("DateTime", "DATETIME", "TIMESTAMP"), "datetime"),
    **dict.fromkeys(("Float", "Double", "FLOAT", "REAL", "DOUBLE_PRECISION"), "float"),
    **dict.fromkeys(("Numeric", "NUMERIC", "DECIMAL"), "Decimal"),
    **dict.fromkeys(("Boolean", "BOOLEAN"), "bool"),
    **dict.fromkeys(("Date", "DATE"), "date"),
    **dict.fromkeys(("Uuid", "UUID"), "uuid"),
}
_WORD = re.compile(r"(?<![\"'\w.])[A-Za-z_][\w.]*")


def stored_family(source: str) -> str:
    """The scalar that a column of this type holds: ``DateTime(timezone=True)``, ``Column(pg.UUID, ...)``.

    ``""`` for any other type, and for one that the project made.
    """
    words = (last(word) for word in _WORD.findall(source))
    return _STORED.get(next((word for word in words if word != "Column"), ""), "")


@dataclass(frozen=True, slots=True)
class Kind:
    """An annotation taken apart: ``list["Post"] | None`` has the core ``Post``, is many and may be null.

    ``core`` is the dotted name as written, ``""`` where there is no single one (a union, a literal).
    ``metadata`` holds the source of what ``Annotated`` adds.
    """

    core: str = ""
    many: bool = False
    null: bool = False
    missing: bool = False
    metadata: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The last part of the core: ``UUID`` for ``uuid.UUID``."""
        return self.core.rpartition(".")[2]

    @property
    def family(self) -> str:
        """The scalar that it is a spelling of, ``""`` when it is none that we know."""
        return "" if self.many else FAMILIES.get(self.name, "")


@cache
def parsed(source: str) -> ast.expr | None:
    """The tree of an expression; ``None`` when it is none."""
    try:
        return ast.parse(source.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError):
        return None


@cache
def literal(source: str | None) -> Any:
    """The value of a literal, ``None`` for everything else (and for ``None``)."""
    if not source:
        return None
    try:
        return ast.literal_eval(source.strip())
    except (ValueError, SyntaxError, TypeError, RecursionError, MemoryError):
        return None


def text_of(source: str | None) -> str | None:
    """The string that a literal holds."""
    value = literal(source)
    return value if isinstance(value, str) else None


@cache
def kind_of(annotation: str) -> Kind:
    """An annotation taken apart."""
    node = parsed(annotation) if annotation else None
    return _kind(node) if node is not None else Kind()


def _kind(node: ast.expr) -> Kind:
    if isinstance(node, ast.Constant):
        if isinstance(node.value, str):
            return kind_of(node.value)  # "User"
        return Kind(null=node.value is None)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        return _union([node.left, node.right])  # User | None
    if isinstance(node, ast.Subscript):
        return _subscript(node)
    name = dotted(node)
    return Kind(missing=True) if name.rpartition(".")[2] == "MISSING" else Kind(core=name)


def _subscript(node: ast.Subscript) -> Kind:
    name = dotted(node.value).rpartition(".")[2]
    parts = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
    if name == "Optional":
        return replace(_kind(parts[0]), null=True)
    if name == "Union":
        return _union(parts)
    if name in _WRAPPERS:
        return _kind(parts[0])
    if name == "Annotated":
        inner = _kind(parts[0])
        return replace(inner, metadata=(*inner.metadata, *(ast.unparse(part) for part in parts[1:])))
    if name in _MANY:
        return replace(_kind(parts[0]), many=True, null=False)
    if name in ("dict", "Dict", "Mapping"):
        return Kind(core="dict")
    return Kind()


def _union(nodes: list[ast.expr]) -> Kind:
    kinds = [_kind(node) for node in nodes]
    rest = [kind for kind in kinds if kind.core or kind.metadata or not (kind.null or kind.missing)]
    only = rest[0] if len(rest) == 1 else Kind()
    return replace(only, null=any(kind.null for kind in kinds), missing=any(kind.missing for kind in kinds))


def dotted(node: ast.AST) -> str:
    """``a.b.c`` of a name or an attribute, ``""`` for anything else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute) and (head := dotted(node.value)):
        return f"{head}.{node.attr}"
    return ""


def last(name: str) -> str:
    """The last part of a dotted name, without subscripts: ``Field`` of ``sqlmodel.Field``."""
    return name.partition("[")[0].rpartition(".")[2]
