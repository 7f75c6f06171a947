"""The default of a column in the database, for rows that are written past the model.

Only what PostgreSQL and SQLite both read from the same text: a duration and bytes have no such text, and stay with the
model alone.
"""

from __future__ import annotations

import json

from scaffold.fieldtypes import TYPES, value_of
from scaffold.spec.entity import Field
from scaffold.spec.enums import member_value


def server_default(field: Field) -> str | None:
    """The Python source for ``server_default=``; ``None`` for a field without a default, or without such a text.

    Plain text is a literal to SQLAlchemy; ``sa.text("true")`` is SQL, and needs ``import sqlalchemy as sa``.
    """
    if field.default is None or field.many:
        return None
    if field.type == "enum":
        value = member_value(field)
        return None if value is None else json.dumps(value, ensure_ascii=False)
    row = TYPES.get(field.type)
    if row is None or row.sql is None:
        return None
    try:
        return row.sql(value_of(field.default))
    except (ValueError, AttributeError, TypeError):
        return None
