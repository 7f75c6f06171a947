"""What a person hides from clients: fields that the create schema takes and the output schema on disk does not give.

The model does not say it. Tests must not expect such a field in an answer; a field that is in neither schema is only
new.
"""

from __future__ import annotations

from collections.abc import Set

from scaffold.desired.layout import layout_of
from scaffold.facts import Class, Facts, read
from scaffold.project import Project
from scaffold.spec import Entity

_ROOTS = ("SQLModel", "BaseModel")


def hidden_by_hand(entity: Entity, project: Project) -> Set[str]:
    """The names; none where one of the two classes is not there or inherits from another file."""
    layout = layout_of(entity, project)
    path = layout.paths.get("schema", "")
    if path not in project.files:
        return frozenset()
    facts = _facts(path, project)
    taken, given = (_attributes(name, facts) for name in (layout.create, layout.out))
    return frozenset() if taken is None or given is None else taken - given


def _facts(path: str, project: Project) -> Facts:
    text, sources = project.files[path], project.sources
    return sources.facts(path) if sources is not None and sources.text(path) == text else read(text)


def _attributes(name: str, facts: Facts) -> Set[str] | None:
    """What a class has, its bases included; ``None`` when that is not told in this file."""
    classes: dict[str, Class] = {item.name: item for item in facts.classes}
    found: set[str] = set()
    waiting, seen = [name], {name}
    while waiting:
        item = classes.get(waiting.pop())
        if item is None:
            return None
        found |= {attribute.name for attribute in item.attributes}
        found |= {method.name for method in item.methods}
        bases = {base for base in item.bases if base.rpartition(".")[2] not in _ROOTS}
        waiting += bases - seen
        seen |= bases
    return found
