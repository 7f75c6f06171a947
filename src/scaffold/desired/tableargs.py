"""``__table_args__``: the composite constraints and indexes of a table, each with a name of its own."""

from __future__ import annotations

import ast
import json

from scaffold import naming
from scaffold.desired.layout import Layout
from scaffold.lock.digest import digest
from scaffold.spec.entity import Entity, Field, Reference


def table_args(entity: Entity, layout: Layout, standing: str) -> str:
    """The statement: what stands, with what is new; ``""`` where there is neither."""
    there = _columns_in(standing)
    new = [
        *(
            _constraint("sa.UniqueConstraint", "uq", columns, layout)
            for columns in _groups(entity, entity.uniques, there)
        ),
        *(_constraint("sa.Index", "ix", columns, layout) for columns in _groups(entity, entity.indexes, there)),
    ]
    if not new:
        return standing
    if not standing:
        return f"__table_args__ = ({', '.join(new)},)"
    return _extended(standing, new)


def _groups(
    entity: Entity, wanted: tuple[tuple[str, ...], ...], there: frozenset[tuple[str, ...]]
) -> list[tuple[str, ...]]:
    groups = [tuple(_column(entity, name) for name in names) for names in wanted]
    return [columns for columns in groups if columns not in there]


def _column(entity: Entity, name: str) -> str:
    """The database's name of a field; ``author`` and ``author_id`` both mean the key."""
    for field in entity.fields:
        if field.name == name or (isinstance(field, Reference) and field.key == name):
            own = field.name if isinstance(field, Field) else field.key
            return field.column or own
    return name


def _constraint(kind: str, prefix: str, columns: tuple[str, ...], layout: Layout) -> str:
    name = f"{prefix}_{layout.table}_{'_'.join(columns)}"
    if naming.too_long(name):
        name = f"{name.encode()[:50].decode(errors='ignore')}_{digest(name, size=4)}"
    listed = ", ".join(map(_quoted, columns))
    if kind.endswith("Index"):
        return f"{kind}({_quoted(name)}, {listed})"
    return f"{kind}({listed}, name={_quoted(name)})"


def _quoted(name: str) -> str:
    return json.dumps(name, ensure_ascii=False)


def _columns_in(standing: str) -> frozenset[tuple[str, ...]]:
    """The column groups that the statement names already."""
    groups = set()
    for node in ast.walk(ast.parse(standing)):
        if isinstance(node, ast.Call):
            words = [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
            is_index = ast.unparse(node.func).rpartition(".")[2] == "Index"
            groups.add(tuple(words[1:] if is_index else words))
    return frozenset(groups)


def _extended(standing: str, new: list[str]) -> str:
    """``__table_args__ = (a, {...})`` with more before the options, which SQLAlchemy wants last."""
    (node,) = ast.parse(standing).body
    value = getattr(node, "value", None)
    elements = value.elts if isinstance(value, ast.Tuple) else [value] if isinstance(value, ast.expr) else []
    parts = [ast.get_source_segment(standing, element) or "" for element in elements]
    options = [part for part, element in zip(parts, elements, strict=True) if isinstance(element, ast.Dict)]
    plain = [part for part in parts if part not in options]
    return f"__table_args__ = ({', '.join((*plain, *new, *options))},)"
