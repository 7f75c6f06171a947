"""PostgreSQL's enum types: created before they are used, changed when the labels change, dropped
when unused.

Autogenerate does none of it. A value is added in place (no lock on any table), one that was renamed
keeps its rows, and anything else swaps the type, which PostgreSQL refuses if a row holds a value
that is gone.
"""

from __future__ import annotations

from typing import Any

from .catalog import Snapshot
from .catalog_postgresql import rows
from .identifiers import qualified, quoted, text_literal
from .render import SqlOp
from .steps import Part, Phase, Step

Labels = list[str]

_USERS = """
SELECT c.oid::regclass::text, quote_ident(a.attname), t.typcategory = 'A', pg_get_expr(d.adbin, d.adrelid),
    CASE WHEN n.nspname = current_schema() THEN '' ELSE n.nspname END, c.relname, a.attname
FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p')
JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_type t ON t.oid = a.atttypid LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
WHERE NOT a.attisdropped AND a.attnum > 0
AND {literal}::regtype IN (t.oid, nullif(t.typelem, 0)) ORDER BY 1, 2"""


class EnumTypes:
    """The steps that take the enum types of ``found`` (the history) to those of ``wanted`` (the
    models).
    """

    def __init__(self, connection: Any, found: Snapshot, wanted: Snapshot, swap_always: bool) -> None:
        self._connection = connection
        self._found = _labels(found)
        self._wanted = _labels(wanted)
        self._before, self._after = found, wanted
        self._swap_always = swap_always
        self.notes: list[str] = []
        self.defaults: set[tuple[str, str, str]] = set()
        """The columns whose default changes together with their type: the old one may not be a value of the new."""

    def steps(self) -> list[Step]:
        """At most one step for each type."""
        steps = []
        for key in sorted(self._found.keys() | self._wanted.keys()):
            name, old, new = _name(key), self._found.get(key), self._wanted.get(key)
            if old is None and new is not None:
                steps.append(Step([_create(name, new)], [SqlOp(f"DROP TYPE {name}")], Phase.TYPES, Part.ADD))
            elif new is None and old is not None and self._users(name):
                steps.append(Step([SqlOp(f"DROP TYPE {name}")], [_create(name, old)], Phase.TYPE_DROPS, Part.DROP))
            elif old is not None and new is not None and old != new:
                steps.append(self._changed(name, old, new))
        return steps

    def _changed(self, name: str, old: Labels, new: Labels) -> Step:
        only_added = [label for label in new if label in old] == old
        renamed = _renamed(old, new)
        if renamed is not None:
            before, after = (text_literal(label) for label in renamed)
            self.notes.append(
                f"the value {before} of the enum type {name} is taken to be {after} now; rows that hold it follow"
            )
            up = [SqlOp(f"ALTER TYPE {name} RENAME VALUE {before} TO {after}")]
            down = [SqlOp(f"ALTER TYPE {name} RENAME VALUE {after} TO {before}")]
        elif only_added and not self._swap_always:
            up = [SqlOp(_added(name, new, place)) for place, label in enumerate(new) if label not in old]
            down = self._swap(name, old, self._after, self._after)
        else:
            up = self._swap(name, new, self._before, self._after)
            down = self._swap(name, old, self._after, self._before)
        return Step([*up], [*down], Phase.TYPES, Part.ALTER)

    def _swap(self, name: str, labels: Labels, here: Snapshot, there: Snapshot) -> list[SqlOp]:
        """Put a new type in the place of the old one, and every column over to it, with the default that it has
        ``there``.
        """
        schema, _, bare = name.rpartition(".")
        aside = quoted(bare.strip('"') + "_old")
        old = f"{schema}.{aside}" if schema else aside
        operations = [SqlOp(f"ALTER TYPE {name} RENAME TO {aside}"), _create(name, labels)]
        for table, column, array, current, *place in self._users(name):
            suffix = "[]" if array else ""
            alter = f"ALTER TABLE {table} ALTER COLUMN {column}"
            key, default = ("column", *place), current
            if key in here and key in there and here[key]["default"] != there[key]["default"]:
                self.defaults.add((place[0], place[1], place[2]))
                default = there[key]["default"]
            if current or here.get(key, {}).get("default"):
                operations.append(SqlOp(f"{alter} DROP DEFAULT"))
            operations.append(SqlOp(f"{alter} TYPE {name}{suffix} USING {column}::text{suffix}::{name}{suffix}"))
            if default:
                operations.append(SqlOp(f"{alter} SET DEFAULT {default.split('::')[0]}::{name}{suffix}"))
        return [*operations, SqlOp(f"DROP TYPE {old}")]

    def _users(self, name: str) -> list[Any]:
        return rows(self._connection, _USERS.format(literal=text_literal(name)))


def _labels(snapshot: Snapshot) -> dict[tuple[str, str], Labels]:
    return {(key[1], key[3]): list(value["labels"]) for key, value in snapshot.items() if key[0] == "enum"}


def _name(key: tuple[str, str]) -> str:
    schema, name = key
    return qualified(schema, name)


def _create(name: str, labels: Labels) -> SqlOp:
    return SqlOp(f"CREATE TYPE {name} AS ENUM ({', '.join(text_literal(label) for label in labels)})")


def _added(name: str, labels: Labels, place: int) -> str:
    where = f"AFTER {text_literal(labels[place - 1])}" if place else f"BEFORE {text_literal(labels[1])}"
    return f"ALTER TYPE {name} ADD VALUE IF NOT EXISTS {text_literal(labels[place])} {where}"


def _renamed(old: Labels, new: Labels) -> tuple[str, str] | None:
    """The one label that stands under another name in the same place."""
    if len(old) != len(new):
        return None
    pairs = [(before, after) for before, after in zip(old, new) if before != after]  # noqa: B905
    only = len(pairs) == 1 and pairs[0][0] not in new and pairs[0][1] not in old
    return pairs[0] if only else None
