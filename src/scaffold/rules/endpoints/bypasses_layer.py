"""SCF305: a router talks to the database although the project has services or repositories.

Why it matters: what the service checks (a missing parent, a commit, an error mapping) does not happen on that
path.

Silent in projects without those layers, and for a session that is only handed on. Off unless selected: a read
that needs no rule is often written in the router on purpose.

How to fix: move the query into the repository, and call the service.
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.rule import Finding, Rule, Subject
from scaffold.rules.view.endpoints import endpoints
from scaffold.rules.view.layers import files_of

_QUERIES = frozenset({"exec", "execute", "add", "commit", "delete", "get", "scalars", "scalar"})


def find(subject: Subject) -> Iterator[Finding]:
    """The first query of each endpoint."""
    if not files_of(subject, "service") and not files_of(subject, "repository"):
        return
    for endpoint in subject.view(endpoints):
        for call in endpoint.function.calls:
            receiver, _, method = call.func.rpartition(".")
            if receiver in ("session", "db") and method in _QUERIES:
                yield RULE.finding(
                    endpoint.path,
                    f"{endpoint.function.name} uses the session directly",
                    line=call.line,
                    column=call.column,
                    symbol=endpoint.function.name,
                    fix="move the query into the repository",
                )
                break


RULE = Rule(code="SCF305", name="bypasses-layer", find=find, severity="warning", default=False)
