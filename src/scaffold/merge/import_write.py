"""Write an import into a file, or take one out: into the statement that is there, or as one of its own."""

from __future__ import annotations

import ast
from collections import Counter
from dataclasses import replace

from scaffold.merge.canonical import comments
from scaffold.merge.identity import TYPING, Binding, bindings, bound_inside
from scaffold.merge.import_order import Order
from scaffold.merge.import_place import heads_section, insert_import
from scaffold.merge.import_style import Spelling
from scaffold.merge.job import Job
from scaffold.merge.opened import opened
from scaffold.merge.origins import Package, dotted_origin
from scaffold.merge.place import insert, remove, widen
from scaffold.merge.prints import own_comments
from scaffold.merge.row import Row
from scaffold.merge.segments import Segment
from scaffold.merge.symbols import Scope
from scaffold.merge.untouched import is_pragma
from scaffold.merge.uses import names_used

_MODULE = Scope()


class ImportWriter:
    """The import statements at the top of one file."""

    def __init__(self, row: Row, package: Package, order: Order, job: Job) -> None:
        self.row, self.package, self.order, self.job = row, package, order, job

    @property
    def has_typing_block(self) -> bool:
        """Whether there is an ``if TYPE_CHECKING:`` to write into."""
        return any(segment.kind == "typing" for segment in self.row)

    def write(self, spelling: Spelling, *, typing: bool) -> None:
        """Put the import where its like are; for type checkers, into their block."""
        if not typing:
            local = self._local_sibling(spelling.binding)
            if local is not None:
                self.row.replace_below(local, self._with_name(local, spelling))
            else:
                self._write_into(self.row, spelling, _MODULE)
            return
        block = next((s for s in self.row if s.kind == "typing"), None)
        if block is None:
            self._open_typing_block(spelling)
            return
        whole = opened(block, self.job.host.unit)
        body = whole.body or ()
        column = body[0].column if body else whole.column + self.job.host.unit
        inner = Row(body)
        self._write_into(inner, spelling, Scope("function", "", column))
        if whole is not block:
            self.job.touched(block)
        self.row.replace(block, replace(whole, body=tuple(inner)))

    def _write_into(self, row: Row, spelling: Spelling, scope: Scope) -> None:
        binding, host = spelling.binding, self.job.host
        module = self.package.absolute(binding.module)
        limit = self._first_use(binding.bound) if row is self.row else len(row)
        above = row.items[:limit]  # an import below its first use comes too late
        same = next((s for s in above if binding.name and self._can_take(s, spelling, module)), None)
        if same is None:
            new = _import_segment(spelling, scope.column, host.newline)
            insert_import(row, new, self.order, host, scope, limit=limit)
            return
        row.replace(same, self._with_name(same, spelling))

    def _with_name(self, statement: Segment, spelling: Spelling) -> Segment:
        """``from m import a`` with one name more."""
        from scaffold.merge.statement import add_name

        name = spelling.text.partition(" import ")[2]
        code = add_name(statement.code, name, self.job.host, room=len(statement.tail.rstrip()))
        self.job.touched(statement)
        tail = statement.tail
        if is_pragma(spelling.comment) and not tail.strip() and "\n" not in code:
            tail = spelling.comment + tail
        return replace(_reread(statement, code), tail=tail)

    def _first_use(self, bound: str) -> int:
        root = bound.partition(".")[0]
        used = (i for i, segment in enumerate(self.row) if root in names_used([segment]))
        return next(used, len(self.row))

    def is_local(self, binding: Binding) -> bool:
        """Whether every function that uses the name imports it for itself."""
        users = [segment for segment in self.row if binding.bound in names_used([segment])]
        return bool(users) and all(
            user.kind == "def" and any(self._place_in(s, binding) is not None for s in user.walk()) for user in users
        )

    def _local_sibling(self, binding: Binding) -> Segment | None:
        """The import from the same module inside the only function that uses the name.

        An application factory imports its routers itself where the top of the file would go in a circle.
        """
        module = self.package.absolute(binding.module)
        users = [segment for segment in self.row if binding.bound in names_used([segment])]
        if len(users) != 1 or users[0].kind != "def" or any(self._imports_from(s, module) for s in self.row):
            return None
        return next((s for s in users[0].walk() if self._imports_from(s, module)), None)

    def _can_take(self, statement: Segment, spelling: Spelling, module: str) -> bool:
        """Whether ``statement`` imports from ``module``, and takes another name.

        isort gives ``from m import a as b`` a line of its own, unless told to combine.
        """
        if not self._imports_from(statement, module) or self.order.one_name or spelling.binding.name == "*":
            return False
        assert isinstance(statement.node, ast.ImportFrom)
        aliased = [alias.asname is not None for alias in statement.node.names]
        combines = len(aliased) > 1 and any(aliased)
        return combines or not (any(aliased) or " as " in spelling.text)

    def _imports_from(self, segment: Segment, module: str) -> bool:
        if segment.kind != "import" or len(segment.nodes) != 1:
            return False
        node = segment.node
        if not isinstance(node, ast.ImportFrom) or node.names[0].name == "*":
            return False
        return self.package.absolute(bindings(node)[0].module) == module

    def _open_typing_block(self, spelling: Spelling) -> None:
        style = self.job.host
        block = Segment(
            kind="typing",
            keys=(TYPING,),
            lead=style.newline,
            code="if TYPE_CHECKING:",
            tail=style.newline,
            nodes=tuple(ast.parse("if TYPE_CHECKING: pass").body),
            body=(_import_segment(spelling, style.unit, style.newline),),
        )
        above = [i for i, s in enumerate(self.row) if s.kind == "import" or _binds_type_checking(s)]
        at = above[-1] + 1 if above else 0
        after = self.row.at(at)
        insert(self.row, at, block, style, _MODULE)
        if after is not None:
            widen(self.row, after, 1, style)

    def remove(self, binding: Binding, *, typing: bool) -> Segment | None:
        """Take ``binding`` out; the statement that holds it, if a person's comment keeps it there."""
        for segment in list(self.row):
            if segment.kind == "typing" and typing:
                held, left = self._remove_from_block(segment, binding)
            elif segment.kind == "import" and not typing:
                held, left = self._cut(self.row, segment, binding)
            else:
                continue
            if held:
                return left
        return self._remove_local(binding) if not typing else None

    def _remove_local(self, binding: Binding) -> Segment | None:
        """Out of the function that imports it for itself."""
        from scaffold.merge.statement import remove_name

        for segment in [s for top in self.row if top.kind == "def" for s in top.walk()]:
            at = self._place_in(segment, binding)
            if at is None or len(bindings(segment.node)) == 1:
                continue
            code = remove_name(segment.code, at)
            if code is None:
                return segment
            self.row.replace_below(segment, _reread(segment, code))
            self.job.touched(segment)
            self.job.ledger.changes.append("import")
            return None
        return None

    def _place_in(self, segment: Segment, binding: Binding) -> int | None:
        """Where ``segment`` imports ``binding``, among its names."""
        if segment.kind != "import" or len(segment.nodes) != 1:
            return None
        found = [self.package.resolved(b) for b in bindings(segment.node)]
        return next((i for i, b in enumerate(found) if _is_written(b, binding)), None)

    def _remove_from_block(self, block: Segment, binding: Binding) -> tuple[bool, Segment | None]:
        whole = opened(block, self.job.host.unit)
        inner = Row(whole.body or ())
        for child in list(inner):
            held, left = self._cut(inner, child, binding)
            if left is not None:
                return True, left
            if not held:
                continue
            if len(inner):
                self.row.replace(block, replace(whole, body=tuple(inner)))
            elif own_comments(whole) or whole.foot.strip() or comments(whole.code):
                return True, block
            else:
                remove(self.row, block, self.job.host, _MODULE)
            self.job.touched(block)
            return True, None
        return False, None

    def _cut(self, row: Row, segment: Segment, binding: Binding) -> tuple[bool, Segment | None]:
        """Whether ``segment`` imports ``binding``, and ``segment`` if it must go on doing so."""
        from scaffold.merge.statement import remove_name

        at = self._place_in(segment, binding)
        if at is None:
            return False, None
        if self._is_restated(segment, at):
            return True, segment
        if len(bindings(segment.node)) > 1:
            code = remove_name(segment.code, at)
            if code is None:
                return True, segment
            row.replace(segment, _reread(segment, code))
            self.job.touched(segment)
            self.job.ledger.changes.append("import")
        else:
            heads = heads_section(row, segment)
            bare = replace(
                segment,
                lead="" if heads else segment.lead,
                tail="" if is_pragma(segment.tail) else segment.tail,
            )
            if own_comments(bare) or comments(segment.code):
                return True, segment
            if heads:
                below = row[row.index(segment) + 1]
                row.replace(below, replace(below, lead=segment.lead + below.lead))
                row.replace(segment)
            else:
                remove(row, segment, self.job.host, _MODULE)
            self.job.removed("import", segment)
        return True, None

    def _is_restated(self, segment: Segment, at: int) -> bool:
        """``Post as Post`` is a person's "handed on", unless all imports of this file are written so."""
        restated = Counter(
            alias.asname == alias.name
            for other in self.row
            if other.kind == "import"
            for node in other.nodes
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
        )
        node = segment.node
        if not isinstance(node, ast.ImportFrom) or node.names[at].asname != node.names[at].name:
            return False
        return restated[True] <= restated[False] or restated[True] == 1


def _binds_type_checking(segment: Segment) -> bool:
    """``try: from typing import TYPE_CHECKING``, or ``TYPE_CHECKING = False``."""
    inside = bound_inside(segment.nodes) if segment.kind == "block" else segment.keys
    return not {"TYPE_CHECKING", "import TYPE_CHECKING"}.isdisjoint(inside)


def _is_written(found: Binding, recorded: Binding) -> bool:
    """Whether an import on disk is the one that we wrote, a module by whichever statement."""
    if not recorded.name:
        return dotted_origin(found) == recorded.module
    if found.origin != recorded.origin:
        return False
    return recorded.name == "*" or found.bound in (recorded.bound, recorded.name)


def _import_segment(spelling: Spelling, column: str, newline: str) -> Segment:
    nodes = tuple(ast.parse(spelling.text).body)
    keys = tuple(f"import {binding.bound}" for binding in bindings(nodes[0]))
    tail = spelling.comment + newline
    return Segment("import", keys, "", column + spelling.text, tail, column, nodes)


def _reread(segment: Segment, code: str) -> Segment:
    nodes = tuple(ast.parse(code.strip()).body)
    keys = tuple(f"import {binding.bound}" for binding in bindings(nodes[0]))
    return replace(segment, code=code, nodes=nodes, keys=keys)
