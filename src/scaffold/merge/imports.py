"""Imports are driven by need: one comes when newly written code uses it, and leaves when nothing does.

An import that the fragment's own code does not use is the message itself (a package that hands its
models on), and a symbol like any other. A name that means something else here is never bound again.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from scaffold.merge.canonical import comments
from scaffold.merge.decide import Action, decide
from scaffold.merge.identity import TYPING, Binding, bindings
from scaffold.merge.import_place import Rank, insert_import
from scaffold.merge.import_style import Spelling, aliased, like_siblings, spelled
from scaffold.merge.ledger import Job, Wanted
from scaffold.merge.opened import opened
from scaffold.merge.origins import (
    Names,
    Package,
    dotted_origin,
    names_of,
    names_used,
    same_object,
)
from scaffold.merge.place import insert, remove, widen
from scaffold.merge.prints import own_comments
from scaffold.merge.row import Row
from scaffold.merge.segments import Segment
from scaffold.merge.symbols import Scope

Owned = dict[str, tuple[Binding, bool]]
MODULE = Scope()


def wanted_imports(theirs: Sequence[Segment], package: Package) -> dict[str, Wanted]:
    """The imports of a fragment, by the name that they bind."""
    used = names_used(segment for segment in theirs if segment.key != "__all__")
    found: dict[str, Wanted] = {}
    for segment in theirs:
        typing = segment.kind == "typing"
        statements = (opened(segment).body or ()) if typing else (segment,)
        for statement in statements:
            for binding in (b for node in statement.nodes for b in bindings(node)):
                root = binding.bound.partition(".")[0]
                found.setdefault(
                    binding.bound,
                    Wanted(
                        binding=package.resolved(binding),
                        typing=typing,
                        contributed=root not in used and binding.module != "__future__",
                        segment=statement,
                    ),
                )
    return found


class Imports:
    """The imports of one file being merged."""

    def __init__(
        self,
        base: Mapping[str, tuple[Binding, bool]],
        row: Row,
        package: Package,
        rank: Rank,
        job: Job,
    ) -> None:
        self.base, self.row, self.package, self.rank, self.job = base, row, package, rank, job
        self.names: Names = job.names
        self.owned: Owned = {}

    def add(self, *, adopting: bool) -> None:
        """Bring what the written code needs, and what the fragment hands on.

        ``adopting`` takes an import that is there already for one of ours.
        """
        needed = names_used(self.job.ledger.written)
        for bound, wanted in self.job.imports.items():
            if wanted.contributed:
                self._hand_on(bound, wanted)
                continue
            found = self._found(wanted)
            if found is None and bound.partition(".")[0] in needed:
                self._note_alias(wanted)
                self._write(wanted, spelled(self._here(wanted)))
                self.owned[bound] = (wanted.binding, wanted.typing)
            elif bound in self.base:
                self.owned[bound] = (wanted.binding, wanted.typing)
            elif adopting and found is not None and same_object(found, wanted.binding):
                self.owned[bound] = (found, wanted.typing)

    def remove(self) -> None:
        """Take out what was ours, is not wanted any more, and is used by nothing that is left."""
        gone = {b: o for b, o in self.base.items() if b not in self.job.imports}
        for bound, (binding, typing) in sorted(gone.items(), key=lambda item: not item[1][1]):
            used = names_used(self.row)
            root = (binding.bound if binding.name else binding.module).partition(".")[0]
            if binding.name and root in used:
                continue  # it belongs to the person now who uses it
            if not binding.name and bound == binding.module and root in used:
                continue
            self._remove(binding, typing=typing)

    def _found(self, wanted: Wanted) -> Binding | None:
        """What binds the wanted name here: an import, a star, or a definition of that name."""
        binding = wanted.binding
        found = self.names.import_of(binding.bound, typing=wanted.typing)
        if found is None and binding.module in self.names.stars:
            return binding
        if found is None and binding.bound in self.names.defined:
            return binding
        return found

    def _here(self, wanted: Wanted) -> Binding:
        """The binding as the fragment writes it."""
        for node in wanted.segment.nodes:
            for binding in bindings(node):
                if binding.bound == wanted.binding.bound:
                    return binding
        return wanted.binding

    def _note_alias(self, wanted: Wanted) -> None:
        for bound, binding in self.names.runtime.items():
            if binding.origin == wanted.binding.origin and bound != wanted.binding.bound:
                origin = dotted_origin(binding)
                self.job.notice(
                    f"{origin} is imported as `{bound}` in {self.job.path}; "
                    f"`{wanted.binding.bound}` is imported beside it"
                )

    def _hand_on(self, bound: str, wanted: Wanted) -> None:
        """An import that is a symbol of its own."""
        comment = wanted.segment.tail.rstrip("\r\n")
        spelling = like_siblings(self._absolute(wanted), self.row, self.package, comment)
        if not any(s.kind == "import" for s in self.row):
            spelling = spelled(self._here(wanted), comment)
        elif spelling.binding == wanted.binding and not spelling.comment:
            spelling = replace(spelling, comment=comment if wanted.typing else spelling.comment)
        written = self.package.resolved(spelling.binding)
        owned = (replace_bound(written, bound), wanted.typing)
        base = self.base.get(bound) if not self.job.restores(bound) else None
        there = self._handed_on(written) or self._handed_on(wanted.binding)
        action = decide(base and "there", "there" if there else None, "there")
        if action is Action.ADD:
            clash = self.names.import_of(written.bound, typing=True)
            defined = written.bound in self.names.defined
            if clash is not None or defined:
                here = dotted_origin(clash) if clash else "defined in this file"
                said = f"`{bound}` is {here}, and not {dotted_origin(wanted.binding)}"
                if self.job.conflict(bound, said, None, spelling.text) != "mine":
                    return
            else:
                self._write(wanted, spelling)
        self.owned[bound] = owned

    def _absolute(self, wanted: Wanted) -> Binding:
        return wanted.binding

    def _handed_on(self, binding: Binding) -> bool:
        """Whether the file imports ``binding``, under whatever name."""
        if binding.name == "*" or binding.module in self.names.stars:
            return binding.module in self.names.stars
        imports = [*self.names.runtime.values(), *self.names.typing.values()]
        return any(dotted_origin(found) == dotted_origin(binding) for found in imports)

    def _write(self, wanted: Wanted, spelling: Spelling) -> None:
        """Into a statement that imports from the same module, else as a statement of its own."""
        self.job.ledger.changes.append("import")
        if not wanted.typing:
            self._write_into(self.row, spelling, MODULE)
            self._bind(spelling.binding, typing=False)
            return
        block = next((s for s in self.row if s.kind == "typing"), None)
        if block is None:
            self._open_typing_block(spelling)
        else:
            whole = opened(block, self.job.host.unit)
            body = whole.body or ()
            column = body[0].column if body else whole.column + self.job.host.unit
            inner = Row(body)
            self._write_into(inner, spelling, Scope("function", "", column))
            self.row.replace(block, replace(whole, body=tuple(inner)))
        self._bind(spelling.binding, typing=True)

    def _bind(self, binding: Binding, *, typing: bool) -> None:
        table = self.names.typing if typing else self.names.runtime
        table[binding.bound] = self.package.resolved(binding)

    def _write_into(self, row: Row, spelling: Spelling, scope: Scope) -> None:
        from scaffold.merge.statement import add_name

        binding = spelling.binding
        if binding.name and binding.name != "*":
            module = self.package.absolute(binding.module)
            for segment in row:
                if self._imports_from(segment, module):
                    name = spelling.text.partition(" import ")[2]
                    room = len(segment.tail.rstrip())
                    code = add_name(segment.code, name, self.job.host, room=room)
                    self.job.touched(segment)
                    row.replace(segment, _reread(segment, code))
                    return
        new = _import_segment(spelling, scope.column, self.job.host.newline)
        insert_import(row, new, self.rank, self.job.host, scope)

    def _imports_from(self, segment: Segment, module: str) -> bool:
        if segment.kind != "import" or len(segment.nodes) != 1:
            return False
        node = segment.node
        return (
            isinstance(node, ast.ImportFrom)
            and node.names[0].name != "*"
            and self.package.absolute(bindings(node)[0].module) == module
        )

    def _open_typing_block(self, spelling: Spelling) -> None:
        style = self.job.host
        if not self.names.binds("TYPE_CHECKING"):
            typing = spelled(Binding("typing", "TYPE_CHECKING", "TYPE_CHECKING"))
            self._write_into(self.row, typing, MODULE)
            self._bind(typing.binding, typing=False)
            self.owned["TYPE_CHECKING"] = (typing.binding, False)
        child = _import_segment(spelling, style.unit, style.newline)
        test = ast.parse("if TYPE_CHECKING: pass").body[0]
        block = Segment(
            kind="typing",
            keys=(TYPING,),
            lead=style.newline,
            code="if TYPE_CHECKING:",
            tail=style.newline,
            nodes=(test,),
            body=(child,),
        )
        imports = [s for s in self.row if s.kind == "import"]
        at = self.row.index(imports[-1]) + 1 if imports else 0
        after = self.row.at(at)
        insert(self.row, at, block, style, MODULE)
        if after is not None:
            widen(self.row, after, 1, style)

    def _remove(self, binding: Binding, *, typing: bool) -> None:
        for segment in list(self.row):
            if segment.kind == "typing" and typing:
                if self._remove_from_block(segment, binding):
                    return
            elif segment.kind == "import" and not typing and self._cut(self.row, segment, binding):
                return

    def _remove_from_block(self, block: Segment, binding: Binding) -> bool:
        whole = opened(block, self.job.host.unit)
        inner = Row(whole.body or ())
        if not any(self._cut(inner, child, binding) for child in list(inner)):
            return False
        if len(inner):
            self.row.replace(block, replace(whole, body=tuple(inner)))
        elif own_comments(whole) or whole.foot.strip() or comments(whole.code):
            return False
        else:
            remove(self.row, block, self.job.host, MODULE)
        self.job.touched(block)
        return True

    def _cut(self, row: Row, segment: Segment, binding: Binding) -> bool:
        """Take one imported name out of ``segment``, unless a person's comment hangs on it."""
        from scaffold.merge.statement import remove_name

        if segment.kind != "import" or len(segment.nodes) != 1:
            return False
        found = [self.package.resolved(b) for b in bindings(segment.node)]
        at = next((i for i, b in enumerate(found) if _is_written(b, binding)), None)
        if at is None:
            return False
        if len(found) > 1:
            code = remove_name(segment.code, at)
            if code is None:
                return False
            row.replace(segment, _reread(segment, code))
        else:
            pragma = segment.tail.strip().startswith(("# noqa", "#noqa", "# ruff", "# isort"))
            if (own_comments(replace(segment, tail="" if pragma else segment.tail))) or comments(
                segment.code
            ):
                return False
            remove(row, segment, self.job.host, MODULE)
        self.job.ledger.changes.append("import")
        self.job.touched(segment)
        return True


def replace_bound(binding: Binding, bound: str) -> Binding:
    """``binding`` under the name that the fragment wants."""
    return Binding(binding.module, binding.name, bound)


def _is_written(found: Binding, recorded: Binding) -> bool:
    """Whether an import on disk is the one that we wrote; its bound name may be that of a module."""
    if found.origin == recorded.origin:
        return (
            not recorded.name
            or recorded.name == "*"
            or found.bound == recorded.bound
            or (found.bound == found.name)
        )
    return not recorded.name and dotted_origin(found) == recorded.module


def _import_segment(spelling: Spelling, column: str, newline: str) -> Segment:
    node = ast.parse(spelling.text).body[0]
    keys = tuple(f"import {b.bound}" for b in bindings(node))
    tail = spelling.comment + newline
    return Segment("import", keys, "", column + spelling.text, tail, column, (node,))


def _reread(segment: Segment, code: str) -> Segment:
    node = ast.parse(code.strip()).body[0]
    keys = tuple(f"import {b.bound}" for b in bindings(node))
    return replace(segment, code=code, nodes=(node,), keys=keys)


def top_names(segments: Iterable[Segment], package: Package) -> Names:
    """What the top of a file binds."""
    return names_of(segments, package)


__all__ = ["Imports", "aliased", "top_names", "wanted_imports"]
