"""What of a project's models SQLite does not take as it is: tests there keep it another way."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scaffold.facts import read
from scaffold.fieldtypes import Import
from scaffold.project.project import Project

_DIALECT = "sqlalchemy.dialects.postgresql"
# exported by the dialect, and known to every other one
_SHARED = frozenset(
    {
        *("BIGINT", "BOOLEAN", "CHAR", "DATE", "DOUBLE_PRECISION", "ENUM", "FLOAT", "INTEGER", "JSON", "NUMERIC"),
        *("REAL", "SMALLINT", "TEXT", "TIME", "TIMESTAMP", "UUID", "VARCHAR"),
    }
)


def postgres_types(project: Project) -> tuple[Import, ...]:
    """Each type that a file with models uses, once, as it is imported: JSONB, ARRAY."""
    paths = sorted({model.path for model in project.models.values()} & project.files.keys())
    found = {each.name: each for path in paths for each in _used(project.files[path])}
    return tuple(found[name] for name in sorted(found))


def has_big_keys(project: Project) -> bool:
    """Whether a table counts its rows in BIGINT, where SQLite leaves the key empty."""
    return any(model.pk_is_big for model in project.models.values())


def _used(text: str) -> Iterator[Import]:
    if "ARRAY" not in text and "postgresql" not in text:
        return
    for item in read(text).imports:
        if item.attribute == "ARRAY" or (item.module.startswith(_DIALECT) and _is_own(item.attribute)):
            yield Import(item.module, item.attribute)
        elif _DIALECT in (item.joined, item.module) and item.attribute in ("", "postgresql"):
            # from sqlalchemy.dialects import postgresql as pg
            names = re.findall(rf"\b{re.escape(item.name)}\.([A-Z]\w*)", text)
            yield from (Import(_DIALECT, name) for name in names if _is_own(name))


def _is_own(name: str) -> bool:
    return name.isupper() and name not in _SHARED
