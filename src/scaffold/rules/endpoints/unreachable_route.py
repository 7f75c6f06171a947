"""SCF308: a fixed path below a path with a parameter that takes it.

Why it matters: routes are tried in order. ``/users/me`` below ``/users/{user_id}`` answers 422, as ``me`` is no
number.

Silent across routers, for another number of path segments, for other methods, and for parameters with a
converter (``{name:path}``) on other segments.

How to fix: move the fixed path above the one with the parameter; ``scaffold check --fix --unsafe-fixes`` does within
a file.
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.rule import Edit, Finding, Repair, Rule, Subject
from scaffold.rules.view.endpoints import Endpoint, endpoints


def find(subject: Subject) -> Iterator[Finding]:
    """Fixed routes that a route above swallows."""
    for endpoint, other in _pairs(subject):
        yield RULE.finding(
            endpoint.path,
            f'"{endpoint.route}" is unreachable below "{other.route}" (line {other.function.line})',
            line=endpoint.function.line,
            column=endpoint.function.column,
            symbol=endpoint.function.name,
            fix=f"move {endpoint.function.name} above {other.function.name}",
            fixable=endpoint.path == other.path,
        )


def _pairs(subject: Subject) -> Iterator[tuple[Endpoint, Endpoint]]:
    above: dict[object, list[Endpoint]] = {}
    for endpoint in subject.view(endpoints):
        if endpoint.route is None or endpoint.router is None:
            continue
        earlier = above.setdefault(endpoint.router.place, [])
        for other in earlier:
            if other.method == endpoint.method and _takes(other.route or "", endpoint.route):
                yield endpoint, other
                break
        earlier.append(endpoint)


def _takes(dynamic: str, fixed: str) -> bool:
    """``/{id}`` takes ``/me``; ``/{id}`` does not take ``/{name}``, which is a duplicate."""
    ours, theirs = dynamic.split("/"), fixed.split("/")
    if len(ours) != len(theirs):
        return False
    pairs = list(zip(ours, theirs, strict=True))
    parameters = [(one, two) for one, two in pairs if one.startswith("{") and one.endswith("}")]
    fixed_parts = [(one, two) for one, two in pairs if not (one.startswith("{") and one.endswith("}"))]
    return (
        all(one == two for one, two in fixed_parts)
        and any(two and "{" not in two for _, two in parameters)
        and all(two for _, two in parameters)
    )


def repair(subject: Subject, finding: Finding) -> Repair | None:
    """The function with its decorators, above the first one that swallows it."""
    for endpoint, other in _pairs(subject):
        if (endpoint.path, endpoint.function.line) != (finding.path, finding.line) or other.path != endpoint.path:
            continue
        lines = subject.files[endpoint.path].splitlines(keepends=True)
        first, last, place = _first_line(endpoint), endpoint.function.end_line, _first_line(other)
        block = "".join(lines[first - 1 : last])
        gap = "".join(lines[last : _next_code(lines, last)])
        if not block.endswith("\n"):
            return None
        return Repair(
            edits=(
                Edit(path=endpoint.path, line=place, column=1, old="", new=block + (gap or "\n\n")),
                Edit(path=endpoint.path, line=first, column=1, old=block + gap, new=""),
            )
        )
    return None


def _first_line(endpoint: Endpoint) -> int:
    return min(endpoint.function.line, *(item.line for item in endpoint.function.decorators))


def _next_code(lines: list[str], number: int) -> int:
    while number < len(lines) and not lines[number].strip():
        number += 1
    return number


RULE = Rule(code="SCF308", name="unreachable-route", find=find, repair=repair, unsafe=True)
