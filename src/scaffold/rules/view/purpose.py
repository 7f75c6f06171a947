"""What a schema is for, and of which table: by its name, and by what endpoints do with it.

A schema belongs to the entity whose name its own begins with, and is for creating, updating or showing by what
follows. A name that says no more than the entity's (`BookModel`, `Book` in a file of schemas) is for showing where an
endpoint answers with it, and else belongs to nobody.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

from scaffold.project.conventions import bare_name
from scaffold.rule import Subject
from scaffold.rules.view.endpoints import endpoints, response_model
from scaffold.rules.view.expressions import kind_of
from scaffold.rules.view.tables import Table, by_name

Role = Literal["create", "update", "out", ""]

_ROLES: tuple[tuple[Role, str], ...] = (
    ("create", r"Create|Creation|CreateRequest|CreateIn|In|New|Add"),
    ("update", r"Update|UpdateRequest|Patch|PartialUpdate|UpdatePartial"),
    ("out", r"Out|Read|Public|Response|Output|View|OutDB"),
)
_SHAPES = {role: re.compile(rf"(?:Schema|Model|DTO)?(?:{words})(?:Schema|Model|DTO)?$") for role, words in _ROLES}
_PREFIXED: dict[Role, re.Pattern[str]] = {
    "create": re.compile(r"(?:Create|New|Add)$"),
    "update": re.compile(r"(?:Update|Patch)$"),
}
_PLAIN = ("", "Schema", "Model", "DTO")


def purpose(subject: Subject, path: str, name: str) -> tuple[Table | None, Role]:
    """The table that the name begins with, the longest one, and what the rest says."""
    tables = subject.view(by_entity)
    for entity in sorted((known for known in tables if known in name), key=len, reverse=True):
        rest = name.removeprefix(entity)
        for role in ("create", "update", "out"):
            prefixed = _PREFIXED.get(role)
            if (rest != name and _SHAPES[role].fullmatch(rest)) or (
                prefixed and name.endswith(entity) and prefixed.fullmatch(name.removesuffix(entity))
            ):
                return nearest(tables[entity], path), role
        if rest in _PLAIN and (path, name) in subject.view(answers):
            return nearest(tables[entity], path), "out"
        if name.startswith(entity):
            return None, ""
    return None, ""


def by_entity(subject: Subject) -> Mapping[str, tuple[Table, ...]]:
    """The tables by the names that schemas take from them: `UserEntity`, and `User` where all classes end so."""
    named, suffix = subject.view(by_name), subject.project.conventions.model_suffix
    return {**{bare_name(name, suffix): found for name, found in named.items()}, **named}


def about(subject: Subject, path: str, name: str) -> Table | None:
    """The table that the name begins with, whatever follows."""
    tables = subject.view(by_entity)
    found = [entity for entity in tables if name.startswith(entity) and not name[len(entity) :][:1].islower()]
    return nearest(tables[max(found, key=len)], path) if found else None


def nearest(candidates: tuple[Table, ...], path: str) -> Table | None:
    """Of several tables of one name, the one in the same package; none when that does not decide."""
    if len(candidates) == 1:
        return candidates[0]
    folder = path.rpartition("/")[0]
    near = [table for table in candidates if table.path.rpartition("/")[0] == folder]
    return near[0] if len(near) == 1 else None


def answers(subject: Subject) -> frozenset[tuple[str, str]]:
    """The classes, by file and name, that endpoints answer with, and those that their fields hold."""
    queue = [(endpoint.path, response_model(endpoint)) for endpoint in subject.view(endpoints)]
    seen: set[tuple[str, str]] = set()
    while queue:
        path, annotation = queue.pop()
        core = kind_of(annotation).core if annotation else ""
        found = subject.sources.find_class(path, core) if core else None
        if found is None or (place := (found[0], found[1].name)) in seen:
            continue
        seen.add(place)
        queue += [(found[0], item.annotation) for item in found[1].attributes if item.annotation]
    return frozenset(seen)
