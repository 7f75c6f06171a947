"""What stands between new tests and a run of them: libraries that nobody listed, types that their database lacks."""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.dataclass import replace
from scaffold.desired.fixtures import fixtures_of
from scaffold.desired.postgres_types import has_big_keys, postgres_types
from scaffold.pipeline.outcome import Outcome
from scaffold.project import Project
from scaffold.project.needs import has_library, lists_needs
from scaffold.project.sources import Sources


def with_needs_of_tests(outcome: Outcome, before: Project) -> Outcome:
    """The outcome, with a note where fixtures are new in it and lean on a library that ``before`` lacks, or where
    standing ones make tables that SQLite cannot hold.
    """
    path = fixtures_of(before).path or before.conventions.support["conftest"]
    changed = {change.path for change in outcome.changes}
    if path in before.files and any(change.layer == "tests" for change in outcome.changes):
        notes = _unknown_to_sqlite(path, before)
    else:
        notes = _missing(path, before) if path in changed else iter(())
    return replace(outcome, notes=(*outcome.notes, *notes))


def _unknown_to_sqlite(path: str, project: Project) -> Iterator[str]:
    text = project.files[path]
    if "sqlite" not in text or "create_all" not in text:
        return
    way = "run the tests on PostgreSQL" + (" (TEST_DATABASE_URL)" if "TEST_DATABASE_URL" in text else "")
    types = [each.name for each in postgres_types(project) if each.name not in text]
    if types:
        told = f"{path} makes every table in SQLite, which does not know {' and '.join(types)}"
        yield f'{told}: {way}, or write .with_variant(JSON(), "sqlite") behind the type in the model'
    if has_big_keys(project) and "BigInteger" not in text:
        told = f"{path} makes every table in SQLite, which counts no keys in BIGINT"
        yield f'{told}: {way}, or write .with_variant(Integer(), "sqlite") behind BigInteger() in the model'


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
