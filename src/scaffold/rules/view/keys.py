"""Foreign keys: where they point, and which of them join two tables."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scaffold.dataclass import dataclass
from scaffold.rule import Subject
from scaffold.rules.view.expressions import literal, text_of
from scaffold.rules.view.tables import Column, Relation, Table, by_table, every_column, tables

_FOREIGN_KEY = re.compile(r"ForeignKey\(\s*[\"']([^\"']+)[\"']")


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """``foreign_key="users.id"``. ``target`` is ``None`` where no model of ours has that table."""

    table: Table
    column: Column
    address: str  # "blog.users"
    field: str  # "id", as the database calls it
    target: Table | None

    @property
    def at(self) -> Column | None:
        """The column that it points to."""
        if self.target is None:
            return None
        named = (c for c in self.target.columns.values() if column_name(c) == self.field)
        return next(named, None)


def column_name(column: Column) -> str:
    """The name in the database, where it is said plainly."""
    keywords = literal(column.given("sa_column_kwargs"))
    if isinstance(keywords, dict) and isinstance(keywords.get("name"), str):
        return str(keywords["name"])
    found = re.match(r"(?:\w+\.)*Column\(\s*[\"'](\w+)[\"']", column.given("sa_column") or "")
    return found[1] if found else column.name


def keys(subject: Subject) -> tuple[Key, ...]:
    """Every foreign key of a column, each statement once."""
    return tuple(_key(subject, table, column, to) for table, column in every_column(subject) if (to := _to(column)))


def keys_of(subject: Subject, table: Table) -> Iterator[Key]:
    """The foreign keys of one table, those from its bases included."""
    for column in table.columns.values():
        if to := _to(column):
            yield _key(subject, table, column, to)


def joining(subject: Subject, one: Table, other: Table) -> tuple[Key, ...]:
    """The keys that stand in one of the two tables and point to the other."""
    found = [key for key in keys_of(subject, one) if key.target is other]
    if one is not other:
        found += [key for key in keys_of(subject, other) if key.target is one]
    return tuple(found)


def all_named(subject: Subject) -> bool:
    """Whether every table's name is known, so that an unknown one is really nowhere."""
    return all(table.table is not None for table in subject.view(tables))


def foreign_keys(relation: Relation) -> str | None:
    """The ``foreign_keys`` that a relation is told to use."""
    words = literal(relation.call.keyword("sa_relationship_kwargs"))
    value = words.get("foreign_keys") if isinstance(words, dict) else None
    return value if isinstance(value, str) else None


def told(relation: Relation, word: str) -> bool:
    """Whether a relation is told ``word`` in SQLAlchemy's keywords, in whatever way."""
    return word in (relation.call.keyword("sa_relationship_kwargs") or "") or word in (
        relation.call.keyword("sa_relationship") or ""
    )


def _to(column: Column) -> str | None:
    if (plain := text_of(column.given("foreign_key"))) is not None:
        return plain
    found = _FOREIGN_KEY.search(column.given("sa_column") or column.given("sa_column_args") or "")
    return found[1] if found else None


def _key(subject: Subject, table: Table, column: Column, to: str) -> Key:
    address, _, name = to.rpartition(".")
    tables = subject.view(by_table)
    target = tables.get(address)
    if target is None and address.count(".") == 1:
        bare = tables.get(address.rpartition(".")[2])
        target = bare if bare is not None and bare.schema in (None, address.partition(".")[0]) else None
    return Key(table=table, column=column, address=address, field=name, target=target)
