"""Which files `scaffold check Post app/api` is about.

An entity is its model, what the lock says was written for it, its schemas, and the files that bear its name.
"""

from __future__ import annotations

from collections.abc import Sequence

from scaffold.errors import SpecError
from scaffold.naming import near
from scaffold.project import Project
from scaffold.rule import Subject
from scaffold.rules.view.layers import files_of_entity
from scaffold.rules.view.lock import lock
from scaffold.rules.view.schemas import schemas


def files_meant(project: Project, names: Sequence[str]) -> frozenset[str] | None:
    """The files that names and paths mean; ``None`` for everything. Raises ``SpecError`` for what is neither."""
    if not names:
        return None
    found: set[str] = set()
    for name in names:
        path = name.removeprefix("./").rstrip("/")
        if name in project.models:
            found |= _files_of(project, name)
        elif path in ("", ".") or path in project.files or any(other.startswith(f"{path}/") for other in project.files):
            found.add(path)
        else:
            close = near(name, tuple(project.models))
            raise SpecError(
                "is no entity, file or folder of this project",
                where=name,
                hint=f"did you mean {close[0]}?" if close else "scaffold list",
            )
    return None if found & {"", "."} else frozenset(found)


def _files_of(project: Project, name: str) -> set[str]:
    """The files of one entity: its model, what the lock knows, and those that bear its name."""
    subject = Subject(project)
    found = {project.models[name].path}
    found |= {record.path for record in subject.view(lock).records if record.entity == name}
    found |= {schema.path for schema in subject.view(schemas) if schema.table and schema.table.name == name}
    return found | {path for path in files_of_entity(subject, name).values() if path in project.files}
