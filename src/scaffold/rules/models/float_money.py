"""SCF117: money in a float.

Why it matters: binary floats cannot hold 0.10; sums drift by cents.

Silent for names that do not speak of money. Off unless selected: whether a price is exact is for you to say.

How to fix: ``Decimal`` with ``max_digits`` and ``decimal_places``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scaffold.rule import Finding, Rule, Subject
from scaffold.rules.view.tables import every_column

_MONEY = re.compile(r"(?:^|_)(?:price|amount|cost|salary|balance|fee|total|subtotal|budget)$")


def find(subject: Subject) -> Iterator[Finding]:
    """Floats that are called like money."""
    for _, column in every_column(subject):
        if column.kind.family == "float" and _MONEY.search(column.name):
            yield RULE.finding(
                column.path,
                f"{column.owner}.{column.name} is float; money needs Decimal",
                line=column.statement.line,
                column=column.statement.column,
                symbol=f"{column.owner}.{column.name}",
                fix="Decimal with max_digits= and decimal_places=",
            )


RULE = Rule(code="SCF117", name="float-money", find=find, severity="info", default=False)
