"""The parameters of a function, the arguments of a decorator and the bases of a class, each merged for itself.

A person gives an endpoint one more dependency and the template gives it another: both stay. What is no such part
(``*args``, type parameters, the function that a decorator calls) must be as it was on one of the two sides::

    @router.get("", responses=NOT_FOUND, dependencies=[admin])        the parts: 0, responses, dependencies
    async def list_posts(session: SessionDep, limit: int = 20) -> list[PostOut]:        session, limit, ->
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping

from scaffold.dataclass import dataclass, field
from scaffold.merge.canonical import canonical, fingerprint
from scaffold.merge.decide import Action, decide
from scaffold.merge.identity import Definitions, dotted
from scaffold.merge.outline import column_of
from scaffold.merge.segments import Segment, SegmentTree, lines_of

_RETURNS, _REST = "->", ""
_SIZE = 3
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of one header or decorator: their fingerprints, and where they stand in ``code``."""

    code: str
    prints: Mapping[str, str]
    spans: Mapping[str, Span] = field(default_factory=dict)


def part_prints(node: ast.AST) -> dict[str, str]:
    """What is recorded of a definition's header, or of a call: a digest by the name of each part."""
    prints = {key: fingerprint(said, _SIZE) for key, said, _ in _parts(node)}
    return {_REST: fingerprint(_rest(node), _SIZE), **prints} if prints else {}


def arguments_of(tree: SegmentTree) -> dict[str, dict[str, str]]:
    """The parts of every header and decorator in a template: of ``f`` under ``f``, of its first decorator ``f@0``."""
    return dict(_arguments_of(tree.body, ""))


def _arguments_of(segments: Iterable[Segment], prefix: str) -> Iterator[tuple[str, dict[str, str]]]:
    for segment in segments:
        symbol = prefix + segment.key
        if segment.kind not in ("class", "def") or len(segment.nodes) != 1:
            continue
        if segment.key.startswith("test_"):  # the half of all functions, and no interface of any
            continue
        parts = part_prints(segment.node)
        if len(parts.keys() - {_RETURNS, _REST}) > 1:  # one alone says no more than the digest of the header
            yield symbol, parts
        for number, decorator in enumerate(segment.decorators):
            for node in decorator.nodes:
                if isinstance(node, ast.Expr) and (parts := part_prints(node.value)):
                    yield f"{symbol}@{number}", parts
        if segment.kind == "class":
            yield from _arguments_of(segment.body or (), f"{symbol}.")


def merge_arguments(base: Mapping[str, str], ours: str, theirs: str) -> str | None:
    """The code of ``ours`` with what ``theirs`` changed; ``None`` when both changed one part, or all cannot stay."""
    mine, new = _read(ours), _read(theirs)
    if mine is None or new is None or not base:
        return None
    actions = {
        key: decide(base.get(key), mine.prints.get(key), new.prints.get(key))
        for key in {**mine.prints, **new.prints, **base}
    }
    if not set(actions.values()) <= _POSSIBLE or not _fits(actions, mine):
        return None
    if base.keys() - mine.prints.keys() - new.prints.keys() and Action.ADD in actions.values():
        return None  # both put something else in its place
    code = ours
    for key, action in actions.items():
        now = _read(code)
        changed = _applied(action, key, now, new) if now is not None else None
        if changed is None:
            return None
        code = changed
    wanted = {key: (new if action in _TAKEN else mine).prints.get(key) for key, action in actions.items()}
    done = _read(code)
    as_wanted = done is not None and done.prints == {key: value for key, value in wanted.items() if value}
    return code if as_wanted else None


_TAKEN = {Action.ADD, Action.UPDATE, Action.REMOVE}
_POSSIBLE = _TAKEN | {
    Action.NOTHING,
    Action.RECORD,
    Action.KEEP,
    Action.STAYS_OUT,
}


def _fits(actions: Mapping[str, Action], mine: Parts) -> bool:
    """Whether these changes, each possible for itself, are so together."""
    code = mine.code.lstrip()
    if actions.get(_REST) not in (Action.RECORD, Action.KEEP) or actions.get(_RETURNS) in (Action.ADD, Action.REMOVE):
        return False
    if actions[_REST] is Action.KEEP and code.startswith("@"):  # now they are arguments of another function
        return False
    # the body that a person wrote may use a parameter
    return Action.REMOVE not in actions.values() or code.startswith(("@", "class"))


def _applied(action: Action, key: str, ours: Parts, theirs: Parts) -> str | None:
    match action:
        case Action.UPDATE:
            start, stop = ours.spans[key]
            return ours.code[:start] + _text(theirs, key) + ours.code[stop:]
        case Action.ADD:
            places = (_with_part(ours, theirs, key), _with_last_part(ours, _text(theirs, key)))
            # def f(a, mine: int): a parameter with a default goes behind it
            return next((code for code in places if code is not None and _read(code) is not None), None)
        case Action.REMOVE:
            return _without_part(ours, key)
    return ours.code


def _text(parts: Parts, key: str) -> str:
    return parts.code[slice(*parts.spans[key])]


def _with_part(ours: Parts, theirs: Parts, key: str) -> str | None:
    """Behind its nearest neighbour of the template that stands here, else before the next one."""
    order = [other for other in theirs.spans if other != _RETURNS]
    at, text, code = order.index(key), _text(theirs, key), ours.code
    for earlier in reversed(order[:at]):
        if earlier not in ours.spans:
            continue
        return _behind(ours, earlier, text)
    for later in order[at + 1 :]:
        if later in ours.spans:
            start, _ = ours.spans[later]
            above = re.search(r"(\r\n|\r|\n)[ \t]*\Z", code[:start])
            between = f",{above.group()}" if above else ", "
            return f"{code[:start]}{text}{between}{code[start:]}"
    return None


def _with_last_part(ours: Parts, text: str) -> str | None:
    order = [other for other in ours.spans if other != _RETURNS]
    return _behind(ours, order[-1], text) if order else None


def _behind(ours: Parts, key: str, text: str) -> str | None:
    """On the same line, or on one of its own where parts have that; a comment belongs to what it stands behind."""
    code = ours.code
    start, stop = ours.spans[key]
    line_end = re.match(r"[ \t]*,?[ \t]*(#[^\r\n]*)?(\r\n|\r|\n)", code[stop:])
    if line_end is None:
        return f"{code[:stop]}, {text}{code[stop:]}"
    if line_end[1]:
        return None
    return f"{code[:stop]},{line_end[2]}{_indentation(code, start)}{text}{code[stop:]}"


def _without_part(ours: Parts, key: str) -> str | None:
    """With the comma and the space to its neighbour; ``None`` when a comment would go with it."""
    order = [other for other in ours.spans if other != _RETURNS]
    at = order.index(key)
    start, stop = ours.spans[key]
    if at + 1 < len(order):
        stop = ours.spans[order[at + 1]][0]
    elif at:
        start = ours.spans[order[at - 1]][1]
    return None if "#" in ours.code[start:stop] else ours.code[:start] + ours.code[stop:]


def _indentation(code: str, at: int) -> str:
    line = code[:at].replace("\r", "\n").rpartition("\n")[2]
    return line[: len(line) - len(line.lstrip(" \t"))]


def _read(code: str) -> Parts | None:
    """The parts of a header or a decorator as it is written."""
    lead = len(code) - len(code.lstrip(" \t\f"))
    decorated = code[lead : lead + 1] == "@"
    start = lead + int(decorated)
    source = code[start:] if decorated else code[start:] + " pass"
    try:
        (statement,) = ast.parse(source).body
    except (SyntaxError, ValueError):
        return None
    node = statement.value if isinstance(statement, ast.Expr) else statement
    lines = lines_of(source)
    before = [0]
    for line in lines:
        before.append(before[-1] + len(line))

    def place(row: int | None, column: int | None) -> int:
        assert row is not None
        assert column is not None
        return start + before[row - 1] + column_of(lines[row - 1], column)

    spans = {
        key: (place(nodes[0].lineno, nodes[0].col_offset), place(nodes[-1].end_lineno, nodes[-1].end_col_offset))
        for key, _, nodes in _parts(node)
    }
    return Parts(code, part_prints(node), dict(sorted(spans.items(), key=lambda item: item[1])))


def _parts(node: ast.AST) -> Iterator[tuple[str, tuple[str, ...], tuple[ast.expr, ...]]]:
    """The name of each part, what it says, and the nodes that it starts and ends with."""
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        yield from _parameters(node.args)
        if node.returns is not None:
            yield _RETURNS, (canonical(node.returns),), (node.returns,)
    elif isinstance(node, ast.ClassDef):
        for base in node.bases:
            yield dotted(base) or fingerprint((canonical(base),)), (canonical(base),), (base,)
        yield from _keywords(node.keywords)
    elif isinstance(node, ast.Call):
        for number, argument in enumerate(node.args):
            yield str(number), (canonical(argument),), (argument,)
        yield from _keywords(node.keywords)


def _parameters(args: ast.arguments) -> Iterator[tuple[str, tuple[str, ...], tuple[ast.expr, ...]]]:
    positional = [*args.posonlyargs, *args.args]
    defaults = [None] * (len(positional) - len(args.defaults)) + list(args.defaults)
    kinds = ["/"] * len(args.posonlyargs) + [""] * len(args.args)
    rows = [*zip(kinds, positional, defaults, strict=True)]
    rows += [("*", arg, default) for arg, default in zip(args.kwonlyargs, args.kw_defaults, strict=True)]
    for kind, arg, default in rows:
        nodes = (arg, default) if default is not None else (arg,)
        yield arg.arg, (kind, *map(canonical, nodes)), nodes  # type: ignore[misc]


def _keywords(keywords: list[ast.keyword]) -> Iterator[tuple[str, tuple[str, ...], tuple[ast.expr, ...]]]:
    for keyword in keywords:
        if keyword.arg is not None:
            yield keyword.arg, (canonical(keyword.value),), (keyword,)  # type: ignore[misc]


def _rest(node: ast.AST) -> Iterator[str]:
    """All of a header or a call that is no part of its own."""
    yield type(node).__name__
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        yield from (canonical(arg) if arg else "" for arg in (node.args.vararg, node.args.kwarg))
    if isinstance(node, ast.Call):
        yield canonical(node.func)
    if isinstance(node, Definitions):
        yield from map(canonical, getattr(node, "type_params", ()))
    yield from (canonical(k.value) for k in getattr(node, "keywords", ()) if k.arg is None)
