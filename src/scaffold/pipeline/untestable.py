"""What new fixtures need and the project does not list: said once, with the command that installs it."""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.dataclass import replace
from scaffold.desired.fixtures import fixtures_of
from scaffold.pipeline.outcome import Outcome
from scaffold.project import Project
from scaffold.project.needs import has_library, lists_needs
from scaffold.project.sources import Sources


def with_needs_of_tests(outcome: Outcome, before: Project) -> Outcome:
    """The outcome, with a note where fixtures are new in it and lean on a library that ``before`` lacks."""
    path = fixtures_of(before).path
    if not path or path in before.files or not any(change.path == path for change in outcome.changes):
        return outcome
    return replace(outcome, notes=(*outcome.notes, *_missing(path, before)))


def _missing(path: str, project: Project) -> Iterator[str]:
    needs = (project.sources or Sources(project.files), str(project.root) if project.root else None)
    if not lists_needs(*needs):
        return
    driver = ("aiosqlite",) if project.conventions.is_async else ()
    lacking = [name for name in ("pytest", "httpx", *driver) if not has_library(name, *needs)]
    if lacking:
        otherwise = " (TEST_DATABASE_URL does without aiosqlite)" if "aiosqlite" in lacking else ""
        told = f"{path} needs {' and '.join(lacking)}, not listed among what the project needs"
        yield f"{told}: pip install {' '.join(lacking)}{otherwise}"
