"""What single migration operations mean: generated columns, widening changes, columns that are still empty."""

from __future__ import annotations

import ast
import re

from scaffold.rule import Subject
from scaffold.rules.view.expressions import dotted, last
from scaffold.rules.view.revisions import Operation, Revision, constant, operations

DDL = frozenset(
    [
        "add_column",
        "drop_column",
        "alter_column",
        "create_table",
        "drop_table",
        "rename_table",
        "create_index",
        "drop_index",
        "create_foreign_key",
        "create_unique_constraint",
        "create_check_constraint",
        "create_primary_key",
        "drop_constraint",
        "create_exclude_constraint",
    ]
)
_WIDE = frozenset({"Text", "String", "VARCHAR", "AutoString", "Unicode", "UnicodeText"})


def keyword(call: ast.Call, name: str) -> ast.expr | None:
    """The value of a keyword of a call."""
    return next((item.value for item in call.keywords if item.arg == name), None)


def says(call: ast.Call, name: str, value: object) -> bool:
    """Whether the keyword is given with exactly this constant."""
    given = keyword(call, name)
    return isinstance(given, ast.Constant) and given.value is value


def primary(column: ast.Call) -> bool:
    """A column of the primary key."""
    return says(column, "primary_key", True)


def generated(column: ast.Call) -> bool:
    """The database makes its values: ``Computed``, ``Identity``, a serial type."""
    inside = [last(dotted(arg.func)) for arg in column.args if isinstance(arg, ast.Call)]
    return any(name in ("Computed", "Identity", "Sequence") for name in inside)


def enum_of(column: ast.Call) -> ast.Call | None:
    """The ``sa.Enum(...)`` of a column."""
    return next(
        (arg for arg in column.args if isinstance(arg, ast.Call) and last(dotted(arg.func)) in ("Enum", "ENUM")),
        None,
    )


def created_types(text: str) -> set[str]:
    """The enum types that a migration makes: by ``create_table`` or by hand."""
    names = set(re.findall(r"(?i)create\s+type\s+[\"']?(\w+)", text))
    if ".create(" in text or "create_table" in text:
        names |= set(re.findall(r"\b(?:Enum|ENUM)\((?:[^()]|\([^()]*\))*?name=[\"'](\w+)", text))
    return names


def widens(op: Operation) -> bool:
    """A change that rewrites nothing: to text, to a longer varchar, or a rename of one and the same type."""
    new, old = op.keyword("type_"), op.keyword("existing_type")
    if not isinstance(new, ast.Call) or not isinstance(old, ast.Call):
        return False
    names = last(dotted(new.func)), last(dotted(old.func))
    if not set(names) <= _WIDE:
        return False
    lengths = _length(new), _length(old)
    return lengths[0] is None or (lengths[1] is not None and lengths[0] >= lengths[1])


def _length(node: ast.Call) -> int | None:
    given = keyword(node, "length") or (node.args[0] if node.args else None)
    value = constant(given)
    return value if isinstance(value, int) else None


def empty_columns(subject: Subject, revision: Revision, op: Operation) -> bool:
    """Whether the column that ``op`` is about was added by the same revision, so that few rows have a value."""
    added = {
        (other.table, constant(column.args[0]))
        for other in subject.view(operations).get(revision.path, ())
        if other.name == "add_column" and isinstance(column := other.argument(1, "column"), ast.Call) and column.args
    }
    if op.name == "create_foreign_key":
        local = op.argument(3, "local_cols")
        names = [constant(item) for item in local.elts] if isinstance(local, (ast.List, ast.Tuple)) else []
        return bool(names) and all((op.table, name) in added for name in names)
    return (op.table, constant(op.argument(1, "column_name"))) in added


def concurrent(op: Operation) -> bool:
    """Raw SQL with CONCURRENTLY."""
    return op.name == "execute" and re.search(r"(?i)\bindex\s+concurrently\b", ast.unparse(op.node)) is not None


def on_sqlite(subject: Subject) -> bool:
    """The only database that the project speaks of is SQLite: locks are no matter then."""
    sqlite = server = False
    for path in subject.files:
        if path.endswith((".ini", ".toml", ".cfg", ".txt")) or path in subject.paths:
            text = subject.files[path]
            sqlite = sqlite or "sqlite" in text
            server = server or any(word in text for word in ("postgres", "asyncpg", "psycopg", "mysql"))
    return sqlite and not server
