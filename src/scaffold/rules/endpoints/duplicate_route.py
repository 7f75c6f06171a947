"""SCF307: two endpoints answer the same method and path.

Why it matters: FastAPI takes the first; the second one is never called, and nothing says so.

Silent for routers whose place in the application is not known (then only one file is compared with itself), for
paths that are computed, for the same function under two versions of a prefix, and where only one of the two is
there: both, or what includes their routers, stand in different branches of one ``if``.

How to fix: change one path, or remove one endpoint. Where both stand in one file, ``scaffold check --fix
--unsafe-fixes`` removes the one that is never called; of two files one may only have the wrong prefix.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scaffold.rule import Edit, Finding, Repair, Rule, Subject
from scaffold.rules.view.branches import exclude_each_other
from scaffold.rules.view.endpoints import Endpoint, endpoints, inclusions, prefixes

_PARAMETER = re.compile(r"\{[^}]*\}")


def find(subject: Subject) -> Iterator[Finding]:
    """The later of two endpoints of one path."""
    seen: dict[tuple[str, ...], Endpoint] = {}
    for endpoint in subject.view(endpoints):
        if endpoint.route is None or endpoint.router is None:
            continue
        for key in _addresses(subject, endpoint):
            first = seen.setdefault(key, endpoint)
            if first is endpoint or (first.function.line == endpoint.function.line and first.path == endpoint.path):
                continue
            if _only_one_is_there(subject, first, endpoint):
                continue
            where = f"{first.path}:{first.function.line}"
            yield RULE.finding(
                endpoint.path,
                f"{endpoint.method} {key[-1] or '/'} is also answered by {first.function.name} in {where}",
                line=endpoint.function.line,
                column=endpoint.function.column,
                symbol=endpoint.function.name,
                fix="change one path, or remove one endpoint",
                fixable=first.path == endpoint.path,
            )
            break


def _only_one_is_there(subject: Subject, first: Endpoint, second: Endpoint) -> bool:
    if first.path == second.path:
        return exclude_each_other(subject, first.path, first.function.line, second.function.line)
    one, other = (
        [item for item in subject.view(inclusions) if endpoint.router and item.child == endpoint.router.place]
        for endpoint in (first, second)
    )
    return any(
        here.path == there.path and exclude_each_other(subject, here.path, here.call.line, there.call.line)
        for here in one
        for there in other
    )


def _addresses(subject: Subject, endpoint: Endpoint) -> list[tuple[str, ...]]:
    assert endpoint.router is not None
    assert endpoint.route is not None
    known = subject.view(prefixes).get(endpoint.router.place)
    top = endpoint.path.partition("/")[0]
    if known:
        return [(top, endpoint.method, _shape(base + endpoint.route)) for base in known]
    # not known where: only routes of the same router can collide
    return [(*endpoint.router.place, endpoint.method, _shape(endpoint.route))]


def _shape(route: str) -> str:
    return _PARAMETER.sub("{}", route)


def repair(subject: Subject, finding: Finding) -> Repair | None:
    """The file without the endpoint that FastAPI never reaches."""
    for endpoint in subject.view(endpoints):
        function = endpoint.function
        if (endpoint.path, function.line, function.name) != (finding.path, finding.line, finding.symbol):
            continue
        if len(function.decorators) != 1:
            return None  # it answers elsewhere too
        lines = subject.files[finding.path].split("\n")
        first, end = function.decorators[0].line - 1, function.end_line
        while first and not lines[first - 1].strip():
            first -= 1
        old = "\n".join(lines[first:end]) + "\n" * (end < len(lines))
        return Repair(edits=(Edit(path=finding.path, line=first + 1, column=1, old=old, new=""),))
    return None


RULE = Rule(code="SCF307", name="duplicate-route", find=find, repair=repair, unsafe=True)
