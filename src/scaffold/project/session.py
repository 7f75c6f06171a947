"""How an endpoint gets its session: the provider, its alias, and how the parameter is written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import partial

from scaffold.facts import Assignment, Facts, Function
from scaffold.project.context_session import find_context_session
from scaffold.project.conventions import Name
from scaffold.project.findings import Found
from scaffold.project.look import Look
from scaffold.project.session_class import find_session_class

_DEPENDS = re.compile(r"Depends\(\s*([\w.]+)")


def find_session(look: Look, decided: Name | None = None) -> Iterator[Found]:
    """``session_provider``, ``session_dependency``, ``session_style``, the class, the method and ``is_async``.

    What is not decided follows the provider that is.
    """
    provider = (_named(look, decided) if decided else None) or _provider(look)
    if provider is None:
        yield from find_context_session(look)
        return
    path, function = provider
    yield Found(
        key="session_provider",
        value=Name(look.sources.module_of(path), function.name),
        reason="yields a session" if function.yields else "gives a session",
        path=path,
        line=function.line,
    )
    yield from _dependency(look, path, function)
    yield from find_session_class(look, path, function)


def _named(look: Look, provider: Name) -> tuple[str, Function] | None:
    path = look.sources.path_of(provider.module)
    functions = look.sources.facts(path).functions if path else ()
    return next(((path, each) for each in functions if path and each.name == provider.name), None)


def _provider(look: Look) -> tuple[str, Function] | None:
    """The function that gives a session, the most used one first."""
    used = Counter(name for path in look.application for name in _depended(look, path))

    def name(item: tuple[str, Function]) -> str:
        return f"{look.sources.module_of(item[0])}.{item[1].name}"

    def worth(item: tuple[str, Function]) -> tuple[int, bool, int]:
        usual = bool(re.search("session|db", item[1].name))
        return used[name(item)], usual, -len(item[0])

    every = [(path, function) for path in look.application for function in look.sources.facts(path).functions]
    found = [item for item in every if _yields_session(look, *item)]
    # def get_session() -> Session: return Session(engine)   -- where it is asked for
    found += [item for item in every if used[name(item)] and _returns_session(item[1])]
    if not found and used:
        # def list_users(db: Session = Depends(get_db)): whatever get_db does
        taken = set(_taken_as_session(look))
        found = [item for item in every if name(item) in taken]
    return max(found, key=worth, default=None)


def _yields_session(look: Look, path: str, function: Function) -> bool:
    if not function.yields or function.scope or any(param.name == "app" for param in function.params):
        return False
    if any("contextmanager" in call.func.lower() for call in function.decorators):
        return False
    # async with maker() as db:   where   maker = async_sessionmaker(engine)
    makers = (look.sources.find_assignment(path, call.func) for call in function.calls)
    told = [function.returns, *(call.func for call in function.calls)]
    told += [maker[1].value for maker in makers if maker and maker[1].call]
    return bool(re.search(r"session", " ".join(told), re.IGNORECASE))


def _returns_session(function: Function) -> bool:
    return not function.yields and not function.scope and re.fullmatch(r"\w*Session", function.returns) is not None


def _functions(facts: Facts) -> Iterator[Function]:
    yield from facts.functions
    yield from (method for item in facts.classes for method in item.methods)


def _depended(look: Look, path: str) -> Iterator[str]:
    """The origin of everything that the file asks for with ``Depends``."""
    facts = look.sources.facts(path)
    texts = [item.value for item in facts.assignments]
    texts += [text for f in _functions(facts) for param in f.params for text in (param.default, param.annotation)]
    for text in texts:
        for name in _DEPENDS.findall(text):
            yield look.sources.origin(path, name)


def _taken_as_session(look: Look) -> Iterator[str]:
    """The origin of what is asked for where a parameter is annotated as a session."""
    for path in look.application:
        for function in _functions(look.sources.facts(path)):
            for param in function.params:
                if re.search(r"\w*Session\b", param.annotation):
                    for name in _DEPENDS.findall(f"{param.default} {param.annotation}"):
                        yield look.sources.origin(path, name)


def _dependency(look: Look, path: str, function: Function) -> Iterator[Found]:
    """The alias, where there is one that is in use; else how endpoints write the provider."""
    module = look.sources.module_of(path)
    uses = _uses(look, f"{module}.{function.name}")
    aliases = dict(_aliases(look, f"{module}.{function.name}"))
    counts = {origin: sum(1 for _, name, _ in uses if name == origin) for origin in aliases}
    written = Counter(style for style, name, _ in uses if name not in aliases)
    best = max(counts, key=lambda origin: (counts[origin], origin), default=None)
    if best and counts[best] >= sum(written.values()):
        place, line, style = aliases[best]
        found = partial(Found, path=place, line=line)
        module, _, name = best.rpartition(".")
        yield found(key="session_dependency", value=Name(module, name), reason="the alias of the session dependency")
        yield found(key="session_style", value=style, reason=f"{counts[best]} endpoints use it")
    else:
        found = partial(Found, path=path, line=function.line)
        why = (
            "there is no alias: endpoints name the provider" if not best else "the alias is less used than the provider"
        )
        yield found(key="session_dependency", value=Name(module, function.name), reason=why)
        if written:
            style, count = written.most_common(1)[0]
            yield found(key="session_style", value=style, reason=f"{count} endpoints write it so")
        else:
            usual = "no endpoint takes a session yet"
            yield Found(key="session_style", value="annotated", reason=usual, sure=False)
    names = Counter(name for _, _, name in uses if not name.startswith("_"))
    if names:
        yield Found(
            key="session_parameter", value=names.most_common(1)[0][0], reason="what endpoints call it", path=path
        )


def _aliases(look: Look, provider: str) -> Iterator[tuple[str, tuple[str, int, str]]]:
    """A name for what gives the session, by its dotted name, with its place and the style of who uses it."""
    for path in look.application:
        for item in look.sources.facts(path).assignments:
            asked = (look.sources.origin(path, name) for name in _DEPENDS.findall(item.value))
            # SessionDep = Annotated[AsyncSession, Depends(get_session)]    SessionDep: Session = Depends(get_session)
            style = "alias" if "Annotated[" in item.value else "default" if _is_depends(item) else ""
            if style and provider in asked:
                yield f"{look.sources.module_of(path)}.{item.name}", (path, item.line, style)


def _is_depends(item: Assignment) -> bool:
    return item.call is not None and item.call.func.rpartition(".")[2] == "Depends"


def _uses(look: Look, provider: str) -> list[tuple[str, str, str]]:
    """Every parameter that takes a session: the style, what it names, and what it is called."""
    styles = {origin: style for origin, (_, _, style) in _aliases(look, provider)}
    short = {origin.rpartition(".")[2] for origin in styles}
    found = []
    for path in look.application:
        for function in _functions(look.sources.facts(path)):
            for param in function.params:
                for style, text in (("depends", param.default), ("annotated", param.annotation)):
                    if any(look.sources.origin(path, name) == provider for name in _DEPENDS.findall(text)):
                        found.append((style, provider, param.name))
                for style, text in (("alias", param.annotation), ("default", param.default)):
                    # session: SessionDep    session=SessionDep
                    origin = look.sources.origin(path, text) if text.rpartition(".")[2] in short else ""
                    found += [(style, origin, param.name)] if styles.get(origin) == style else []
    return found
