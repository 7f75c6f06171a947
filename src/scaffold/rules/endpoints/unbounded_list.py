"""SCF311: a list endpoint without a limit.

Why it matters: it answers with the whole table. That works until the table grows.

Silent when a parameter limits or pages (``limit``, ``page``, ``size``, a ``Params`` dependency), and for lists
that hang on one parent in the path. Off unless selected: some tables stay small.

How to fix: ``limit: int = Query(100, le=1000)``, handed to the query.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scaffold.rule import Finding, Rule, Subject
from scaffold.rules.view.endpoints import endpoints, response_model
from scaffold.rules.view.expressions import kind_of

_LIMIT = re.compile(r"limit|page|size|offset|params|pagination|filter|query", re.IGNORECASE)


def find(subject: Subject) -> Iterator[Finding]:
    """GET endpoints that answer with every row."""
    for endpoint in subject.view(endpoints):
        if endpoint.method != "GET" or endpoint.parameters or not kind_of(response_model(endpoint)).many:
            continue
        if any(_LIMIT.search(f"{param.name} {param.annotation}") for param in endpoint.function.params):
            continue
        yield RULE.finding(
            endpoint.path,
            f"GET {endpoint.route or '/'} answers with every row",
            line=endpoint.function.line,
            column=endpoint.function.column,
            symbol=endpoint.function.name,
            fix="add limit: int = Query(100, le=1000)",
        )


RULE = Rule(code="SCF311", name="unbounded-list", find=find, severity="warning", default=False)
