"""The default of an Enum field: as a value that was typed, and as the member that is written."""

from __future__ import annotations

import json

from scaffold.naming import constant
from scaffold.spec.entity import Field


def member_source(name: str, value: str, *, ours: bool) -> str:
    """``PostStatus.DRAFT`` for a class that we write, ``Status("draft")`` where only the values are known."""
    return f"{name}.{constant(value)}" if ours else f"{name}({json.dumps(value, ensure_ascii=False)})"


def member_value(field: Field) -> str | None:
    """The value behind the default of an Enum field; ``None`` when none of its values is meant."""
    source = (field.default or "").replace("'", '"')
    for value in field.choices:
        if source in (member_source(field.enum or "", value, ours=ours) for ours in (True, False)):
            return value
    return None
