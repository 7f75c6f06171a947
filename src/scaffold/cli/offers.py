"""What the project, the grammar and the disk have to offer to a shell."""

from __future__ import annotations

import os
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scaffold.project import Project as Read

Offer = tuple[str, str]  # the whole word, and what it means

_ONDELETE = ("cascade", "restrict", "set-null")


class Project:
    """The project at ``start``, read only when something of it is offered."""

    def __init__(self, start: str = ".") -> None:
        self._start = start

    @cached_property
    def _project(self) -> Read:
        from pathlib import Path

        from scaffold.project import open_project

        return open_project(Path(self._start))

    def entities(self) -> list[Offer]:
        """The project's entities, with their tables."""
        return [(name, f"table {model.table}") for name, model in sorted(self._project.models.items())]

    def fields(self, entity: str) -> list[Offer]:
        """The fields of an entity."""
        model = self._project.models.get(entity)
        return [(field.name, "") for field in model.entity.fields] if model else []

    def field_words(self, current: str) -> list[Offer]:
        """What may come next in ``title:str:max=200``: a type behind the name, then modifiers."""
        from scaffold.fieldtypes import TYPES
        from scaffold.spec.word import FLAGS, KEYS

        *before, _ = current.split(":")
        if not before:
            return []
        head = ":".join(before)
        if len(before) == 1:
            found = [(name, "") for name in TYPES]
            found += [("self", "the entity itself"), *self.entities()]
            found += [(name, "an Enum") for name in sorted(self._project.enums)]
        else:
            used = {part.partition("=")[0] for part in before[2:]}
            found = [(flag, "") for flag in FLAGS if flag not in used]
            found += [(f"{key}=", "") for key in KEYS if key not in used and key != "ondelete"]
            found += [(f"ondelete={rule}", "") for rule in _ONDELETE if "ondelete" not in used]
        return [(f"{head}:{value}", why) for value, why in found]

    def grouped(self, current: str) -> list[Offer]:
        """The next field of ``a+b``: of any entity, for the new one has none yet."""
        head, plus, _ = current.rpartition("+")
        models = self._project.models.values()
        names = {field.name for model in models for field in model.entity.fields}
        return [(f"{head}{plus}{name}", "") for name in sorted(names - set(head.split("+")))]

    def conflicts(self) -> list[Offer]:
        """The selectors of the conflicts that were left open."""
        from scaffold.lock import Lock

        lock = Lock.parse(self._project.files.get("scaffold.lock", ""))
        return [(f"{conflict.path}::{conflict.symbol}", "") for conflict in lock.conflicts]

    def codes(self) -> list[Offer]:
        """The codes of the findings, with what they mean."""
        from scaffold.rules.catalog import RULES

        return [(rule.code, rule.summary) for rule in RULES]

    def templates(self) -> list[Offer]:
        """The templates that can be ejected."""
        from scaffold.desired import shipped_templates

        return [(name, "") for name in shipped_templates()]

    def paths(self, current: str, *, folders: bool) -> list[Offer]:
        """Files and folders that begin as ``current`` does; a folder ends in a slash."""
        folder, _, begun = current.rpartition("/")
        where = f"{folder}/" if "/" in current else ""
        found = []
        entries = os.scandir(os.path.expanduser(where) or ".")
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.name.startswith(".") and not begun.startswith("."):
                continue
            if entry.is_dir():
                found.append((f"{where}{entry.name}/", ""))
            elif not folders:
                found.append((f"{where}{entry.name}", ""))
        return found
