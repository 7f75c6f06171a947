"""A column that holds a value, as a field of the grammar. What the grammar cannot say stays in ``source``."""

from __future__ import annotations

import ast
from collections.abc import Mapping

from scaffold.project.columns import Column
from scaffold.spec.entity import Field

_BIG = ("BigInteger", "BIGINT", "BigInt")
_LONG = ("Text", "TEXT", "UnicodeText")


def field_of(item: Column, enums: Mapping[str, tuple[str, ...]]) -> Field:
    """The field that the column is. ``type`` is ``""`` for an annotation that is in no row of the type table."""
    name = item.annotation.name.rpartition(".")[2]
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
        digits=_number(item, "max_digits"),
        places=_number(item, "decimal_places"),
        pattern=_literal(item.arguments.get("pattern")),
        default=_default(item),
        factory=item.source("default_factory"),
        column=_literal(item.column.get("name")),
        desc=_literal(item.arguments.get("description")),
        annotation=item.attribute.annotation,
        source=item.attribute.source,
    )


def _row(item: Column) -> str:
    row, kind = item.annotation.row, item.column_type.rpartition(".")[2]
    if row == "int" and kind in _BIG:
        return "bigint"
    if row == "str" and not item.annotation.many:
        if kind in _LONG:
            return "text"
        return "str" if _number(item, "max_length") or _length(item) else "text"
    return row


def _length(item: Column) -> int | None:
    # sa_column=Column(String(32))
    if item.annotation.row not in ("str", "EmailStr", "HttpUrl") or not item.column_type_arguments:
        return None
    value = getattr(item.column_type_arguments[0], "value", None)
    return value if isinstance(value, int) else None


def _default(item: Column) -> str | None:
    source = item.source("default")
    return None if source == "None" else source


def _number(item: Column, key: str) -> int | None:
    value = getattr(item.arguments.get(key), "value", None)
    return value if isinstance(value, int) else None


def _literal(node: ast.expr | None) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None
