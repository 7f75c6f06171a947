"""Is this a project that we can work in? Only what is surely something else is refused."""

from __future__ import annotations

import re

from scaffold.errors import ProjectError
from scaffold.project.look import Look
from scaffold.project.requirements import requires

_DECLARATIVE = {
    "sqlalchemy.orm.DeclarativeBase",
    "sqlalchemy.orm.DeclarativeBaseNoMeta",
    "sqlalchemy.orm.MappedAsDataclass",
}
_BASE_CALLS = {
    "sqlalchemy.orm.declarative_base",
    "sqlalchemy.ext.declarative.declarative_base",
    "sqlalchemy.orm.registry",
}
_OTHERS = {"django": "Django", "flask": "Flask"}


def refuse_other_kinds(look: Look) -> None:
    """Raise ``ProjectError`` for a project that is not FastAPI with SQLModel, saying what it is."""
    if look.tables or _uses(look, "sqlmodel"):
        return
    if where := _declarative(look):
        raise ProjectError(
            "the models are SQLAlchemy declarative classes, which scaffold does not write",
            where=where,
            hint="write new models as SQLModel classes in the same metadata, then run scaffold again",
        )
    for package, name in _OTHERS.items():
        if (package == "django" and "manage.py" in look.sources.files) or _uses(look, package):
            raise ProjectError(
                f"this is a {name} project; scaffold works in FastAPI projects with SQLModel",
                where="manage.py" if "manage.py" in look.sources.files else look.root or "",
                hint="scaffold demo shows one",
            )
    raise ProjectError(
        "this is no FastAPI project with SQLModel: no file imports sqlmodel, and it is not among the dependencies",
        where=look.root or "",
        hint="scaffold --project DIR, or scaffold demo to see one",
    )


def _uses(look: Look, package: str) -> bool:
    if requires(look, package):
        return True
    pattern = re.compile(rf"^\s*(?:from|import) {package}\b", re.MULTILINE)
    return any(pattern.search(look.sources.text(path)) for path in look.sources.paths)


def _declarative(look: Look) -> str:
    """Where a declarative base is made, ``""`` for nowhere."""
    for path, item in look.sources.classes():
        if _DECLARATIVE & look.sources.roots(path, item):
            return f"{path}:{item.line}"
    for path in look.application:
        for made in look.sources.facts(path).assignments:
            if made.call and look.sources.origin(path, made.call.func) in _BASE_CALLS:
                return f"{path}:{made.line}"
    return ""
