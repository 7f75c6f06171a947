"""What the project left open, in words: everything for `init`, and for `entity` what a new entity's files rest on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set

from scaffold.project import CrudBase, Found, Name, Registry
from scaffold.project.base_methods import VERBS
from scaffold.project.settings import key_of

# the layer that a finding shapes, where its key does not say so
_SHAPES = {
    "model": ("pk", "table_", "explicit_table", "model_", "mixins", "entity_base"),
    "schema": ("create_suffix", "update_suffix", "out_suffix", "schema_"),
    "router": ("main", "router_", "session_", "list_", "update_method", "item_parameter"),
}


def unsure(rows: Iterable[Found]) -> tuple[str, ...]:
    """One line for each finding that could be another one; those that belong together share theirs."""
    together: list[list[Found]] = []
    for row in rows:
        if not row.sure:
            alike = next((group for group in together if _is_alike(row, group[0])), None)
            together += [[row]] if alike is None else []
            if alike is not None:
                alike.append(row)
    return tuple(map(_told, together))


def _is_alike(row: Found, other: Found) -> bool:
    """Of one reason, or of one vote: how tables are named is a style, a prefix and a suffix."""
    return row.reason == other.reason or (row.line > 0 and row.where == other.where)


def unsure_about(rows: Iterable[Found], layers: Set[str]) -> tuple[str, ...]:
    """Those that these layers are written by, and that a file of the project gives rise to: what is usual for want of
    anything to go by is no doubt.
    """
    return unsure(row for row in rows if row.path and layers & {*_layers(row.key)})


def _layers(key: str) -> Iterator[str]:
    head, _, entry = key.partition(".")
    if head == "layers":
        yield entry
    yield from (layer for layer in ("repository", "service") if head.startswith(f"{layer}_"))
    yield from (layer for layer, starts in _SHAPES.items() if head.startswith(starts))


def _told(rows: list[Found]) -> str:
    said = ", ".join(f"{key_of(row.key)} = {shown(row.value)}" for row in rows)
    keys = ", ".join(key_of(row.key) for row in rows)
    return f"not sure: {said} ({rows[0].reason}); to decide it: {keys} in [tool.scaffold]"


def shown(value: object) -> str:
    """A value as a person reads it."""
    match value:
        case None:
            return "none"
        case bool():
            return "yes" if value else "no"
        case Name():
            return f"{value.module}:{value.name}"
        case Registry():
            return f"{value.path} ({value.style} {value.receiver})"
        case CrudBase():
            return f"{value.base} ({', '.join(verb for verb in VERBS if getattr(value, verb)) or 'nothing'})"
        case tuple() if all(isinstance(part, int) for part in value):
            return ".".join(map(str, value))
        case tuple():
            return ", ".join(map(shown, value))
    return str(value) or "-"
