"""`scaffold list` and `scaffold show`: entities, their layers, and the state of what we wrote."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from scaffold.merge import state_of
from scaffold.pipeline.flags import Flags
from scaffold.pipeline.growth import as_it_stands, recorded, vocabulary_of
from scaffold.pipeline.management import require_model
from scaffold.pipeline.opening import Opened, opened
from scaffold.pipeline.outcome import Outcome
from scaffold.project import Model
from scaffold.spec import Reference, command_line


def list_entities(start: Path) -> Outcome:
    """One line an entity: its name, table, file, whether it is managed, and what a person removed from it."""
    with opened(start, Flags(dry_run=True)) as ready:
        rows = [
            (name, model.table, f"{model.path}:{model.line}", _management(ready, name), _absent(ready, name))
            for name, model in sorted(ready.project.models.items())
        ]
        links = _links(ready)
        unmanaged = [name for name in ready.project.models if name not in ready.lock.entities and name not in links]
    return Outcome(
        command="list",
        text=aligned(rows) if rows else "no table models yet",
        next=("scaffold adopt " + unmanaged[0],) if unmanaged else (),
    )


def show(start: Path, name: str, *, words: bool = False) -> Outcome:
    """One entity: its words, its files and what is edited or absent in each. Raises ``SpecError``."""
    with opened(start, Flags(dry_run=True)) as ready:
        name = require_model(ready, name)
        model = ready.project.models[name]
        line = _line(ready, model)
        if words:
            return Outcome(command="show", text=line)
        rows = [
            (record.path, *_state(state_of(ready.project.files.get(record.path), record)))
            for record in ready.lock.records
            if record.entity == name
        ]
    head = f"{name}  table {model.table}  {model.path}:{model.line}  {_management(ready, name)}"
    return Outcome(command="show", text="\n".join((head, line, aligned(rows))).rstrip())


def _line(ready: Opened, model: Model) -> str:
    """The command that would write this entity."""
    name = model.entity.name
    return command_line(as_it_stands(model, recorded(ready.lock, name, vocabulary_of(ready.project))))


def diagram(start: Path) -> Outcome:
    """The entities and their relations as a Mermaid diagram."""
    with opened(start, Flags(dry_run=True)) as ready:
        models = ready.project.models
    lines = ["erDiagram"]
    for name, model in sorted(models.items()):
        lines.append(f"    {name} {{")
        lines += [f"        {_kind(field)} {field.name}" for field in model.entity.fields if not _is_relation(field)]
        lines.append("    }")
    arrows = {"many-to-one": "}o--||", "one-to-one": "|o--||", "many-to-many": "}o--o{"}
    for name, model in sorted(models.items()):
        lines += [
            f"    {name} {arrows[field.kind]} {field.target} : {field.name}"
            for field in model.entity.fields
            if isinstance(field, Reference)
        ]
    return Outcome(command="show", text="\n".join(lines))


def aligned(rows: Sequence[tuple[str, ...]]) -> str:
    """Rows as columns of equal width."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows)
    return "\n".join(line.rstrip() for line in lines)


def _management(ready: Opened, name: str) -> str:
    if name not in ready.lock.entities:
        sides = _links(ready).get(name)
        return f"links {' and '.join(sides)}" if sides else "not managed"
    return "conflict open" if any(c.entity == name for c in ready.lock.conflicts) else "managed"


def _links(ready: Opened) -> dict[str, tuple[str, ...]]:
    """Each table that only links entities, and which: it goes with them, and is not managed by itself."""
    sides: dict[str, set[str]] = {}
    for name, model in ready.project.models.items():
        for field in model.entity.fields:
            if isinstance(field, Reference) and field.via:
                sides.setdefault(field.via, set()).update((name, field.target))
    return {link: tuple(sorted(names)) for link, names in sides.items()}


def _absent(ready: Opened, name: str) -> str:
    """``absent: PostOut.views and 2 more``; layers that were never there are no news."""
    gone = [
        symbol
        for record in ready.lock.records
        if record.owner == name and record.path in ready.project.files
        for symbol, state in state_of(ready.project.files[record.path], record).items()
        if state == "absent"
    ]
    more = f" and {len(gone) - 3} more" if len(gone) > 3 else ""
    return f"absent: {', '.join(gone[:3])}{more}" if gone else ""


def _state(symbols: Mapping[str, str]) -> tuple[str, str]:
    """``edited: a, b`` and ``absent: c``."""
    edited = [symbol for symbol, state in symbols.items() if state == "edited"]
    absent = [symbol for symbol, state in symbols.items() if state == "absent"]
    return (
        "edited: " + ", ".join(edited) if edited else "as written",
        "absent: " + ", ".join(absent) if absent else "",
    )


def _is_relation(field: object) -> bool:
    return isinstance(field, Reference)


def _kind(field: object) -> str:
    return getattr(field, "type", "") or "other"
