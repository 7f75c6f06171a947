"""Where Alembic is set up, and how it gets to know the models."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scaffold.dataclass import replace
from scaffold.project.conventions import Conventions
from scaffold.project.findings import Found
from scaffold.project.look import Look
from scaffold.project.requirements import requires
from scaffold.project.sources import Sources

_SECTION = re.compile(r"^\[alembic\]", re.MULTILINE)
_CREATE_ALL = re.compile(r"^[^#\n]*\bmetadata\.create_all\b", re.MULTILINE)
_LOCATION = re.compile(r"^script_location\s*=\s*(.+?)\s*$", re.MULTILINE)


def find_alembic(look: Look) -> Iterator[Found]:
    """``alembic_ini`` (``None`` for ``[tool.alembic]``) and ``migrations``; the usual places where there are none."""
    files, text = look.sources.files, look.sources.text
    inis = sorted((path for path in files if path.endswith(".ini") and _SECTION.search(text(path))), key=len)
    if inis:
        ini = inis[0]
        found = _LOCATION.search(text(ini))
        yield Found(
            key="alembic_ini",
            value=ini,
            reason="has an [alembic] section" + (f"; also {', '.join(inis[1:])}" if inis[1:] else ""),
            path=ini,
            line=_line(text(ini), _SECTION),
            sure=len(inis) == 1,
        )
        yield Found(
            key="migrations",
            value=_folder(look, ini, found[1] if found else ""),
            reason="script_location",
            path=ini,
            line=_line(text(ini), _LOCATION),
        )
        return
    settings = look.settings.get("tool", {})
    written = settings.get("alembic", {}) if isinstance(settings, dict) else {}
    if isinstance(written, dict) and written.get("script_location"):
        yield Found(key="alembic_ini", value=None, reason="[tool.alembic] is used", path="pyproject.toml")
        yield Found(
            key="migrations",
            value=_folder(look, "pyproject.toml", str(written["script_location"])),
            reason="script_location in [tool.alembic]",
            path="pyproject.toml",
        )
        return
    folders = [path.removesuffix("/env.py") for path in files if path.endswith("/env.py") and "context" in text(path)]
    if folders:
        yield Found(key="alembic_ini", value=None, reason="no file has an [alembic] section", sure=False)
        yield Found(key="migrations", value=min(folders, key=len), reason="has an env.py", path=f"{folders[0]}/env.py")
        return
    if (made := _made_at_start(look)) is not None:
        for key in ("alembic_ini", "migrations"):
            yield replace(made, key=key)
        return
    usual = Conventions()
    for key, value in (("alembic_ini", usual.alembic_ini), ("migrations", usual.migrations)):
        yield Found(key=key, value=value, reason="there is no Alembic environment; the usual place", sure=False)


def _made_at_start(look: Look) -> Found | None:
    """Where a project that has no Alembic, nor asks for it, makes its tables itself."""
    if requires(look, "alembic"):
        return None
    if (path := create_all_in(look.sources)) is None:
        return None
    line = _line(look.sources.text(path), _CREATE_ALL)
    return Found(key="", value=None, reason="create_all makes the tables; no Alembic", path=path, line=line)


def create_all_in(sources: Sources) -> str | None:
    """The file of the application that makes every table itself, so that databases have them without a migration."""
    return next((path for path in sources.application if _CREATE_ALL.search(sources.text(path))), None)


def _line(text: str, pattern: re.Pattern[str]) -> int:
    found = pattern.search(text)
    return text.count("\n", 0, found.start()) + 1 if found else 1


def _folder(look: Look, ini: str, location: str) -> str:
    """``script_location`` as a path below the root: relative to the ini, to the root, or a package."""
    here = ini.rpartition("/")[0]
    plain = location.replace("%(here)s", "{here}").strip()
    if ":" in plain:
        # myapp:migrations
        package, _, rest = plain.partition(":")
        plain = f"{look.sources.source_root}/{package.replace('.', '/')}/{rest}".lstrip("/")
    candidates = [plain.replace("{here}", here or ".")] if "{here}" in plain else [plain, f"{here}/{plain}"]
    for candidate in candidates:
        path = _clean(candidate)
        if f"{path}/env.py" in look.sources.files:
            return path
    return _clean(candidates[-1 if here else 0])


def _clean(path: str) -> str:
    parts: list[str] = []
    for part in path.split("/"):
        if part == ".." and parts:
            parts.pop()
        elif part not in ("", ".", ".."):
            parts.append(part)
    return "/".join(parts)


def find_models_package(look: Look, model_pattern: str, migrations: str | None) -> Iterator[Found]:
    """``models_package``: the file where a new model has to be imported, so that Alembic sees it."""
    if "{" not in model_pattern:
        yield Found(
            key="models_package",
            value=None,
            reason="every model is in one file, which is imported already",
            path=model_pattern,
        )
        return
    models = {table.path for table in look.tables}
    counts = {path: _imported(look, path, models) for path in look.application if path not in models}
    env = f"{migrations}/env.py" if migrations else ""
    folder = model_pattern.rpartition("/")[0]
    package = f"{folder}/__init__.py"
    most = max(counts.values(), default=0)
    if "{" not in folder and counts.get(package):
        yield _place(look, package, counts[package])
        return
    if any(discovers(look, path) for path in _reached(look, env)):
        yield Found(key="models_package", value=None, reason="env.py finds the models by itself", path=env)
        return
    if counts.get(env) and counts[env] >= most:
        yield _place(look, env, counts[env])
        return
    for path in sorted(counts, key=lambda path: (-counts[path], len(path))):
        name = path.rpartition("/")[2]
        if counts[path] and (name in ("base.py", "models.py", "__init__.py", "all_models.py", "registry.py", "db.py")):
            yield _place(look, path, counts[path])
            return
    if env and env in look.sources.files and package not in look.sources.files:
        yield _place(look, env, 0)
    elif "{" not in folder and (package in look.sources.files or not models):
        yield _place(look, package, 0)
    else:
        yield Found(
            key="models_package",
            value=None,
            reason="no file gathers the models: whoever uses one imports it",
            sure=False,
        )


def _reached(look: Look, env: str) -> list[str]:
    """``env.py`` and the project's files that it imports, `from app.entity import migrate` included."""
    sources = look.sources
    found = [env]
    for item in sources.facts(env).imports if env else ():
        joined = f"{item.module}.{item.attribute}" if item.attribute else item.module
        found += [path for path in (sources.path_of(item.module, env), sources.path_of(joined, env)) if path]
    return found


def discovers(look: Look, path: str) -> bool:
    """Does the file import modules that it looks for at run time?"""
    text = look.sources.text(path) if path else ""
    return bool(re.search(r"\b(iter_modules|walk_packages|import_module|rglob|glob)\(", text))


def _imported(look: Look, path: str, models: set[str]) -> int:
    """How many files with models the file imports from, by name or by module."""
    homes = set()
    for item in look.sources.facts(path).imports:
        if item.type_checking or item.scope:
            continue
        joined = f"{item.module}.{item.attribute}" if item.attribute else item.module
        homes |= {look.sources.path_of(item.module, path), look.sources.path_of(joined, path)} & models
    return len(homes)


def _place(look: Look, path: str, count: int) -> Found:
    total = len({table.path for table in look.models})
    return Found(
        key="models_package",
        value=path,
        reason=f"imports {count} of {total} model files" if count else "the place where models get imported",
        path=path,
        line=1,
        sure=bool(count) and count * 2 >= total,
    )
