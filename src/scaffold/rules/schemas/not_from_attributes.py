"""SCF208: a row is validated into a pydantic schema that does not read attributes.

Why it matters: ``PostOut.model_validate(post)`` raises ``Input should be a valid dictionary`` for every row.

Silent for SQLModel schemas, which read attributes, for ``from_attributes`` in the configuration or in the call,
for schemas that FastAPI alone fills (it reads attributes itself), and when what is validated may be a
dictionary.

How to fix: ``model_config = ConfigDict(from_attributes=True)``; ``scaffold check --fix`` adds it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scaffold.facts import Call
from scaffold.fragment import Fragment
from scaffold.rule import Finding, Repair, Rule, Subject
from scaffold.rules.view.calls import every_call
from scaffold.rules.view.schemas import Schema, schema_named, schemas

_WORDS = re.compile(r"(?<!^)(?=[A-Z])")


def find(subject: Subject) -> Iterator[Finding]:
    """Schemas that rows are validated into and that cannot read them."""
    told: set[tuple[str, str]] = set()
    for path, call in every_call(subject, "model_validate"):
        schema = schema_named(subject, path, call.func.removesuffix(".model_validate"))
        if schema is None or schema.table is None or (schema.path, schema.name) in told:
            continue
        if schema.sqlmodel or schema.open or "from_attributes" in schema.config or "orm_mode" in schema.config:
            continue
        if call.keyword("from_attributes") is None and _is_row(call, schema):
            told.add((schema.path, schema.name))
            yield RULE.finding(
                schema.path,
                f"{schema.name} cannot be made from a row: {path}:{call.line} does",
                line=schema.cls.line,
                column=schema.cls.column,
                symbol=schema.name,
                fix="add model_config = ConfigDict(from_attributes=True)",
                fixable=schema.cls.attribute("model_config") is None,
            )


def _is_row(call: Call, schema: Schema) -> bool:
    """The argument is called like the entity: ``post``, ``db_post``."""
    argument = call.args[0] if call.args else ""
    assert schema.table is not None
    snake = _WORDS.sub("_", schema.table.name).lower()
    return argument.isidentifier() and argument in (snake, f"db_{snake}", f"{snake}_db", f"{snake}_row")


def repair(subject: Subject, finding: Finding) -> Repair | None:
    """The configuration, and its import."""
    for schema in subject.view(schemas):
        if (schema.path, schema.name) == (finding.path, finding.symbol):
            text = (
                "from pydantic import ConfigDict\n\n\n"
                f"class {schema.name}:\n    model_config = ConfigDict(from_attributes=True)\n"
            )
            return Repair(fragments=(Fragment(path=schema.path, owner="", text=text, kind="part"),))
    return None


RULE = Rule(code="SCF208", name="not-from-attributes", find=find, repair=repair)
