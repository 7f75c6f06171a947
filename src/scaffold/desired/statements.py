"""Statements of a class as they stand in the file, and the one edit that a standing relation may need."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from functools import lru_cache

from scaffold.facts import Class, Facts, read
from scaffold.fieldtypes import Import
from scaffold.project.project import Project


def class_on_disk(name: str, project: Project) -> Class | None:
    """The model's class as its file has it now; ``None`` for one that is yet to be written."""
    facts = facts_of_model(name, project)
    return facts.named(name) if facts else None


def facts_of_model(name: str, project: Project) -> Facts | None:
    """What the file of a model declares."""
    model = project.models.get(name)
    text = project.files.get(model.path) if model else None
    return None if text is None else read(text)


@lru_cache(maxsize=256)
def bound_in(text: str) -> frozenset[str]:
    """The names that a module has: what it defines and what it imports."""
    facts = read(text)
    return facts.defined | {item.name for item in facts.imports}


def imports_of(facts: Facts | None) -> tuple[Import, ...]:
    """The names that a file imports for run time, as imports that a fragment may repeat."""
    if facts is None:
        return ()
    return tuple(
        Import(item.module, item.attribute, "" if item.name == item.attribute else item.name)
        for item in facts.imports
        if not item.type_checking and not item.scope and not item.module.startswith(".")
    )


def with_keyword(statement: str, key: str, value: str) -> str:
    """``name: X = Relationship(...)`` with ``sa_relationship_kwargs={key: value}``, where it has no such key yet."""
    call = _call(statement)
    if call is None or key in statement:
        return statement
    for keyword in call.keywords:
        if keyword.arg == "sa_relationship_kwargs" and isinstance(keyword.value, ast.Dict):
            # sa_relationship_kwargs={"lazy": "selectin"}
            return _spliced(statement, keyword.value.lineno, keyword.value.col_offset + 1, f'"{key}": {value}, ')
    inner = f'sa_relationship_kwargs={{"{key}": {value}}}'
    if not call.args and not call.keywords:
        return _spliced(statement, call.end_lineno or 1, (call.end_col_offset or 1) - 1, inner)
    last = max(
        (*call.args, *(k.value for k in call.keywords)),
        key=lambda n: (n.end_lineno or 0, n.end_col_offset or 0),
    )
    return _spliced(statement, last.end_lineno or 1, last.end_col_offset or 0, f", {inner}")


def _call(statement: str) -> ast.Call | None:
    body = ast.parse(statement).body
    value = getattr(body[0], "value", None) if len(body) == 1 else None
    return value if isinstance(value, ast.Call) else None


def _spliced(text: str, line: int, column: int, piece: str) -> str:
    rows = text.splitlines(keepends=True)
    row = rows[line - 1].encode()
    rows[line - 1] = (row[:column] + piece.encode() + row[column:]).decode()
    return "".join(rows)


def keywords(arguments: Mapping[str, str]) -> str:
    """``a=1, b=2``."""
    return ", ".join(f"{key}={value}" for key, value in arguments.items())


def display(items: Mapping[str, str]) -> str:
    """A dict literal whose values are source already."""
    return "{" + ", ".join(f'"{key}": {value}' for key, value in items.items()) + "}"
