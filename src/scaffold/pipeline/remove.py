"""`scaffold remove`: what we wrote and nobody edited goes; the rest stays and is listed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from scaffold.errors import SpecError
from scaffold.naming import near
from scaffold.pipeline.asking import agreed
from scaffold.pipeline.flags import Flags
from scaffold.pipeline.line import Migrating, Opened, carry_out, opened
from scaffold.pipeline.outcome import Outcome
from scaffold.spec import Reference


def remove(start: Path, name: str, *, flags: Flags | None = None) -> Outcome:
    """Take the entity out of every layer, and its table out of the database's next migration.

    Raises ``SpecError`` when it is not managed, when other entities refer to it, or when nobody agreed to the loss.
    """
    flags = flags or Flags()
    with opened(start, flags) as ready:
        _check(ready, name)
        table = ready.project.models[name].table if name in ready.project.models else ""
        agreed(f"The migration will drop table {table} with its rows.", flags)
        outcome = carry_out(
            ready,
            (),
            command="remove",
            flags=replace(flags, on_conflict="mine"),
            complete=frozenset({name}),
            migrating=Migrating(message=f"drop {table}", may_drop=_tables(ready, name)),
            forget=name,
        )
        return replace(outcome, exit_code=3 if outcome.conflicts else 0)


def _check(ready: Opened, name: str) -> None:
    if name not in ready.lock.entities:
        close = near(name, tuple(ready.lock.entities))
        hint = f"did you mean {close[0]}?" if close else "scaffold list"
        raise SpecError(f"{name} is not managed by scaffold", where=name, hint=hint)
    users = [
        f"{other}.{field.name}"
        for other, model in ready.project.models.items()
        for field in model.entity.fields
        if other != name and isinstance(field, Reference) and field.target == name
    ]
    if users:
        first = users[0].replace(".", " ")
        raise SpecError(f"{', '.join(users)} refers to {name}", where=name, hint=f"scaffold field drop {first}")


def _tables(ready: Opened, name: str) -> tuple[str, ...]:
    """The entity's own table and those of the link models that only it needs."""
    model = ready.project.models.get(name)
    if model is None:
        return ()
    links = [f.via for f in model.entity.fields if isinstance(f, Reference) and f.via]
    return (
        model.table,
        *(ready.project.models[link].table for link in links if link in ready.project.models),
    )
