"""Calls that register something: ``app.include_router(posts.router)``.

They stand at the top of a module or in an application factory, on one router or another, and name
what they register by whichever import is there. None of that makes it another call.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator

from scaffold.dataclass import replace
from scaffold.merge.adapt import adapted
from scaffold.merge.canonical import canonical
from scaffold.merge.identity import dotted
from scaffold.merge.job import Job
from scaffold.merge.origins import Names, dotted_origin
from scaffold.merge.row import Row
from scaffold.merge.segments import Segment, ended
from scaffold.merge.symbols import first_argument

_DEPTH = 3
_RECEIVER = re.compile(r"[\w.]+(?=\.\w+\s*\()")


def function_of(segment: Segment) -> str:
    """``include_router`` for a call of it."""
    return segment.key.removeprefix("call ").partition("(")[0]


def receiver_of(segment: Segment) -> str:
    """``app`` in ``app.include_router(...)`` and in ``register_error_handlers(app)``."""
    node = segment.node
    assert isinstance(node, ast.Expr)
    assert isinstance(node.value, ast.Call)
    receiver, dot, _ = (dotted(node.value.func) or "").rpartition(".")
    return receiver if dot else dotted(first_argument(node)) or ""


def calls_inside(segments: Iterable[Segment]) -> dict[str, Segment]:
    """The calls in the bodies of functions, by key."""
    found: dict[str, Segment] = {}
    for segment in segments:
        for call in _calls_below(segment, 0):
            found.setdefault(call.key, call)
    return found


def _calls_below(segment: Segment, depth: int) -> Iterator[Segment]:
    if segment.kind != "def" or depth == _DEPTH:
        return
    for child in segment.body or ():
        if child.kind == "call":
            yield child
        yield from _calls_below(child, depth + 1)


def same_call(wanted: Segment, segments: Iterable[Segment], job: Job) -> Segment | None:
    """The call among ``segments`` that registers the same object, however it is imported here."""
    function, target = function_of(wanted), _target(wanted, job.theirs)
    if not target:
        return None
    calls = (s for s in segments if s.kind == "call" and function_of(s) == function)
    return next((s for s in calls if wanted.key == s.key or _target(s, job.names) == target), None)


def _target(call: Segment, names: Names) -> str:
    """``app.api.posts.router`` for ``posts.router`` and ``posts_router`` alike."""
    said = dotted(first_argument(call.node)) or ""
    root, dot, rest = said.partition(".")
    found = names.import_of(root, typing=False) or names.local.get(root)
    return dotted_origin(found) + dot + rest if found else ""


def call_position(row: Row, wanted: Segment) -> int | None:
    """Behind the last call of the same function; else behind what makes its receiver.

    ::

        app = FastAPI()
        app.add_middleware(...)
        app.include_router(posts.router)      <- here
        app.mount("/", StaticFiles(...))      it catches every path, so it stays behind
    """
    function, receiver = function_of(wanted), receiver_of(wanted)
    calls = [s for s in row if s.kind == "call" and function_of(s) == function]
    own = [s for s in calls if receiver_of(s) == receiver] or calls
    if own:
        return row.index(own[-1]) + 1
    made = [s for s in row if s.kind == "assign" and receiver and receiver in s.keys]
    if not made:
        return None
    at = row.index(made[-1]) + 1
    while (following := row.at(at)) is not None and following.kind == "call":
        if receiver_of(following) != receiver or function_of(following) == "mount":
            break
        at += 1
    return at


def add_call_in_function(row: Row, wanted: Segment, job: Job) -> bool:
    """Put ``wanted`` beside its like in an application factory, if that is where they are."""
    function = function_of(wanted)
    if any(s.kind == "call" and function_of(s) == function for s in row):
        return False
    inside = [c for s in row for c in _calls_below(s, 0)]
    siblings = [call for call in inside if function_of(call) == function]
    if siblings:
        _insert_behind(row, siblings[-1], wanted, job)
        return True
    receiver = receiver_of(wanted)
    if any(receiver in s.keys and not _made_by_function(s, row) for s in row):
        return False
    makers = [s for top in row if top.kind == "def" for s in top.walk() if s.kind == "assign" and receiver in s.keys]
    if makers:
        _insert_behind(row, makers[-1], wanted, job)
    return bool(makers)


def _made_by_function(segment: Segment, row: Row) -> bool:
    # app = create_app()      where create_app stands in the same file
    value = getattr(segment.node, "value", None)
    made_by = dotted(value.func) if isinstance(value, ast.Call) else None
    return any(s.kind == "def" and s.key == made_by for s in row)


def _insert_behind(row: Row, sibling: Segment, wanted: Segment, job: Job) -> None:
    new = adapted(wanted, sibling.column, job.template, job.host)
    new = replace(new, lead="", code=on_receiver(new.code, sibling))
    newline = job.host.newline
    ends = sibling.text.endswith(("\n", "\r"))
    if not ends:
        new = replace(new, tail=new.tail.rstrip("\r\n"))
    row.replace_below(sibling, ended(sibling, newline), new)


def on_receiver(code: str, sibling: Segment) -> str:
    """The call on the object that ``sibling`` is made on: a factory calls it as it likes."""
    receiver = receiver_of(sibling) if sibling.kind == "call" else ""
    return _RECEIVER.sub(receiver, code, count=1) if receiver else code


def registers_the_same(one: Segment, other: Segment) -> bool:
    """Whether two calls differ in how they spell their first argument, and in nothing else."""

    def rest(segment: Segment) -> list[str]:
        node = segment.node
        assert isinstance(node, ast.Expr)
        assert isinstance(node.value, ast.Call)
        call = node.value
        return [*map(canonical, call.args[1:]), *map(canonical, call.keywords)]

    return one.kind == other.kind == "call" and rest(one) == rest(other)
