"""SCF313: an asynchronous function of the project is called and nobody awaits it.

Why it matters: the function does not run. ``post = post_service.get_post(...)`` is a coroutine, and the first use of
it fails, when the endpoint is called and no earlier.

Silent when the result is awaited later, scheduled (``gather``, a task), handed on to be awaited by the caller, and
for functions with a decorator, which may make something else of them.

How to fix: ``await``; ``scaffold check --fix`` writes it. A function that is not asynchronous becomes ``async def``.
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.facts import Call, Function
from scaffold.rule import Finding, Repair, Rule, Subject
from scaffold.rules.view.awaiting import alone, awaited, returned, taken
from scaffold.rules.view.calls import function_called, functions_of, modules_called

_HANDED_ON = ("Awaitable", "Coroutine", "Future", "Task", "Any", "object", "Generator", "Iterator")


def find(subject: Subject) -> Iterator[Finding]:
    """Calls that make a coroutine which is used as what it would have given."""
    for path in subject.paths:
        if "async def" not in "".join(subject.files[home] for home in _homes(subject, path)):
            continue
        lines = subject.files[path].split("\n")
        for name, function in functions_of(subject, path):
            for call in function.calls:
                if call.scope.count(".") != name.count(".") or not _is_async(subject, path, call):
                    continue
                hands_on = _hands_on(function)
                wrongly = not hands_on and returned(lines, call)
                if alone(lines, call) or wrongly or taken(lines, call, function.end_line, hands_on=hands_on):
                    yield _finding(path, name, function, call)


def _finding(path: str, name: str, function: Function, call: Call) -> Finding:
    await_ = f"await {call.func}(...)"
    return RULE.finding(
        path,
        f"{call.func}(...) is not awaited",
        line=call.line,
        column=call.column,
        symbol=name,
        fix=await_ if function.is_async else f"make {function.name} an `async def`, and {await_}",
        fixable=function.is_async,
    )


def _homes(subject: Subject, path: str) -> set[str]:
    return {path, *modules_called(subject, path).values(), *_imported(subject, path)}


def _imported(subject: Subject, path: str) -> set[str]:
    found = (subject.sources.path_of(item.module, path) for item in subject.sources.facts(path).imports)
    return {home for home in found if home is not None and home in subject.files}


def _is_async(subject: Subject, path: str, call: Call) -> bool:
    found = function_called(subject, path, call.func)
    return found is not None and found[1].is_async and not found[1].yields and not found[1].decorators


def _hands_on(function: Function) -> bool:
    """It may return a coroutine, as far as it says."""
    return not function.returns or function.yields or any(word in function.returns for word in _HANDED_ON)


def repair(subject: Subject, finding: Finding) -> Repair | None:
    """The call, awaited."""
    return awaited(subject, finding)


RULE = Rule(code="SCF313", name="coroutine-not-awaited", find=find, repair=repair)
