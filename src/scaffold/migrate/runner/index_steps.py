"""Indexes that autogenerate cannot see, or sees only by half: predicates, methods, expressions, names."""

from __future__ import annotations

from typing import Any

from alembic.operations import ops
from sqlalchemy.schema import conv

from .differences import Difference
from .identifiers import qualified, quoted
from .render import SqlOp
from .steps import Part, Phase, Step


def index_steps(difference: Difference, table: Any) -> list[Step]:
    """The steps for one index; ``table`` is the model's, ``None`` where no model has it."""
    _, schema, name, index_name = difference.key
    if difference.renamed:
        return [_renamed(schema, index_name, difference.renamed)]
    index = next((found for found in table.indexes if found.name == index_name), None) if table is not None else None
    drop = ops.DropIndexOp(conv(index_name), name, schema=schema or None)
    old = SqlOp(str((difference.found or {}).get("definition")))
    if difference.wanted is None:
        return [Step([drop], [old], Phase.CHANGES, Part.UNTIE)]
    if index is None:
        return []
    create = ops.CreateIndexOp.from_index(index)
    if difference.found is None:
        return [Step([create], [create.reverse()], Phase.CHANGES, Part.TIE)]
    undo = ops.DropIndexOp(conv(index_name), name, schema=schema or None)
    return [
        Step([drop], [old], Phase.CHANGES, Part.UNTIE),
        Step([create], [undo], Phase.CHANGES, Part.TIE),
    ]


def _renamed(schema: str, old: str, new: str) -> Step:
    forth = f"ALTER INDEX {qualified(schema, old)} RENAME TO {quoted(new)}"
    back = f"ALTER INDEX {qualified(schema, new)} RENAME TO {quoted(old)}"
    return Step([SqlOp(forth)], [SqlOp(back)], Phase.CHANGES, Part.ALTER)
