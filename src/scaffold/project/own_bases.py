"""Whether siblings keep what table and schemas share in a base of their own: ``class HeroBase(SQLModel)``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from scaffold.facts import Class
from scaffold.project.columns import STAMPS, is_column
from scaffold.project.conventions import Name
from scaffold.project.findings import Found
from scaffold.project.look import Look
from scaffold.project.tables import Table


class _Own(NamedTuple):
    """The base of one model, and where it is declared."""

    table: Table
    path: str
    item: Class


def find_entity_base(look: Look) -> Iterator[Found]:
    """Where the bases stand, their place among the others, and what they inherit; nothing where none is found."""
    owned = [own for table in look.models if (own := _own(look, table))]
    if len(owned) * 2 < len(look.models) or not owned:
        return
    beside = sum(own.path == own.table.path for own in owned)
    first = owned[0]
    yield Found(
        key="entity_base",
        value="model" if beside * 2 >= len(owned) else "schema",
        reason=f"{len(owned)} of {len(look.models)} models share their fields with the schemas through a base",
        path=first.path,
        line=first.item.line,
        sure=len(owned) * 2 > len(look.models),
    )
    yield from _place(owned)
    yield from _parents(look, owned)


def _own(look: Look, table: Table) -> _Own | None:
    name = f"{look.bare(table)}Base"
    found = look.sources.find_class(table.path, name) if name in table.item.bases else None
    return _Own(table, *found) if found else None


def _place(owned: list[_Own]) -> Iterator[Found]:
    """``class Hero(TimestampMixin, HeroBase, table=True)``."""
    among_others = [own for own in owned if len(own.table.item.bases) > 1]
    last = [own for own in among_others if own.table.item.bases[-1] == own.item.name]
    if last and len(last) * 2 > len(among_others):
        yield Found(
            key="entity_base_last",
            value=True,
            reason=f"{len(last)} of {len(among_others)} models name it behind their other bases",
            path=last[0].table.path,
            line=last[0].table.item.line,
        )


def _parents(look: Look, owned: list[_Own]) -> Iterator[Found]:
    votes: Counter[tuple[Name, ...]] = Counter()
    for own in owned:
        origins = (look.sources.origin(own.path, base) for base in own.item.bases)
        votes[tuple(Name(*origin.rpartition(".")[::2]) for origin in origins)] += 1
    parents, count = votes.most_common(1)[0]
    if parents == (Name("sqlmodel", "SQLModel"),) or count * 2 <= len(owned):
        return
    reason = f"{count} of {len(owned)} bases inherit from it"
    yield Found(key="entity_base_parents", value=parents, reason=reason, path=owned[0].path, line=owned[0].item.line)
    for path, item in look.sources.bases(owned[0].path, owned[0].item):
        stamps = [each for each in item.attributes if is_column(each) and each.name in STAMPS]
        if stamps:
            reason = f"{item.name} declares {stamps[0].name}"
            yield Found(key="timestamps", value=True, reason=reason, path=path, line=stamps[0].line)
            return
