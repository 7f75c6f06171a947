"""SCF308: a fixed path below a path with a parameter that takes it.

Why it matters: routes are tried in order. ``/users/me`` below ``/users/{user_id}`` answers 422, as ``me`` is no
number.

Silent across routers, for another number of path segments, for other methods, and for parameters with a
converter (``{name:path}``) on other segments.

How to fix: move the fixed path above the one with the parameter.
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.rule import Finding, Rule, Subject
from scaffold.rules.view.endpoints import Endpoint, endpoints


def find(subject: Subject) -> Iterator[Finding]:
    """Fixed routes that a route above swallows."""
    above: dict[object, list[Endpoint]] = {}
    for endpoint in subject.view(endpoints):
        if endpoint.route is None or endpoint.router is None:
            continue
        earlier = above.setdefault(endpoint.router.place, [])
        for other in earlier:
            if other.method == endpoint.method and _takes(other.route or "", endpoint.route):
                yield RULE.finding(
                    endpoint.path,
                    f'"{endpoint.route}" is unreachable below "{other.route}" (line {other.function.line})',
                    line=endpoint.function.line,
                    column=endpoint.function.column,
                    symbol=endpoint.function.name,
                    fix=f"move {endpoint.function.name} above {other.function.name}",
                )
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


RULE = Rule(code="SCF308", name="unreachable-route", find=find)
