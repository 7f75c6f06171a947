"""Alembic's environment as text: where it is, and which modules it imports, directly or not."""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.dataclass import dataclass
from scaffold.rule import Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """The files that importing ``env.py`` runs. ``unsure`` when it finds modules by code."""

    env: str
    files: frozenset[str]
    unsure: bool


def env_of(subject: Subject) -> str | None:
    """The path of ``env.py``: where the settings say, else the only one beside a ``versions`` folder."""
    home = subject.project.conventions.migrations
    if home and f"{home}/env.py" in subject.files:
        return f"{home}/env.py"
    found = [
        path
        for path in subject.files
        if path.endswith("/env.py") and "alembic" in subject.files[path] and "context" in subject.files[path]
    ]
    return found[0] if len(found) == 1 else None


def reach(subject: Subject) -> Reach | None:
    """What Alembic's environment imports; ``None`` without one."""
    env = env_of(subject)
    if env is None:
        return None
    seen: set[str] = set()
    queue, unsure = [env], False
    while queue:
        path = queue.pop()
        if path in seen:
            continue
        seen.add(path)
        text = subject.files[path]
        unsure = unsure or any(
            word in text for word in ("import_module", "iter_modules", "walk_packages", "__import__", "import_string")
        )
        queue += [found for found in imported(subject, path) if found not in seen]
    return Reach(env=env, files=frozenset(seen), unsure=unsure)


def imported(subject: Subject, path: str) -> Iterator[str]:
    """The project's files that a file imports when it runs, packages on the way included."""
    for item in subject.sources.facts(path).imports:
        if item.type_checking:
            continue
        module = subject.sources.path_of(item.module, path)
        inner = subject.sources.path_of(item.joined, path) if item.attribute not in ("", "*") else None
        for found in (module, inner):
            if found:
                yield found
                yield from packages(subject, found)


def packages(subject: Subject, path: str) -> Iterator[str]:
    """The ``__init__.py`` files that run before a module does."""
    folder = path.rpartition("/")[0]
    while folder:
        if f"{folder}/__init__.py" in subject.files:
            yield f"{folder}/__init__.py"
        folder = folder.rpartition("/")[0]
