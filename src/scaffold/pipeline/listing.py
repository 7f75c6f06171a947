"""`scaffold list` and `scaffold show`: entities, their layers, and the state of what we wrote."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from textwrap import wrap

from scaffold.merge import state_of
from scaffold.pipeline.flags import Flags
from scaffold.pipeline.growth import as_it_stands, recorded, vocabulary_of
from scaffold.pipeline.management import links_of, require_model
from scaffold.pipeline.opening import Opened, opened
from scaffold.pipeline.outcome import Outcome
from scaffold.project import Model
from scaffold.spec import Reference, command_line

_SHOWN = 5  # absent symbols that fit into a line


def list_entities(start: Path) -> Outcome:
    """One line an entity: its name, table, file, whether it is managed, and what a person removed from it."""
    with opened(start, Flags(dry_run=True)) as ready:
        rows = [
            (name, model.table, f"{model.path}:{model.line}", _management(ready, name), _absent(ready, name))
            for name, model in sorted(ready.project.models.items())
        ]
        links = links_of(ready)
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
        symbols: dict[str, dict[str, str]] = {}
        for record in ready.lock.records:
            if record.entity == name:
                states = state_of(ready.project.files.get(record.path), record)
                symbols.setdefault(record.path, {}).update(states)
    head = f"{name}  table {model.table}  {model.path}:{model.line}  {_management(ready, name)}"
    files = [line for path, states in symbols.items() for line in _state(path, states)]
    return Outcome(command="show", text="\n".join((head, line, *files)))


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
        sides = links_of(ready).get(name)
        return f"links {' and '.join(sides)}" if sides else "not managed"
    return "conflict open" if any(c.entity == name for c in ready.lock.conflicts) else "managed"


def _absent(ready: Opened, name: str) -> str:
    """``absent: PostOut.views``, or how much is, where a project was adopted that is written another way."""
    gone = [
        symbol
        for record in ready.lock.records
        if record.owner == name and record.path in ready.project.files
        for symbol, state in state_of(ready.project.files[record.path], record).items()
        if state == "absent"
    ]
    if len(gone) > _SHOWN:
        return f"absent: {len(gone)}, told by scaffold show {name}"
    return f"absent: {', '.join(gone)}" if gone else ""


def _state(path: str, symbols: Mapping[str, str]) -> Iterator[str]:
    """A file, and below it what a person changed in it and what is not there."""
    changed = {
        word: [symbol for symbol, state in symbols.items() if state == word]
        for word in ("edited", "absent")
        if word in symbols.values()
    }
    yield f"  {path}" if changed else f"  {path}  as written"
    for word, names in changed.items():
        yield from wrap(f"{word}: {', '.join(names)}", 100, initial_indent=" " * 6, subsequent_indent=" " * 14)


def _is_relation(field: object) -> bool:
    return isinstance(field, Reference)


def _kind(field: object) -> str:
    return getattr(field, "type", "") or "other"
