"""Values of a PostgreSQL column that its new type does not take, as a condition that finds them.

Asked only where the migration casts plainly: an expression of its own behind ``USING`` is trusted to know the rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from .catalog import Snapshot
from .identifiers import quoted, text_literal

_TEXT = ("text", "character varying", "character")
_FAMILIES = (("smallint", "integer", "bigint"), ("numeric",))


def misfits(key: Any, here: Snapshot, ahead: Snapshot, statements: Iterable[str]) -> tuple[str, str]:
    """The condition, and the words for its rows; two empty ones where every value fits or nobody can tell."""
    old, new, column = str(here[key]["type"]), str(ahead[key]["type"]), quoted(key[3])
    before, after = _labels(old, here), _labels(new, ahead)
    if after is not None:
        condition = f"{column}::text NOT IN ({', '.join(map(text_literal, after))})"
        fits = set(before) <= set(after) if before is not None else _family(old) not in _TEXT
        words = f"are none of {', '.join(after)}"
    else:
        condition = f"NOT pg_input_is_valid({column}::text, {text_literal(new)})"
        fits = old == new or before is not None or not _may_fail(_family(old), _family(new))
        words = f"are no {new}"
    return ("", "") if fits or _has_own_words(key, statements) else (condition, words)


def _labels(type_: str, found: Snapshot) -> list[str] | None:
    """The values of an enum type; ``None`` for any other."""
    schema, _, name = type_.replace('"', "").rpartition(".")
    return next(
        (
            value["labels"]
            for key, value in found.items()
            if key[0] == "enum" and key[3] == name and schema in ("", key[1])
        ),
        None,
    )


def _family(type_: str) -> str:
    return type_.partition("(")[0]


def _may_fail(old: str, new: str) -> bool:
    if old in _TEXT:
        return new not in _TEXT and not new.endswith("[]")
    return any(old in family and new in family for family in _FAMILIES)


def _has_own_words(key: Any, statements: Iterable[str]) -> bool:
    name = rf'"?{re.escape(key[3])}"?'
    altered = re.compile(rf"ALTER (?:COLUMN )?{name} (?:SET DATA )?TYPE .* USING (.*)", re.IGNORECASE)
    plain = re.compile(rf'\(*{name}\)*(?:::[\w ".]+(?:\([\d, ]+\))?\)*)*;?|CAST\({name} AS .*\)', re.IGNORECASE)
    uses = [match.group(1).strip() for statement in statements if (match := altered.search(statement))]
    return any(plain.fullmatch(use) is None for use in uses)
