"""The migration files: the graph of revisions, and the operations that each one runs, in order.

Operations on tables that the same revision creates are marked: nobody has rows or locks there yet.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping

from scaffold.dataclass import dataclass, replace
from scaffold.facts import Facts, parse
from scaffold.rule import Subject
from scaffold.rules.view.expressions import dotted, literal

_NAMED_SECOND = frozenset(
    {
        "create_index",
        "create_foreign_key",
        "create_unique_constraint",
        "create_check_constraint",
        "create_primary_key",
        "drop_constraint",
        "create_exclude_constraint",
    }
)


@dataclass(frozen=True, slots=True)
class Operation:
    """``op.add_column("posts", ...)``. ``table`` is ``None`` when it is computed.

    ``batch``: inside ``batch_alter_table``. ``fresh``: the table is created in this revision.
    ``autocommit``: inside ``autocommit_block()``.
    """

    name: str
    node: ast.Call
    table: str | None
    batch: bool = False
    fresh: bool = False
    autocommit: bool = False

    @property
    def line(self) -> int:
        """Of the call, from 1."""
        return self.node.lineno

    @property
    def column(self) -> int:
        """Of the call, from 1."""
        return self.node.col_offset + 1

    def keyword(self, name: str) -> ast.expr | None:
        """The value of a keyword."""
        return next((item.value for item in self.node.keywords if item.arg == name), None)

    def says(self, name: str, value: object) -> bool:
        """Whether the keyword is given with exactly this constant."""
        given = self.keyword(name)
        return isinstance(given, ast.Constant) and given.value is value

    def argument(self, index: int, name: str) -> ast.expr | None:
        """A positional argument, or the keyword of that name. In a batch the table is not said."""
        index -= 1 if self.batch else 0
        if 0 <= index < len(self.node.args):
            return self.node.args[index]
        return self.keyword(name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One migration file. ``down`` holds every parent; ``line`` is that of its ``revision = ...``."""

    path: str
    id: str
    down: tuple[str, ...]
    depends: tuple[str, ...]
    branches: tuple[str, ...]
    line: int
    down_line: int
    facts: Facts
    known: bool = True  # every parent is a plain string


def revisions(subject: Subject) -> tuple[Revision, ...]:
    """Every migration file of the project, in the order of the files."""
    return tuple(
        found for path in subject.files if path.endswith(".py") and (found := _revision(subject, path)) is not None
    )


def heads(subject: Subject) -> tuple[Revision, ...]:
    """The revisions that no other one stands on."""
    every = subject.view(revisions)
    parents = {parent for item in every for parent in (*item.down, *item.depends)}
    # Alembic takes the first characters for the whole, from four on
    shortened = [parent for parent in parents if len(parent) >= 4 and all(item.id != parent for item in every)]
    return tuple(
        item for item in every if item.id not in parents and not any(item.id.startswith(parent) for parent in shortened)
    )


def linted(subject: Subject) -> Iterator[Revision]:
    """The revisions that are new, where ``--since`` says which."""
    for item in subject.view(revisions):
        if subject.new is None or item.path in subject.new:
            yield item


def trees(subject: Subject) -> Mapping[str, ast.Module]:
    """The syntax trees of the revisions to be looked into, as far as they parse."""
    return {item.path: parse(subject.files[item.path]) for item in linted(subject)}


def function(subject: Subject, revision: Revision, name: str) -> ast.FunctionDef | None:
    """``upgrade`` or ``downgrade`` of a revision."""
    tree = subject.view(trees).get(revision.path)
    if tree is None:
        return None
    return next((n for n in tree.body if isinstance(n, ast.FunctionDef) and n.name == name), None)


def operations(subject: Subject) -> Mapping[str, tuple[Operation, ...]]:
    """What ``upgrade`` runs, by file."""
    return {
        item.path: _operations(upgrade)
        for item in linted(subject)
        if (upgrade := function(subject, item, "upgrade")) is not None
    }


def every_operation(subject: Subject) -> Iterator[tuple[Revision, Operation]]:
    """The operations of all revisions that are looked into."""
    by_path = subject.view(operations)
    for item in linted(subject):
        for operation in by_path.get(item.path, ()):
            yield item, operation


def constant(node: ast.expr | None) -> object:
    """The value of a constant, ``None`` for everything else."""
    return node.value if isinstance(node, ast.Constant) else None


def _revision(subject: Subject, path: str) -> Revision | None:
    text = subject.files[path] if "/versions/" in f"/{path}" or "revision" in path else ""
    if not text:
        home = subject.project.conventions.migrations
        if not home or not path.startswith(f"{home}/"):
            return None
        text = subject.files[path]
    if "down_revision" not in text:
        return None
    facts = subject.sources.facts(path)
    name, parent = facts.assigned("revision"), facts.assigned("down_revision")
    if name is None or not isinstance(ident := literal(name.value), str):
        return None
    down = literal(parent.value) if parent else None
    depends = facts.assigned("depends_on")
    branches = facts.assigned("branch_labels")
    return Revision(
        path=path,
        id=ident,
        down=_names(down),
        depends=_names(literal(depends.value)) if depends else (),
        branches=_names(literal(branches.value)) if branches else (),
        line=name.line,
        down_line=parent.line if parent else name.line,
        facts=facts,
        known=down is not None or parent is None or parent.value == "None",
    )


def _names(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    return tuple(item for item in value if isinstance(item, str)) if isinstance(value, (tuple, list)) else ()


def _operations(upgrade: ast.AST) -> tuple[Operation, ...]:
    found = [*_walk(upgrade, {}, False)]
    created = {item.table for item in found if item.name == "create_table" and not item.batch}
    return tuple(replace(item, fresh=True) if item.table in created else item for item in found)


def _walk(node: ast.AST, batches: dict[str, str | None], autocommit: bool) -> Iterator[Operation]:
    if isinstance(node, ast.With):
        # with op.batch_alter_table("posts") as batch_op:      with op.get_context().autocommit_block():
        for item in node.items:
            call = item.context_expr
            if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute):
                continue
            autocommit = autocommit or call.func.attr == "autocommit_block"
            if call.func.attr == "batch_alter_table" and isinstance(item.optional_vars, ast.Name):
                table = constant(call.args[0]) if call.args else None
                batches = {**batches, item.optional_vars.id: table if isinstance(table, str) else None}
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        receiver = dotted(node.func.value)
        if receiver in batches:
            table = batches[receiver]
            yield Operation(node.func.attr, node, table, True, autocommit=autocommit)
        elif receiver == "op":
            table = _table(node)
            yield Operation(node.func.attr, node, table, autocommit=autocommit)
    for child in ast.iter_child_nodes(node):
        yield from _walk(child, batches, autocommit)


def _table(node: ast.Call) -> str | None:
    assert isinstance(node.func, ast.Attribute)
    keyword = next((item.value for item in node.keywords if item.arg in ("table_name", "source_table", "source")), None)
    index = 1 if node.func.attr in _NAMED_SECOND else 0
    given = keyword if keyword is not None else node.args[index] if len(node.args) > index else None
    value = constant(given)
    return value if isinstance(value, str) else None
