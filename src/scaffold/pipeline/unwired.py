"""The routers that nobody can register surely: what a person pastes, and where.

A router that some module of the application imports counts as registered, so that a second run is silent.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from scaffold.dataclass import replace
from scaffold.desired import registry_lines
from scaffold.desired.layout import layout_of, package_of
from scaffold.desired.modules import imported
from scaffold.pipeline.outcome import Outcome
from scaffold.project import Project
from scaffold.spec import Entity


def with_lines_to_paste(outcome: Outcome, entities: Iterable[Entity], project: Project) -> Outcome:
    """The outcome, with a note and exit code 3 where the registration is left to a person."""
    notes = tuple(_lines_to_paste(entities, project))
    return replace(outcome, notes=(*outcome.notes, *notes), exit_code=outcome.exit_code or 3) if notes else outcome


def _lines_to_paste(entities: Iterable[Entity], project: Project) -> Iterator[str]:
    registry = project.conventions.registry
    if registry is None or registry.style != "computed":
        return
    for entity in entities:
        module = layout_of(entity, project).modules.get("router")
        if module is not None and not _is_imported(module, project):
            lines = registry_lines(entity, project).strip()
            place = f"{registry.path}:{registry.line}" if registry.line else registry.path
            yield f"the router of {entity.name} is not registered: {place} computes its routers. To paste:\n{lines}"


def _is_imported(module: str, project: Project) -> bool:
    name = module.rpartition(".")[2]
    places = {path: text for path, text in project.files.items() if path.endswith(".py") and name in text}
    return any(module in imported(text, package_of(path, project.conventions)) for path, text in places.items())
