"""A session that nobody is handed: a scoped one, or one that a middleware keeps for the request (``db.session``)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from scaffold.facts import Import
from scaffold.project.conventions import Name
from scaffold.project.findings import Found
from scaffold.project.look import Look
from scaffold.project.session_class import CLASSES, annotated_sessions, rows_of

# the packages whose middleware keeps a session, with the class that it is of
_PACKAGES = {
    "fastapi_async_sqlalchemy": "sqlmodel.ext.asyncio.session.AsyncSession",
    "fastapi_async_sqlmodel": "sqlmodel.ext.asyncio.session.AsyncSession",
    "fastapi_sqlalchemy": "sqlalchemy.orm.Session",
}


def find_context_session(look: Look) -> Iterator[Found]:
    """The rows of a session that is looked up by context, where no dependency gives one."""
    yield from _scoped(look) or _of_middleware(look)


def _scoped(look: Look) -> list[Found]:
    for path in look.application:
        for item in look.sources.facts(path).assignments:
            # db_session = async_scoped_session(...)
            if item.call is None or not item.call.func.endswith("scoped_session"):
                continue
            name = Name(look.sources.module_of(path), item.name)
            # whatever class it makes: what SQLModel's has more, `exec`, a scoped session does not hand on
            kind = "sqlalchemy.ext.asyncio.AsyncSession" if "async" in item.call.func else "sqlalchemy.orm.Session"
            reason = "a session that is looked up by context"
            return [*_named(name, reason, path, item.line), *rows_of(kind, path, item.line, sure=True)]
    return []


def _named(name: Name, reason: str, path: str, line: int) -> Iterator[Found]:
    found = partial(Found, reason=reason, path=path, line=line)
    yield found(key="session_provider", value=name)
    yield found(key="session_dependency", value=name)
    yield found(key="session_style", value="context")


def _of_middleware(look: Look) -> list[Found]:
    for path in look.application:
        for item in look.sources.facts(path).imports:
            # session = db.session
            spelled = rf"\b{re.escape(item.name)}\.session\b(?!\()"
            if not item.attribute or not re.search(spelled, look.sources.text(path)):
                continue
            if kind := _kept(look, path, item):
                name = Name(*look.sources.origin(path, item.name).rpartition(".")[::2])
                reason = f"{item.name}.session is the one that a middleware keeps for the request"
                attribute = Found(key="session_attribute", value="session", reason=reason, path=path, line=item.line)
                named = _named(name, reason, path, item.line)
                return [*named, attribute, *rows_of(kind, path, item.line, sure=True)]
    return []


def _kept(look: Look, path: str, item: Import) -> str:
    """The class of the session that ``item`` keeps; ``""`` where it is nothing of the kind."""
    if known := _PACKAGES.get(item.module.partition(".")[0]):
        return next((origin for origin, _, _ in annotated_sessions(look) if origin in CLASSES), known)
    home = look.sources.path_of(item.module, path)
    if home is None or "ContextVar" not in look.sources.text(home):
        return ""
    origins = (f"{each.module}.{each.attribute}" for each in look.sources.facts(home).imports)
    return next((origin for origin in origins if origin in CLASSES), "")
