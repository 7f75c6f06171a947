"""What is inside of a repository, a service and a list endpoint: functions or classes, a list or an envelope."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from scaffold.facts import Assignment, Class
from scaffold.project.base_methods import is_bound, is_session
from scaffold.project.conventions import Conventions
from scaffold.project.crud_base import Holder, class_without_statement, find_crud_base
from scaffold.project.endpoints import endpoints
from scaffold.project.findings import Found
from scaffold.project.instances import find_instances
from scaffold.project.look import Look
from scaffold.project.named_arguments import find_named_arguments
from scaffold.project.spelling import Spelling
from scaffold.project.tables import Table

_STYLES = ("functions", "static", "class", "generic", "holding")
_LISTS = ("list[", "List[", "Sequence[", "Iterable[", "set[")


def find_shapes(look: Look, so_far: Conventions) -> Iterator[Found]:
    """Styles of the repository, the service and the list response, as far as an entity shows them."""
    layers = so_far.layers
    for layer in ("repository", "service"):
        if layer in layers:
            yield from _style(look, layer, so_far)
    yield from _list_style(look, layers.get("router", ""))


def _style(look: Look, layer: str, so_far: Conventions) -> Iterator[Found]:
    modules = [(path, table) for path in look.application for table in look.follows(path, so_far.layers[layer])]
    holders = [holder for path, table in modules if (holder := _holder(look, path, table))]
    votes: Counter[tuple[str, str]] = Counter()
    where: dict[tuple[str, str], tuple[str, int]] = {}
    held_by: dict[str, str] = {}
    for holder in holders:
        vote = (
            _class_style(look, holder.path, holder.item),
            holder.item.name.replace(look.bare(holder.table), "{Name}"),
        )
        votes[vote] += 1
        where.setdefault(vote, (holder.path, holder.item.line))
        held_by.setdefault(vote[1], _held_session(look, holder.path, holder.item))
    for path, _ in modules:
        facts = look.sources.facts(path)
        if facts.functions and not facts.classes:
            votes["functions", ""] += 1
            where.setdefault(("functions", ""), (path, facts.functions[0].line))
    if not votes:
        return
    (style, name), count = max(votes.items(), key=lambda item: (item[1], _STYLES.index(item[0][0])))
    path, line = where[style, name]
    reason = f"{count} of {sum(votes.values())} {layer} modules are written so"
    sure = count * 2 > sum(votes.values())
    yield Found(key=f"{layer}_style", value=style, reason=reason, path=path, line=line, sure=sure)
    yield Found(key=f"{layer}_class", value=name, reason=reason, path=path, line=line, sure=sure)
    if held := held_by.get(name):
        yield Found(key="held_session", value=held, reason="what its __init__ takes", path=path, line=line)
    if style == "functions":
        yield from find_named_arguments(look, so_far.layers[layer])
    else:
        yield from find_crud_base(look, layer, holders, so_far)
        yield from find_instances(look, layer, holders)


def _holder(look: Look, path: str, table: Table) -> Holder | None:
    """The class of the file that is named after the entity and has the most methods."""
    named = [item for item in look.sources.facts(path).classes if look.bare(table).lower() in item.name.lower()]
    item = max(named, key=lambda item: len(item.methods)) if named else class_without_statement(look, path, table)
    return Holder(table, path, item) if item else None


def _class_style(look: Look, path: str, item: Class) -> str:
    if _held_session(look, path, item):
        # class UserRepository: def __init__(self, session: Session)
        return "holding"
    if any("[" in base for base in item.bases):
        # class UserRepository(Repository[User])
        return "generic"
    inherited = (base.methods for _, base in look.sources.bases(path, item))
    methods = item.methods or next(filter(None, inherited), ())
    static = [method for method in methods if not is_bound(method)]
    return "static" if methods and len(static) * 2 > len(methods) else "class"


def _held_session(look: Look, path: str, item: Class) -> str:
    """What the class, or the base that it has it from, calls the session that it is made with."""
    for cls in (item, *(base for _, base in look.sources.bases(path, item))):
        for method in cls.methods:
            if method.name == "__init__":
                taken = [p.name for p in method.params if is_session(p)]
                return taken[0] if len(taken) == len(method.params) - 1 == 1 else ""
    return ""


def _list_style(look: Look, pattern: str) -> Iterator[Found]:
    """What the endpoint of a collection answers with: the first answer that a new entity can have, too."""
    others: list[Found] = []
    for path in look.application:
        if path not in look.routers:
            continue
        for table in look.follows(path, pattern):
            for endpoint in endpoints(look.sources.facts(path)):
                answer = endpoint.decorator.keyword("response_model") or endpoint.function.returns
                if endpoint.method != "get" or endpoint.route not in ("", "/") or answer in ("", "Any", "dict"):
                    continue
                rows = _answer(look, path, endpoint.decorator.line, answer.strip("\"'"), table)
                if rows and rows[0].sure:
                    yield from rows
                    return
                others += rows
    yield from others[:1]


def _answer(look: Look, path: str, line: int, answer: str, table: Table) -> list[Found]:
    """The rows of the finding; none for an endpoint that answers a single row."""

    def row(key: str, value: str, reason: str, sure: bool = True) -> Found:
        return Found(key=key, value=value, reason=reason, path=path, line=line, sure=sure)

    if answer.startswith(_LISTS) or answer.startswith(("typing.List[", "t.List[")):
        return [row("list_style", "bare", f"a collection answers {answer}")]
    found = look.sources.find_class(path, answer)
    fields = rows_and_number(found[1]) if found else None
    if fields is None:
        holds_rows = "[" in answer or (found and any(_is_list(each) for each in found[1].attributes))
        reason = f"a collection answers {answer}, which is more than rows and their number; a new one answers a list"
        return [row("list_style", "bare", reason, sure=False)] if holds_rows else []
    value = _with_placeholder(answer, look.bare(table), look.spelling(table))
    return [
        row("list_style", "envelope", f"a collection answers {answer}, its rows in {fields[0]}"),
        row("list_envelope", value, f"{answer} with the entity's name"),
    ]


def _with_placeholder(answer: str, name: str, spelling: Spelling) -> str:
    if "[" in answer:
        # Page[UserOut]
        return re.sub(rf"\b{name}\w*", "{Out}", answer)
    for word in sorted((spelling.snake, *spelling.plurals), key=len, reverse=True):
        pascal = "".join(part.capitalize() for part in word.split("_"))
        if pascal in answer:
            return answer.replace(pascal, "{Name}" if word == spelling.snake else "{Plural}")
    return answer


def rows_and_number(item: Class) -> tuple[str, str] | None:
    """What an envelope calls its rows, and their number (``""`` for none); ``None`` where it asks for more."""
    rows = [each.name for each in item.attributes if _is_list(each)]
    rest = [
        each for each in item.attributes if each.name not in rows and not each.value and each.name != "model_config"
    ]
    counts = [each.name for each in rest if each.annotation == "int" and each.name in ("count", "total", "total_count")]
    if len(rows) != 1 or len(rest) != len(counts) or len(counts) > 1:
        return None
    return rows[0], counts[0] if counts else ""


def _is_list(attribute: Assignment) -> bool:
    return attribute.annotation.lower().startswith(("list[", "sequence["))
