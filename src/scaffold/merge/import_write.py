"""Write an import into a file: into the statement that is there, or as one of its own."""

from __future__ import annotations

import ast

from scaffold.dataclass import replace
from scaffold.merge.identity import TYPING, Binding, bound_inside
from scaffold.merge.import_order import Order
from scaffold.merge.import_place import insert_import
from scaffold.merge.import_statement import import_segment, imports_from, place_in, reread
from scaffold.merge.import_style import Spelling
from scaffold.merge.job import Job
from scaffold.merge.opened import opened
from scaffold.merge.origins import Package
from scaffold.merge.place import insert, widen
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
            new = import_segment(spelling, scope.column, host.newline)
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
        return replace(reread(statement, code), tail=tail)

    def _first_use(self, bound: str) -> int:
        root = bound.partition(".")[0]
        used = (i for i, segment in enumerate(self.row) if root in names_used([segment]))
        return next(used, len(self.row))

    def is_local(self, binding: Binding) -> bool:
        """Whether every function that uses the name imports it for itself."""
        users = [segment for segment in self.row if binding.bound in names_used([segment])]
        return bool(users) and all(
            user.kind == "def" and any(place_in(s, binding, self.package) is not None for s in user.walk())
            for user in users
        )

    def _local_sibling(self, binding: Binding) -> Segment | None:
        """The import from the same module inside the only function that uses the name.

        An application factory imports its routers itself where the top of the file would go in a circle.
        """
        module = self.package.absolute(binding.module)
        users = [segment for segment in self.row if binding.bound in names_used([segment])]
        if len(users) != 1 or users[0].kind != "def" or any(imports_from(s, module, self.package) for s in self.row):
            return None
        return next((s for s in users[0].walk() if imports_from(s, module, self.package)), None)

    def _can_take(self, statement: Segment, spelling: Spelling, module: str) -> bool:
        """Whether ``statement`` imports from ``module``, and takes another name.

        isort gives ``from m import a as b`` a line of its own, unless told to combine.
        """
        if not imports_from(statement, module, self.package) or self.order.one_name or spelling.binding.name == "*":
            return False
        assert isinstance(statement.node, ast.ImportFrom)
        aliased = [alias.asname is not None for alias in statement.node.names]
        combines = len(aliased) > 1 and any(aliased)
        return combines or not (any(aliased) or " as " in spelling.text)

    def _open_typing_block(self, spelling: Spelling) -> None:
        style = self.job.host
        block = Segment(
            kind="typing",
            keys=(TYPING,),
            lead=style.newline,
            code="if TYPE_CHECKING:",
            tail=style.newline,
            nodes=tuple(ast.parse("if TYPE_CHECKING: pass").body),
            body=(import_segment(spelling, style.unit, style.newline),),
        )
        above = [i for i, s in enumerate(self.row) if s.kind == "import" or _binds_type_checking(s)]
        at = above[-1] + 1 if above else 0
        after = self.row.at(at)
        insert(self.row, at, block, style, _MODULE)
        if after is not None:
            widen(self.row, after, 1, style)


def _binds_type_checking(segment: Segment) -> bool:
    """``try: from typing import TYPE_CHECKING``, or ``TYPE_CHECKING = False``."""
    inside = bound_inside(segment.nodes) if segment.kind == "block" else segment.keys
    return not {"TYPE_CHECKING", "import TYPE_CHECKING"}.isdisjoint(inside)
