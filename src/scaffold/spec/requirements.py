"""References that must not be null, in a circle: nobody could create the first row."""

from __future__ import annotations

from collections.abc import Mapping

from scaffold.errors import SpecError
from scaffold.spec.entity import Reference
from scaffold.spec.standing import Standing


def check_first_rows(standing: Standing) -> None:
    """Refuse a circle of required references that a new one closes, naming the one to make null."""
    edges = _edges(standing)
    for entity in standing.entities:
        for ref in entity.fields:
            if not isinstance(ref, Reference) or not _is_required(ref) or not standing.is_new(entity, ref):
                continue
            back = _path(edges, ref.target, entity.name)
            if back is not None:
                circle = " -> ".join((entity.name, *back))
                raise SpecError(
                    f"{entity.name}.{ref.name} closes a circle of required references ({circle}): "
                    "nobody could create the first row",
                    where=f"{entity.name}.{ref.name}",
                    hint=f"write {ref.name}:{ref.target}:null",
                )


def _is_required(ref: Reference) -> bool:
    return bool(ref.key) and not ref.null


def _edges(standing: Standing) -> Mapping[str, tuple[str, ...]]:
    edges = {name: known.requires for name, known in standing.vocabulary.entities.items()}
    for entity in standing.entities:
        refs = (f for f in entity.fields if isinstance(f, Reference) and _is_required(f))
        edges[entity.name] = (*edges.get(standing.key(entity), ()), *(ref.target for ref in refs))
    return edges


def _path(edges: Mapping[str, tuple[str, ...]], start: str, goal: str) -> list[str] | None:
    """The way from one entity to another along required references, both ends included."""
    ways, seen = [[start]], {start}
    while ways:
        way = ways.pop(0)
        if way[-1] == goal:
            return way
        for target in edges.get(way[-1], ()):
            if target not in seen:
                seen.add(target)
                ways.append([*way, target])
    return None
