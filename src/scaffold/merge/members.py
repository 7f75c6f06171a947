"""Make the statements of a fragment true in a container: a module, a class.

The walk over the table of three fingerprints; what becomes of one pair is in ``pair``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from scaffold.merge.adapt import adapted
from scaffold.merge.calls import (
    add_call_in_function,
    call_position,
    calls_inside,
    replace_call,
    same_call,
    without_call,
)
from scaffold.merge.canonical import canonical
from scaffold.merge.decide import Action, decide
from scaffold.merge.elements import elements_of, emptied
from scaffold.merge.follow import renamed_from
from scaffold.merge.identity import bound_inside, kind_and_keys
from scaffold.merge.ledger import EDITED, FOREIGN, UNWANTED, Job
from scaffold.merge.pair import merge_pair
from scaffold.merge.place import fit_gaps, insert, position, remove
from scaffold.merge.prints import ClassPrint, ElementsPrint, Print, is_empty, print_of
from scaffold.merge.row import Row
from scaffold.merge.segments import Segment, blank_lines, ended
from scaffold.merge.shared_line import split
from scaffold.merge.symbols import Scope, change_name
from scaffold.merge.untouched import untouched

Merge = tuple[Segment, Print | None]


class Members:
    """One container being merged. ``merged`` is the whole of its use."""

    def __init__(
        self,
        base: Mapping[str, Print],
        ours: Sequence[Segment],
        theirs: Sequence[Segment],
        scope: Scope,
        job: Job,
    ) -> None:
        self.base = base
        self.row = Row(ours)
        self.template = list(theirs)
        self.wanted = [s for s in theirs if s.kind not in ("import", "typing")]
        self.scope, self.job = scope, job
        self.recorded: dict[str, Print] = {}
        self.index: dict[str, Segment] = {}
        self.hidden: dict[str, Segment] = {}
        self.placed: dict[Segment, Segment] = {}
        self.fresh: set[Segment] = set()

    def merged(self) -> tuple[tuple[Segment, ...], dict[str, Print]]:
        """The statements as they shall stand, and what is recorded of them."""
        self._split_shared_lines()
        self._find_everything()
        self._remove_unwanted()
        for wanted in self.wanted:
            self._make_true(wanted)
        fit_gaps(self.row, self._is_fresh, self._gap_in_template, self.job.host)
        newline = self.job.host.newline
        items = [ended(s, newline) for s in self.row.items[:-1]] + self.row.items[-1:]
        if self.scope.kind == "class" and not items:
            column = self.scope.column
            items = [Segment("other", ("pass",), "", column + "pass", newline, column)]
        return tuple(items), self.recorded

    def _split_shared_lines(self) -> None:
        """``a: int; b: int`` becomes two lines, but only if one of them is about to change."""
        wanted = {s.key: print_of(s) for s in self.wanted}
        for line in [s for s in self.row if s.kind == "line" and s.nodes]:
            changing = (k for k in line.keys if k in self.base and wanted.get(k) != self.base[k])
            if any(changing):
                self.row.replace(line, *split(line, self.job.host.newline))

    def _find_everything(self) -> None:
        for segment in self.row:
            for key in segment.keys:
                self.index.setdefault(key, segment)
            if segment.kind == "block":
                for key in bound_inside(segment.nodes):
                    self.hidden.setdefault(key, segment)
        self.nested = calls_inside(self.row) if self.scope.kind == "module" else {}
        for wanted in (s for s in self.wanted if s.kind == "call"):
            if (
                same := same_call(wanted, [*self.row, *self.nested.values()], self.job)
            ) is not None:
                (self.nested if same in self.nested.values() else self.index)[wanted.key] = same
        known = self.index.keys() | self.hidden.keys() | self.nested.keys()
        missing = {key: printed for key, printed in self.base.items() if key not in known}
        wanted = {s.key for s in self.wanted}
        free = [s for s in self.row if not {*s.keys} & (self.base.keys() | wanted)]
        for key, segment in renamed_from(missing, free).items():
            self.index[key] = segment
            was, now = self.scope.of_key(key), self.scope.symbol(segment)
            self.job.notice(f"{was} is called {now} in {self.job.path}; it is taken for the same")

    def _remove_unwanted(self) -> None:
        """First of all: what is inserted later needs neighbours that stay."""
        wanted = {s.key for s in self.wanted}
        for key, base in self.base.items():
            if key in wanted:
                continue
            if key in self.nested and key not in self.index:
                self._remove_nested(key, base)
                continue
            found = self.index.get(key) or self.hidden.get(key)
            if found is None or found not in self.row:
                continue
            symbol = self.scope.of_key(key) if key in self.hidden else self.scope.symbol(found)
            if self._withdraw(key, base, found):
                continue
            alone = found.keys == (key,)
            known = self.job.comments
            if alone and untouched(found, base, self.scope.of_key(key), known):
                self._take_out(found, symbol)
                continue
            side = self.job.conflict(symbol, UNWANTED, found)
            if side == "theirs" and alone:
                self._take_out(found, symbol)
            elif side is None:
                self.recorded[key] = base

    def _withdraw(self, key: str, base: Print, found: Segment) -> bool:
        """Take our members or elements out of something that is not ours, and leave it standing."""
        if isinstance(base, ClassPrint) and not base.header and found.kind in ("class", "def"):
            template = replace(found, keys=(key,), body=(), lead="", foot="")
        elif isinstance(base, ElementsPrint) and elements_of(found, any_name=True) is not None:
            if (
                untouched(found, base, self.scope.of_key(key), self.job.comments)
                and not self.job.part
            ):
                return False
            template = emptied(found)
        else:
            return False
        segment, printed = merge_pair(base, found, template, self.scope, self.job)
        self.row.replace(found, segment)
        if not is_empty(printed):
            self.recorded[key] = base if printed is None else printed
        return True

    def _remove_nested(self, key: str, base: Print) -> None:
        """A call inside an application factory."""
        call = self.nested[key]
        symbol = self.scope.symbol(call)
        if not untouched(call, base, self.scope.of_key(key), self.job.comments):
            side = self.job.conflict(symbol, UNWANTED, call)
            if side is None:
                self.recorded[key] = base
            if side != "theirs":
                return
        without_call(self.row, call)
        self.job.ledger.changes.append(change_name(symbol, call))
        self.job.touched(call)

    def _take_out(self, segment: Segment, symbol: str) -> None:
        remove(self.row, segment, self.job.host, self.scope)
        self.job.ledger.changes.append(change_name(symbol, segment))
        self.job.touched(segment)

    def _make_true(self, wanted: Segment) -> None:
        key = wanted.key
        base, found = self.base.get(key), self.index.get(key)
        symbol = self.scope.symbol(wanted)
        if found is None and key in self.nested:
            merge = self._nested_call(base, self.nested[key], wanted)
        elif found is None and key in self.hidden:
            merge = self._inside_block(base, self.hidden[key], wanted, symbol)
        elif found is not None and found.kind == "line":
            merge = self._on_shared_line(base, found, wanted, symbol)
        elif found is not None:
            ours = self.row.now(found)
            segment, merge = merge_pair(base, ours, wanted, self.scope, self.job)
            self.row.replace(ours, segment)
            self.placed[wanted] = segment
        else:
            merge = self._absent(base, wanted, symbol)
        if merge is not None:
            self.recorded[key] = merge

    def _absent(self, base: Print | None, wanted: Segment, symbol: str) -> Print | None:
        """Not on disk: new to this file, or removed by a person."""
        printed = self._print(wanted)
        restored = self.job.restores(symbol)
        action = decide(None if restored else base, None, printed)
        if action is Action.STAYS_OUT:
            return printed
        if action is Action.STAYS_OUT_CHANGED:
            self.job.notice(f"{symbol} was removed from {self.job.path} and has changed since")
            return printed
        if self._needs_anchor(wanted):
            return self._no_anchor(wanted, symbol, printed)
        if reason := self.job.clash([wanted]):
            side = self.job.settle.of(f"{self.job.path}::{symbol}")
            if side != "mine":
                self.job.unsettled(symbol, reason, None, wanted.text_below_lead)
                return base
            return printed
        self._add(wanted, symbol)
        return printed

    def _nested_call(self, base: Print | None, call: Segment, wanted: Segment) -> Print | None:
        """It is called inside a function: kept, or changed there."""
        segment, merge = merge_pair(base, call, wanted, self.scope, self.job)
        if segment is not call:
            replace_call(self.row, call, segment)
        return merge

    def _needs_anchor(self, wanted: Segment) -> bool:
        """In a part, what holds members must stand there: it is not ours to create."""
        if not self.job.part or self.scope.kind != "module":
            return False
        return wanted.kind in ("class", "def") or elements_of(wanted, any_name=True) is not None

    def _no_anchor(self, wanted: Segment, symbol: str, printed: Print) -> Print | None:
        reason = f"`{wanted.key}` was not found in this file"
        side = self.job.settle.of(f"{self.job.path}::{symbol}")
        if side == "mine":
            return printed
        self.job.unsettled(symbol, reason, None, wanted.text_below_lead)
        return self.base.get(wanted.key)

    def _add(self, wanted: Segment, symbol: str) -> None:
        job = self.job
        if wanted.kind == "call" and self.scope.kind == "module":
            if add_call_in_function(self.row, wanted, job):
                job.wrote(change_name(symbol, wanted), wanted)
                return
        new = adapted(wanted, self.scope.column, job.template, job.host)
        at = call_position(self.row, wanted) if wanted.kind == "call" else None
        if at is not None:
            new = replace(new, lead="")
        else:
            at = position(self.row, wanted, self.template, self._stands, self.scope)
        new = insert(self.row, at, new, job.host, self.scope)
        self.placed[wanted] = new
        self.fresh.add(new)
        job.wrote(change_name(symbol, wanted), wanted)

    def _inside_block(
        self, base: Print | None, block: Segment, wanted: Segment, symbol: str
    ) -> Print | None:
        """A person wrapped it in ``if`` or ``try``: neither deleted nor written a second time."""
        printed = self._print(wanted)
        inside = bound_inside(block.nodes)[wanted.key]
        if canonical(inside) == canonical(wanted.node) or base == printed:
            return printed
        reason = "moved into a block by hand and changed in the template" if base else FOREIGN
        side = self.job.conflict(symbol, reason, block, wanted.text_below_lead)
        return base if side is None else printed

    def _on_shared_line(
        self, base: Print | None, line: Segment, wanted: Segment, symbol: str
    ) -> Print | None:
        printed = self._print(wanted)
        alone = next(
            (n for n in line.nodes if wanted.key in kind_and_keys(n, first=False)[1]), None
        )
        if base == printed or (alone is not None and canonical(alone) == canonical(wanted.node)):
            return printed
        side = self.job.conflict(symbol, EDITED if base else FOREIGN, line, wanted.text_below_lead)
        return base if side is None else printed

    def _print(self, wanted: Segment) -> Print:
        return wanted_print(wanted, self.scope, self.job)

    def _stands(self, wanted: Segment) -> Segment | None:
        found = self.placed.get(wanted) or self.index.get(wanted.key)
        return None if found is None else self.row.now(found)

    def _is_fresh(self, segment: Segment) -> bool:
        return any(self.row.now(new) is segment for new in self.fresh)

    def _gap_in_template(self, last: Segment, after: Segment) -> int:
        """The blank lines between two of our statements in the template; -1 if they are no neighbours."""
        stands = {self.row.now(segment): wanted for wanted, segment in self.placed.items()}
        one, other = stands.get(last), stands.get(after)
        if one is None or other is None:
            return -1
        at = self.template.index(other)
        return blank_lines(other.lead) if at and self.template[at - 1] is one else -1


def wanted_print(wanted: Segment, scope: Scope, job: Job) -> Print:
    """The fingerprint of a statement of the fragment; in a part, of what it contributes."""
    if not job.part or scope.kind != "module":
        return print_of(wanted)
    if wanted.kind == "class":
        printed = print_of(wanted)
        assert isinstance(printed, ClassPrint)
        return ClassPrint("", (), printed.members)
    if wanted.kind == "def":
        members = {child.key: print_of(child) for child in wanted.body or ()}
        return ClassPrint("", (), members)
    elements = elements_of(wanted, any_name=True)
    if elements is not None:
        return ElementsPrint({element.key: element.value for element in elements})
    return print_of(wanted)
