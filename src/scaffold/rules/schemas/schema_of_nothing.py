"""SCF207: a full set of schemas for an entity that does not exist.

Why it matters: the model was removed or renamed, and its schemas stayed behind.

Silent unless create, update and output schemas are all there and nothing of that name is a class. Off unless
selected: some projects keep the data of other services in such schemas.

How to fix: remove the schemas, or rename them after the model.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scaffold.rule import Finding, Rule, Subject
from scaffold.rules.view.schemas import Schema, schemas

_NAME = re.compile(r"(\w+?)(Create|Update|Out|Read|Public|Response)")


def find(subject: Subject) -> Iterator[Finding]:
    """The output schema of each such set."""
    names = {item.name for _, item in subject.classes()}
    sets: dict[str, dict[str, Schema]] = {}
    for schema in subject.view(schemas):
        if schema.table is None and (found := _NAME.fullmatch(schema.name)):
            sets.setdefault(found[1], {})[found[2]] = schema
    for entity, roles in sets.items():
        out = next((roles[word] for word in ("Out", "Read", "Public", "Response") if word in roles), None)
        if out is not None and {"Create", "Update"} <= set(roles) and entity not in names:
            yield RULE.finding(
                out.path,
                f"{out.name} has no entity {entity}",
                line=out.cls.line,
                column=out.cls.column,
                symbol=out.name,
                fix=f"remove the schemas of {entity}, or rename them",
            )


RULE = Rule(code="SCF207", name="schema-of-nothing", find=find, severity="warning", default=False)
