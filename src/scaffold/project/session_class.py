"""Which class the sessions are of, and so whether the application is async and how it runs a statement."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from scaffold.facts import Call, Function
from scaffold.project.conventions import Name
from scaffold.project.findings import Found
from scaffold.project.look import Look

CLASSES = {
    "sqlmodel.ext.asyncio.session.AsyncSession": ("exec", True),
    "sqlalchemy.ext.asyncio.AsyncSession": ("execute", True),
    "sqlalchemy.ext.asyncio.session.AsyncSession": ("execute", True),
    "sqlmodel.Session": ("exec", False),
    "sqlmodel.orm.session.Session": ("exec", False),
    "sqlalchemy.orm.Session": ("execute", False),
    "sqlalchemy.orm.session.Session": ("execute", False),
}
_MAKERS = {
    "async_sessionmaker": "sqlalchemy.ext.asyncio.AsyncSession",
    "sessionmaker": "sqlalchemy.orm.Session",
}


def find_session_class(look: Look, path: str, function: Function) -> Iterator[Found]:
    """``session_class``, ``session_method`` and ``is_async`` of the sessions that ``function`` gives."""
    for origin, where, line in _evidence(look, path, function):
        if origin in CLASSES:
            yield from rows_of(origin, where, line, sure=True)
            return
    is_async = function.is_async
    origin = "sqlmodel.ext.asyncio.session.AsyncSession" if is_async else "sqlmodel.Session"
    yield from rows_of(origin, path, function.line, sure=False)


def rows_of(origin: str, path: str, line: int, *, sure: bool) -> Iterator[Found]:
    """What follows from the class ``origin``."""
    method, is_async = CLASSES[origin]
    module, _, name = origin.rpartition(".")
    for key, value, reason in (
        ("session_class", Name(module, name), "the class of the sessions"),
        ("session_method", method, f"what {origin} runs a statement with"),
        ("is_async", is_async, "the session's class"),
    ):
        told = reason if sure else "no class is named where sessions are made"
        yield Found(key=key, value=value, reason=told, path=path, line=line, sure=sure)


def _evidence(look: Look, path: str, function: Function) -> Iterator[tuple[str, str, int]]:
    """What says which class it is: running code before annotations, those of the provider before those of others."""
    sources = look.sources
    for call in function.calls:
        # with Session(engine) as session:
        yield sources.origin(path, call.func), path, call.line
        yield from _made(look, path, call)
    for call in function.calls:
        # async with async_session_maker() as session:   where   async_session_maker = async_sessionmaker(...)
        home = sources.find_assignment(path, call.func)
        if home and home[1].call:
            where, made = home[0], home[1].call
            yield from _made(look, where, made)
            yield sources.origin(where, made.func), where, made.line
    for holder in sources.facts(path).classes:
        # class Database:    def __init__(self): self.maker = sessionmaker(bind=engine)
        for call in (call for method in holder.methods for call in method.calls):
            yield from _made(look, path, call)
    for name in re.findall(r"[\w.]*Session\b", function.returns):
        yield sources.origin(path, name), path, function.line
    for item in sources.facts(path).imports:
        yield f"{item.module}.{item.attribute}", path, item.line
    yield from annotated_sessions(look)


def _made(look: Look, path: str, call: Call) -> Iterator[tuple[str, str, int]]:
    """``sessionmaker(engine, class_=AsyncSession)``, or the class that a maker has without one."""
    maker = look.sources.origin(path, call.func).rpartition(".")[2]
    if maker not in _MAKERS:
        return
    given = call.keyword("class_") or (call.args[1] if len(call.args) > 1 else "")
    yield (look.sources.origin(path, given) if given else _MAKERS[maker]), path, call.line


def annotated_sessions(look: Look) -> Iterator[tuple[str, str, int]]:
    """What parameters all over the application are annotated with, the most usual first."""
    seen: Counter[str] = Counter()
    place: dict[str, tuple[str, int]] = {}
    for path in look.application:
        facts = look.sources.facts(path)
        for function in (*facts.functions, *(method for item in facts.classes for method in item.methods)):
            for param in function.params:
                if param.annotation.endswith("Session"):
                    origin = look.sources.origin(path, param.annotation)
                    seen[origin] += 1
                    place.setdefault(origin, (path, function.line))
    for origin, _ in seen.most_common():
        yield origin, *place[origin]
