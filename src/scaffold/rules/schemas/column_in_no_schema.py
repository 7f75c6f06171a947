"""SCF202: a column that the output schema lacks, although it mirrors all the others.

Why it matters: somebody added a field to the model and the API never shows it.

Silent for names that are private (``hashed_password``) or looked after by the server (keys, time stamps,
defaults that a function makes, rights and flags), for foreign keys, for a field that some schema of the entity
carries, for one that the code works with itself (``run.claim_count += 1``), for schemas that show a selection
anyway, and for what ``scaffold.lock`` records as absent on purpose.

How to fix: ``scaffold sync Post`` for a managed entity; else add the field. ``scaffold check --fix`` adds it to
the schemas of the entity, with the model's own annotation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scaffold.fragment import Fragment
from scaffold.rule import Finding, Repair, Rule, Subject
from scaffold.rules.view.drift import drifted
from scaffold.rules.view.imports import imports_for
from scaffold.rules.view.lock import managed
from scaffold.rules.view.revisions import revisions
from scaffold.rules.view.schemas import Schema, all_of_table, of_table
from scaffold.rules.view.secrets import is_managed, is_secret
from scaffold.rules.view.tables import Column, Table, tables

_RIGHTS = re.compile(r"(?:is|has|can)_\w+|\w+_ids?|roles?|scopes?|permissions?|status|state|tokens?|\w+_token")


def find(subject: Subject) -> Iterator[Finding]:
    """Columns that no schema of their entity knows."""
    yield from _managed(subject)
    entities = subject.view(managed)
    for table in subject.view(tables):
        out = of_table(subject, table, "out")
        if not out or table.open or table.name in entities or any(schema.open for schema in out):
            continue
        for column in _forgotten(subject, table, out):
            schema = max(out, key=lambda item: len(item.fields))
            yield RULE.finding(
                schema.path,
                f'{schema.name} has no "{column.name}", nor has any other schema of {table.name}',
                line=schema.cls.line,
                column=schema.cls.column,
                symbol=f"{schema.name}.{column.name}",
                fix=f"add {column.name}: {column.statement.annotation}",
            )


def _managed(subject: Subject) -> Iterator[Finding]:
    """What a sync would add to the schemas of managed entities."""
    for item in subject.view(drifted):
        if item.missing_field is not None and not item.created:
            name = item.symbol.rpartition(".")[0]
            yield RULE.finding(
                item.path,
                f'{name} has no "{item.missing_field}"',
                line=item.line,
                column=item.column,
                symbol=item.symbol,
                fix=" ".join(("scaffold sync", *item.owners)),
            )


def _forgotten(subject: Subject, table: Table, out: tuple[Schema, ...]) -> list[Column]:
    """The one column that is nowhere, where everything else is somewhere; two, where twice as many are."""
    carried = {name for schema in all_of_table(subject, table) for name in schema.fields}
    carried |= {name for schema in out for name in schema.computed}
    shown = {f"{name}_id" for name in carried}
    plain = [
        column
        for column in table.columns.values()
        if not (_own_affair(column) or is_secret(column.name) or column.name in shown)
    ]
    missing = [column for column in plain if column.name not in carried and not _worked_with(subject, table, column)]
    mirrored = {name for schema in out for name in schema.fields} & table.columns.keys()
    enough = len(mirrored) >= 2 if len(missing) == 1 else len(missing) == 2 and len(plain) >= 6
    return missing if enough else []


def _worked_with(subject: Subject, table: Table, column: Column) -> bool:
    """Whether code that knows the table reads or sets the column: then somebody decided where it goes."""
    # run.claim_count        Run(claim_count=1)        {"claim_count": 1}
    name = re.escape(column.name)
    shape = re.compile(rf"\.{name}\b|\b{name}\s*=(?!=)|[\"']{name}[\"']")
    scripts = {item.path for item in subject.view(revisions)}
    return any(
        table.name in text and shape.search(text)
        for path in subject.paths
        if path not in scripts and column.name in (text := subject.files[path])
    )


def _own_affair(column: Column) -> bool:
    """Keys, rights and flags: what a server decides and often keeps to itself."""
    return is_managed(column) or column.given("foreign_key") is not None or _RIGHTS.fullmatch(column.name) is not None


def repair(subject: Subject, finding: Finding) -> Repair | None:
    """The field in every schema of the entity: as the model has it, optional where one updates."""
    for table in subject.view(tables):
        out = of_table(subject, table, "out")
        name = finding.symbol.rpartition(".")[2]
        column = table.columns.get(name)
        if column is None or not any(f"{schema.name}.{name}" == finding.symbol for schema in out):
            continue
        # `TagsAdd` with a list of tags carries none of the fields; `class TagUpdate(TagBase): pass` requires them all
        found = [
            schema
            for schema in all_of_table(subject, table)
            if schema.role and schema.fields.keys() & table.columns.keys()
            if schema.role != "update" or schema.cls.attributes
        ]
        return Repair(fragments=tuple(part for schema in found for part in _parts(subject, schema, column)))
    return None


def _parts(subject: Subject, schema: Schema, column: Column) -> tuple[Fragment, ...]:
    annotation = column.statement.annotation
    default = f" = {column.default}" if column.default and column.call is not column.statement.call else ""
    if column.default is not None and column.call is column.statement.call:
        default = f" = {column.default}"
    if schema.role == "update":
        optional = annotation if column.kind.null else f"{annotation} | None"
        annotation, default = optional, " = None"
    text = f"class {schema.name}:\n    {column.name}: {annotation}{default if schema.role != 'out' else ''}\n"
    field = Fragment(path=schema.path, owner="", text=text, kind="part")
    return (*imports_for(subject, column.statement.annotation, column.path, schema.path), field)


RULE = Rule(code="SCF202", name="column-in-no-schema", find=find, severity="warning", repair=repair)
