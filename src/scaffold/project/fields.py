"""A column that holds a value, as a field of the grammar. What the grammar cannot say stays in ``source``.

Defaults and factories are spelled as the grammar spells them (``Decimal("9.99")`` whatever the quotes on disk), so that
a field that was asked for and one that was read are equal.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping

from scaffold.fieldtypes import TYPES, value_of
from scaffold.project.columns import Column
from scaffold.project.sources import Sources
from scaffold.spec.entity import Field

_BIG = ("BigInteger", "BIGINT", "BigInt")
_LONG = ("Text", "TEXT", "UnicodeText")
_FACTORIES = {"uuid.uuid4": "uuid4", "datetime.date.today": "date.today"}


def field_of(sources: Sources, item: Column, enums: Mapping[str, tuple[str, ...]]) -> Field:
    """The field that the column is. ``type`` is ``""`` for an annotation that is in no row of the type table."""
    name = item.annotation.origin.rpartition(".")[2]
    row, enum = _row(item), None
    if not row and name in enums:
        row, enum = "enum", name
    return Field(
        name=item.name,
        type=row,
        enum=enum,
        choices=enums[name] if enum else (),
        many=item.annotation.many,
        null=item.null,
        unique=item.says("unique"),
        index=item.says("index"),
        max=_number(item, "max_length") or _length(item),
        min=_number(item, "min_length"),
        ge=item.source("ge"),
        gt=item.source("gt"),
        le=item.source("le"),
        lt=item.source("lt"),
        digits=_digits(item, "max_digits", 0),
        places=_digits(item, "decimal_places", 1),
        pattern=_literal(item.arguments.get("pattern")),
        default=_default(item, row, enum),
        factory=_factory(sources, item),
        column=_literal(item.column.get("name")),
        desc=_literal(item.arguments.get("description")),
        private=item.says("exclude"),
        annotation=item.attribute.annotation,
        source=item.attribute.source,
    )


def _row(item: Column) -> str:
    row, kind = item.annotation.row, item.column_type.rpartition(".")[2]
    if row == "int" and kind in _BIG:
        return "bigint"
    if row == "str" and not item.annotation.many:
        if "uri" in (item.source("schema_extra") or ""):
            # schema_extra={"format": "uri"}
            return "HttpUrl"
        if kind in _LONG:
            return "text"
        return "str" if _number(item, "max_length") or _length(item) else "text"
    return row


def _length(item: Column) -> int | None:
    # sa_column=Column(String(32))
    if item.annotation.row not in ("str", "EmailStr") or not item.column_type_arguments:
        return None
    value = getattr(item.column_type_arguments[0], "value", None)
    return value if isinstance(value, int) else None


def _digits(item: Column, key: str, position: int) -> int | None:
    said = _number(item, key)
    if said is not None:
        return said
    # sa_type=Numeric(10, 2)
    if item.annotation.row != "Decimal" or len(item.column_type_arguments) <= position:
        return None
    value = getattr(item.column_type_arguments[position], "value", None)
    return value if isinstance(value, int) else None


def _default(item: Column, row: str, enum: str | None) -> str | None:
    source = item.source("default")
    if source is None or source == "None":
        return None
    if enum:
        return _member(item.arguments["default"], enum, source)
    if row not in TYPES:
        return source
    try:
        return TYPES[row].source(value_of(source))
    except (ValueError, TypeError, AttributeError):
        return source


def _member(node: ast.expr, enum: str, source: str) -> str:
    # Status.DRAFT    models.Status.DRAFT    Status("draft")
    match node:
        case ast.Attribute(value=ast.Name() | ast.Attribute(), attr=name):
            return f"{enum}.{name}"
        case ast.Call(args=[ast.Constant(value=str(value))]) if '"' not in value:
            return f'{enum}("{value}")'
    return source


def _factory(sources: Sources, item: Column) -> str | None:
    source = item.source("default_factory")
    if source is None or not source.replace(".", "").isidentifier():
        return source
    origin = sources.origin(item.path, source)
    return _FACTORIES.get(origin, origin)


def _number(item: Column, key: str) -> int | None:
    value = getattr(item.arguments.get(key), "value", None)
    return value if isinstance(value, int) else None


def _literal(node: ast.expr | None) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None
