"""How an endpoint gets its session: the provider, its alias, the class, and the method that runs a statement."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from scaffold.facts import Function
from scaffold.project.conventions import Name
from scaffold.project.findings import Found
from scaffold.project.look import Look

_CLASSES = {
    "sqlmodel.ext.asyncio.session.AsyncSession": ("exec", True),
    "sqlalchemy.ext.asyncio.AsyncSession": ("execute", True),
    "sqlalchemy.ext.asyncio.session.AsyncSession": ("execute", True),
    "sqlmodel.Session": ("exec", False),
    "sqlmodel.orm.session.Session": ("exec", False),
    "sqlalchemy.orm.Session": ("execute", False),
    "sqlalchemy.orm.session.Session": ("execute", False),
}
_DEPENDS = re.compile(r"Depends\(\s*([\w.]+)")


def find_session(look: Look) -> Iterator[Found]:
    """``session_provider``, ``session_dependency``, ``session_style``, the class, the method and ``is_async``."""
    provider = _provider(look)
    if provider is None:
        yield from _without_provider(look)
        return
    path, function = provider
    module = look.sources.module_of(path)
    yield Found(
        key="session_provider",
        value=Name(module, function.name),
        reason="yields a session",
        path=path,
        line=function.line,
    )
    yield from _dependency(look, path, function)
    yield from _class(look, path, function)


def _provider(look: Look) -> tuple[str, Function] | None:
    """The function that yields a session, the most used one first."""
    used = Counter(name for path in look.application for name in _depended(look, path))
    found = [
        (path, function)
        for path in look.application
        for function in look.sources.facts(path).functions
        if _gives_session(function)
    ]

    def worth(item: tuple[str, Function]) -> tuple[int, bool, int]:
        path, function = item
        usual = bool(re.search("session|db", function.name))
        return used[f"{look.sources.module_of(path)}.{function.name}"], usual, -len(path)

    return max(found, key=worth, default=None)


def _gives_session(function: Function) -> bool:
    if not function.yields or function.scope:
        return False
    if any("contextmanager" in call.func.lower() for call in function.decorators):
        return False
    told = function.returns + " ".join(call.func for call in function.calls)
    return bool(re.search(r"session", told, re.IGNORECASE)) and not any(
        param.name == "app" for param in function.params
    )


def _depended(look: Look, path: str) -> Iterator[str]:
    """The origin of everything that the file asks for with ``Depends``."""
    facts = look.sources.facts(path)
    texts = [item.value for item in facts.assignments]
    functions = [*facts.functions, *(method for item in facts.classes for method in item.methods)]
    texts += [text for f in functions for param in f.params for text in (param.default, param.annotation)]
    for text in texts:
        for name in _DEPENDS.findall(text):
            yield look.sources.origin(path, name)


def _dependency(look: Look, path: str, function: Function) -> Iterator[Found]:
    provider = f"{look.sources.module_of(path)}.{function.name}"
    for where in look.application:
        for item in look.sources.facts(where).assignments:
            # SessionDep = Annotated[AsyncSession, Depends(get_session)]
            names = _DEPENDS.findall(item.value)
            if "Annotated[" in item.value and any(look.sources.origin(where, n) == provider for n in names):
                yield Found(
                    key="session_dependency",
                    value=Name(look.sources.module_of(where), item.name),
                    reason="the alias of the session dependency",
                    path=where,
                    line=item.line,
                )
                yield Found(key="session_style", value="alias", reason="endpoints use the alias", path=where)
                return
    styles: Counter[str] = Counter()
    names_: Counter[str] = Counter()
    for where in look.application:
        for used in look.sources.facts(where).functions:
            for param in used.params:
                for style, text in (("depends", param.default), ("annotated", param.annotation)):
                    if any(look.sources.origin(where, n) == provider for n in _DEPENDS.findall(text)):
                        styles[style] += 1
                        names_[param.name] += 1
    yield Found(
        key="session_dependency",
        value=Name(provider.rpartition(".")[0], function.name),
        reason="there is no alias: endpoints name the provider",
        path=path,
        line=function.line,
    )
    yield Found(
        key="session_style",
        value=styles.most_common(1)[0][0] if styles else "annotated",
        reason=f"{sum(styles.values())} endpoints write it so",
        path=path,
        line=function.line,
        sure=bool(styles),
    )
    if names_:
        yield Found(
            key="session_parameter",
            value=names_.most_common(1)[0][0],
            reason="what endpoints call it",
            path=path,
        )


def _class(look: Look, path: str, function: Function) -> Iterator[Found]:
    for origin, where, line in _class_evidence(look, path, function):
        if origin in _CLASSES:
            method, is_async = _CLASSES[origin]
            module, _, name = origin.rpartition(".")
            yield Found(
                key="session_class",
                value=Name(module, name),
                reason="the class of the sessions",
                path=where,
                line=line,
            )
            yield Found(
                key="session_method",
                value=method,
                reason=f"what {origin} runs a statement with",
                path=where,
                line=line,
            )
            yield Found(key="is_async", value=is_async, reason="the session's class", path=where, line=line)
            return
    yield Found(
        key="is_async",
        value=function.is_async,
        reason="the session's provider is " + ("async" if function.is_async else "not async"),
        path=path,
        line=function.line,
        sure=False,
    )
    module = "sqlmodel.ext.asyncio.session" if function.is_async else "sqlmodel"
    yield Found(
        key="session_class",
        value=Name(module, "AsyncSession" if function.is_async else "Session"),
        reason="no class is named where sessions are made",
        path=path,
        line=function.line,
        sure=False,
    )


def _class_evidence(look: Look, path: str, function: Function) -> Iterator[tuple[str, str, int]]:
    """What says which class it is, the running code before annotations."""
    sources = look.sources
    for call in function.calls:
        # with Session(engine) as session:
        yield sources.origin(path, call.func), path, call.line
        if given := call.keyword("class_"):
            yield sources.origin(path, given), path, call.line
    for call in function.calls:
        # async with async_session_maker() as session:   where   async_session_maker = async_sessionmaker(...)
        home = sources.find_assignment(path, call.func)
        if home and home[1].call:
            where, made = home[0], home[1].call
            maker = sources.origin(where, made.func)
            if given := made.keyword("class_"):
                yield sources.origin(where, given), where, made.line
            elif maker.endswith("async_sessionmaker"):
                yield "sqlalchemy.ext.asyncio.AsyncSession", where, made.line
            elif maker.endswith("sessionmaker"):
                yield "sqlalchemy.orm.Session", where, made.line
            yield maker, where, made.line
    for name in re.findall(r"[\w.]*Session\b", function.returns):
        yield sources.origin(path, name), path, function.line


def _without_provider(look: Look) -> Iterator[Found]:
    for path in look.application:
        for item in look.sources.facts(path).assignments:
            # db_session = async_scoped_session(...)
            if item.call and item.call.func.endswith("scoped_session"):
                is_async = "async" in item.call.func
                yield Found(
                    key="session_provider",
                    value=Name(look.sources.module_of(path), item.name),
                    reason="a session that is looked up by context; no dependency yields one",
                    path=path,
                    line=item.line,
                )
                yield Found(
                    key="session_dependency",
                    value=Name(look.sources.module_of(path), item.name),
                    reason="a session that is looked up by context",
                    path=path,
                    line=item.line,
                )
                yield Found(
                    key="session_style",
                    value="context",
                    reason="a session that is looked up by context",
                    path=path,
                    line=item.line,
                )
                yield Found(key="is_async", value=is_async, reason="the session's class", path=path, line=item.line)
                return
