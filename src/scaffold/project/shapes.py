"""What is inside of a repository, a service and a list endpoint: functions or classes, a list or an envelope."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from scaffold.facts import Class, Param
from scaffold.project.endpoints import Endpoint, endpoints
from scaffold.project.findings import Found
from scaffold.project.look import Look
from scaffold.project.spelling import Spelling
from scaffold.project.tables import Table

_STYLES = ("functions", "static", "class", "generic", "holding")
_SESSIONS = {"session", "db", "db_session", "async_session"}
_LISTS = ("list[", "List[", "Sequence[", "Iterable[", "set[")


def find_shapes(look: Look, layers: Mapping[str, str]) -> Iterator[Found]:
    """Styles of the repository, the service and the list response, as far as an entity shows them."""
    for layer in ("repository", "service"):
        if layer in layers:
            yield from _style(look, layer, layers[layer])
    yield from _list_style(look, layers.get("router", ""))


def _style(look: Look, layer: str, pattern: str) -> Iterator[Found]:
    votes: Counter[tuple[str, str]] = Counter()
    where: dict[tuple[str, str], tuple[str, int]] = {}
    held_by: dict[str, str] = {}
    for path in look.application:
        for table in look.follows(path, pattern):
            facts = look.sources.facts(path)
            classes = [item for item in facts.classes if look.bare(table).lower() in item.name.lower()]
            if classes:
                item = max(classes, key=lambda cls: len(cls.methods))
                vote = (_class_style(look, path, item), item.name.replace(look.bare(table), "{Name}"))
                votes[vote] += 1
                where.setdefault(vote, (path, item.line))
                held_by.setdefault(vote[1], _held_session(look, path, item))
            elif facts.functions and not facts.classes:
                votes["functions", ""] += 1
                where.setdefault(("functions", ""), (path, facts.functions[0].line))
    if votes:
        (style, name), count = max(votes.items(), key=lambda item: (item[1], _STYLES.index(item[0][0])))
        path, line = where[style, name]
        reason = f"{count} of {sum(votes.values())} {layer} modules are written so"
        sure = count * 2 > sum(votes.values())
        yield Found(key=f"{layer}_style", value=style, reason=reason, path=path, line=line, sure=sure)
        yield Found(key=f"{layer}_class", value=name, reason=reason, path=path, line=line, sure=sure)
        if held := held_by.get(name):
            yield Found(key="held_session", value=held, reason="what its __init__ takes", path=path, line=line)


def _class_style(look: Look, path: str, item: Class) -> str:
    if _held_session(look, path, item):
        # class UserRepository: def __init__(self, session: Session)
        return "holding"
    if any("[" in base for base in item.bases):
        # class UserRepository(Repository[User])
        return "generic"
    static = [m for m in item.methods if any(d.func in ("staticmethod", "classmethod") for d in m.decorators)]
    return "static" if item.methods and len(static) * 2 > len(item.methods) else "class"


def _held_session(look: Look, path: str, item: Class) -> str:
    """What the class, or the base that it has it from, calls the session that it is made with."""
    for cls in (item, *(base for _, base in look.sources.bases(path, item))):
        for method in cls.methods:
            if method.name == "__init__":
                taken = [p.name for p in method.params if _is_session(p)]
                return taken[0] if len(taken) == len(method.params) - 1 == 1 else ""
    return ""


def _is_session(param: Param) -> bool:
    return param.name in _SESSIONS or param.annotation.endswith("Session")


def _list_style(look: Look, pattern: str) -> Iterator[Found]:
    """What the endpoint of a collection answers with."""
    for path in look.application:
        if path not in look.routers:
            continue
        for table in look.follows(path, pattern):
            spelling = look.spelling(table)
            for endpoint in endpoints(look.sources.facts(path)):
                answer = endpoint.decorator.keyword("response_model") or endpoint.function.returns
                if endpoint.method == "get" and endpoint.route in ("", "/") and answer not in ("", "Any", "dict"):
                    yield from _answer(look, path, endpoint, answer.strip("\"'"), table, spelling)
                    return


def _answer(
    look: Look, path: str, endpoint: Endpoint, answer: str, table: Table, spelling: Spelling
) -> Iterator[Found]:
    line = endpoint.decorator.line
    if answer.startswith(_LISTS) or answer.startswith(("typing.List[", "t.List[")):
        yield Found(key="list_style", value="bare", reason=f"a collection answers {answer}", path=path, line=line)
        return
    found = look.sources.find_class(path, answer)
    name = look.bare(table)
    words = [spelling.snake, *spelling.plurals]
    if "[" in answer:
        # Page[UserOut]
        value = re.sub(rf"\b{name}\w*", "{Out}", answer)
    else:
        value = answer
        for word in sorted(words, key=len, reverse=True):
            pascal = "".join(part.capitalize() for part in word.split("_"))
            if pascal in answer:
                value = answer.replace(pascal, "{Name}" if word == spelling.snake else "{Plural}")
                break
    inside = [a for a in found[1].attributes if a.annotation.startswith(_LISTS)] if found else []
    yield Found(
        key="list_style",
        value="envelope",
        reason=f"a collection answers {answer}" + (f", its rows in {inside[0].name}" if inside else ""),
        path=path,
        line=line,
        sure=found is not None or "[" in answer,
    )
    yield Found(key="list_envelope", value=value, reason=f"{answer} with the entity's name", path=path, line=line)
