"""What the removal of an entity leaves idle: support modules that nobody imports now, rows that no test makes.

Only what was in use before goes along, and a module only where it is what would be written today: support is the
project's own from the day it is written, and what a person wrote in stays, with all that it imports.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator, Mapping

from scaffold.dataclass import replace
from scaffold.desired.fragments import support_afresh
from scaffold.desired.rows import rows_path
from scaffold.desired.support import SUPPORT, support_path
from scaffold.facts import parse
from scaffold.lock import Lock, Record
from scaffold.merge import record_of
from scaffold.merge.recorded import from_symbols
from scaffold.merge.snapshot import is_all_ours
from scaffold.pipeline.importers import imports_of
from scaffold.pipeline.opening import Opened
from scaffold.project import Project
from scaffold.project.sources import Sources

_SETTINGS = frozenset({"config", "session"})  # how the project reaches its database, with an entity or without


def with_idle(ready: Opened, name: str, after: Mapping[str, str]) -> Lock:
    """The lock in which what is idle in the files ``after`` the removal of ``name`` counts as that entity's."""
    lock = ready.lock.with_records(_modules(ready.project, name, after))
    for record in _rows(ready, name, after):
        lock = lock.without(record.owner, record.path).with_record(replace(record, owner=f"{name}+{record.owner}"))
    return lock


def _modules(project: Project, name: str, after: Mapping[str, str]) -> Iterator[Record]:
    before, sources = project.files, project.sources or Sources(project.files)
    paths = {support_path(support, project) for support in SUPPORT if support.key not in _SETTINGS} & {*before}
    idle = _idle(paths, after, sources)
    if newly := idle and idle - _idle(paths, before, sources):
        written = [record_of(f.text, name, f.path) for f in support_afresh(newly, project)]
        ours = {record.path: record for record in written if is_all_ours(before[record.path], record)}
        yield from (ours[path] for path in sorted(_idle(ours.keys(), after, sources)))


def _idle(paths: Collection[str], files: Mapping[str, str], sources: Sources) -> set[str]:
    """The modules among ``paths`` that nobody imports but each other."""
    importers: dict[str, set[str]] = {path: set() for path in paths}
    for importer, _, path in imports_of(paths, files, sources):
        importers[path].add(importer)
    idle = set(paths)
    while used := {path for path in idle if importers[path] - idle}:
        idle -= used
    return idle


def _rows(ready: Opened, name: str, after: Mapping[str, str]) -> Iterator[Record]:
    """What is recorded of the rows of other entities that no test makes any more."""
    path, project = rows_path(ready.project), ready.project
    if path not in after:
        return
    sources = project.sources or Sources(project.files)
    made, left = (_reached(path, files, sources) for files in (project.files, after))
    for record in ready.lock.recorded(path):
        symbols = from_symbols(record.symbols).members.keys()
        if record.entity != name and symbols & made and not symbols & left:
            yield record


def _reached(path: str, files: Mapping[str, str], sources: Sources) -> set[str]:
    """The names at the top of a module that others import, and those that these use."""
    used = {name: names for statement in parse(files[path]).body for name, names in _defined(statement)}
    found = [item.attribute or "*" for _, item, _ in imports_of({path}, files, sources)]
    pending = [*used] if "*" in found or path.rpartition("/")[2].removesuffix(".py") in found else found
    reached: set[str] = set()
    while pending:
        if (name := pending.pop()) not in reached:
            reached.add(name)
            pending += used.get(name, ())
    return reached


def _defined(statement: ast.stmt) -> Iterator[tuple[str, set[str]]]:
    names = {node.id for node in ast.walk(statement) if isinstance(node, ast.Name)}
    if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        yield statement.name, names
    elif isinstance(statement, (ast.Assign, ast.AnnAssign)):
        targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
        yield from ((target.id, names) for target in targets if isinstance(target, ast.Name))
