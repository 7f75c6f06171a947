"""The classes of a project that are tables, with the attributes of their bases."""

from __future__ import annotations

import re
from collections.abc import Mapping

from scaffold.dataclass import dataclass
from scaffold.facts import Assignment, Class, Problem
from scaffold.project import tablename
from scaffold.project.columns import Column, column, is_column, is_relation
from scaffold.project.relation import Relation, relation
from scaffold.project.sources import Sources


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A class with ``table=True``, before relations are understood."""

    path: str
    item: Class
    name: str  # in the database
    schema: str
    columns: tuple[Column, ...]
    relations: tuple[Relation, ...]

    @property
    def address(self) -> str:
        """What a foreign key calls the table: ``users`` or ``blog.users``."""
        return f"{self.schema}.{self.name}" if self.schema else self.name

    @property
    def keys(self) -> tuple[Column, ...]:
        """The columns of the primary key."""
        return tuple(item for item in self.columns if item.primary_key)

    @property
    def is_link(self) -> bool:
        """Nothing but foreign keys, all of them in the primary key."""
        return len(self.keys) > 1 and all(item.foreign_key for item in self.keys) and not self.relations


def read_tables(sources: Sources) -> list[Table]:
    """Every class with ``table=True``, in the order of files and lines."""
    return [_table(sources, path, item) for path, item in sources.classes() if is_table(item)]


def is_table(item: Class) -> bool:
    """``class Post(SQLModel, table=True)``."""
    return item.keyword("table") == "True"


def _table(sources: Sources, path: str, item: Class) -> Table:
    statements: dict[str, tuple[str, Class, Assignment]] = {}
    # the farthest base first, as pydantic collects fields; a redefinition keeps its place
    for where, cls in (*reversed([*sources.bases(path, item)]), (path, item)):
        for attribute in cls.attributes:
            if attribute.annotation:
                statements[attribute.name] = (where, cls, attribute)
    columns, relations = [], []
    for where, cls, attribute in statements.values():
        if is_relation(sources, where, attribute):
            relations.append(relation(sources, where, attribute))
        elif is_column(attribute):
            columns.append(column(sources, where, cls, attribute))
    return Table(
        path=path,
        item=item,
        name=tablename.table_name(sources, path, item),
        schema=tablename.schema_of(sources, path, item),
        columns=tuple(columns),
        relations=tuple(relations),
    )


def unread_models(sources: Sources) -> Mapping[str, Problem]:
    """The files that do not parse and speak of more tables than could be read, each with its problem."""
    found: dict[str, Problem] = {}
    for path in sources.application:
        facts = sources.facts(path)
        if facts.problem is not None:
            read = sum(is_table(item) for item in facts.classes)
            if len(re.findall(r"\btable\s*=\s*True\b", sources.text(path))) > read:
                found[path] = facts.problem
    return found
