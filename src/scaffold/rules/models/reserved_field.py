"""SCF107: a field whose name belongs to SQLModel, pydantic or SQLAlchemy.

Why it matters: ``metadata`` cannot be mapped at all; ``model_config``, ``model_fields`` and the like replace
what pydantic itself calls, and the class fails when it is defined or used.

Silent for names that only look reserved (``model_id``, ``type``, ``config``), and for names that merely shadow
something old (``json``, ``copy``, ``schema``): pydantic warns about those itself.

How to fix: rename the field and keep the column: ``metadata_: dict = Field(sa_column_kwargs={"name":
"metadata"})``.
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.rule import Finding, Rule, Subject
from scaffold.rules.view.tables import every_column

RESERVED = frozenset(
    [
        "metadata",
        "registry",
        "model_config",
        "model_fields",
        "model_computed_fields",
        "model_extra",
        "model_fields_set",
        "model_construct",
        "model_copy",
        "model_dump",
        "model_dump_json",
        "model_json_schema",
        "model_parametrized_name",
        "model_post_init",
        "model_rebuild",
        "model_validate",
        "model_validate_json",
        "model_validate_strings",
        "sqlmodel_update",
    ]
)


def find(subject: Subject) -> Iterator[Finding]:
    """Columns that cannot be called what they are called."""
    for _, column in every_column(subject):
        if column.name in RESERVED and column.name != "model_config":
            yield RULE.finding(
                column.path,
                f'field "{column.name}" collides with SQLModel',
                line=column.statement.line,
                column=column.statement.column,
                symbol=f"{column.owner}.{column.name}",
                fix=f'rename it to {column.name}_ and keep the column: sa_column_kwargs={{"name": "{column.name}"}}',
            )


RULE = Rule(code="SCF107", name="reserved-field", find=find)
