"""Make the statements of a fragment true in a container: a module, a class.

The walk over the table of three fingerprints; what becomes of one pair is in ``pair``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from scaffold.dataclass import replace
from scaffold.merge.adapt import adapted
from scaffold.merge.calls import add_call_in_function, call_position
from scaffold.merge.canonical import canonical
from scaffold.merge.decide import Action, decide
from scaffold.merge.identity import bound_inside, kind_and_keys
from scaffold.merge.job import Job
from scaffold.merge.ledger import EDITED, FOREIGN
from scaffold.merge.pair import merge_pair
from scaffold.merge.place import fit_gaps, insert, position
from scaffold.merge.prints import Print, is_empty, print_of
from scaffold.merge.segments import Segment, blank_lines, ended
from scaffold.merge.site import Site
from scaffold.merge.symbols import Scope, change_name
from scaffold.merge.unwanted import remove_unused, remove_unwanted
from scaffold.merge.uses import names_used
from scaffold.merge.wanted import needs_anchor, wanted_print

WRAPPED = "moved into a block by hand and changed in the template"


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
        self.template = list(theirs)
        self.wanted = [s for s in theirs if s.kind not in ("import", "typing")]
        self.scope, self.job, self.base = scope, job, base
        self.site = Site(base, ours, self.wanted, scope, job)
        self.recorded: dict[str, Print] = {}
        self.placed: dict[Segment, Segment] = {}  # of the template, to where they stand
        self.fresh: set[Segment] = set()

    def merged(self) -> tuple[tuple[Segment, ...], dict[str, Print]]:
        """The statements as they shall stand, and what is recorded of them."""
        # removals first: what is inserted later needs neighbours that stay
        self.recorded |= remove_unwanted(self.site, {s.key for s in self.wanted})
        for wanted in self.wanted:
            printed = self._make_true(wanted)
            if printed is not None and (not is_empty(printed) or self._is_ours(wanted)):
                self.recorded[wanted.key] = printed
        self.recorded |= remove_unused(self.site)
        row, newline = self.site.row, self.job.host.newline
        fit_gaps(row, self._is_fresh, self._gap_in_template, self.job.host)
        items = [ended(s, newline) for s in row.items[:-1]] + row.items[-1:]
        if self.scope.kind == "class" and not items:
            column = self.scope.column
            items = [Segment("other", ("pass",), "", column + "pass", newline, column)]
        return tuple(items), self.recorded

    def _is_ours(self, wanted: Segment) -> bool:
        """Whether a literal without elements is the template's own, and not a person's that we add nothing to."""
        shared = self.job.part and self.scope.kind == "module"
        return not shared and is_empty(print_of(wanted))

    def _make_true(self, wanted: Segment) -> Print | None:
        """Look where it stands, and act on that; the answer is what is recorded of it."""
        site, key = self.site, wanted.key
        found, nested, block = site.found(key), site.nested.get(key), site.hidden.get(key)
        if found is not None and found.kind == "line":
            return self._on_shared_line(found, wanted)
        if found is not None:
            segment, printed = merge_pair(self.base.get(key), found, wanted, self.scope, self.job)
            site.row.replace(found, segment)
            self.placed[wanted] = segment
            return printed
        if nested is not None:
            segment, printed = merge_pair(self.base.get(key), nested, wanted, self.scope, self.job)
            if segment is not nested:
                site.row.replace_below(nested, segment)
            return printed
        if block is not None:
            return self._inside_block(block, wanted)
        return self._absent(wanted)

    def _absent(self, wanted: Segment) -> Print | None:
        """Not on disk: new to this file, or removed by a person."""
        job, symbol = self.job, self.scope.symbol(wanted)
        base = None if job.restores(symbol) else self.base.get(wanted.key)
        printed = wanted_print(wanted, self.scope, job)
        action = decide(base, None, printed)
        if action is not Action.ADD:
            if action is Action.STAYS_OUT_CHANGED and not self._is_theirs_alone():
                job.notice(f"{symbol} is not in {job.path}, and what it would hold has changed")
            return printed
        if self._serves_what_stays_out(wanted):
            return None  # not recorded: it comes when one of those is restored
        reason = job.clash([wanted])
        if needs_anchor(wanted, self.scope, job):
            reason = f"`{wanted.key}` was not found in this file"
        if not reason:
            self._add(wanted, symbol)
            return printed
        return self._decline(base, printed, wanted, None, reason)

    def _is_theirs_alone(self) -> bool:
        """Whether nothing of ours stands in the whole file: an adopted file that a person wrote otherwise."""
        whole = self.scope.kind == "module" and not self.job.part
        return whole and not any(self._is_there(key) for key in self.base)

    def _is_there(self, key: str) -> bool:
        return self.site.found(key) is not None or key in self.site.nested or key in self.site.hidden

    def _serves_what_stays_out(self, wanted: Segment) -> bool:
        # Nick = Annotated[str, ...]      <- nobody uses it where a person removed PostCreate and PostUpdate
        if self.scope.kind != "module":
            return False
        users = [s for s in self.template if s is not wanted and wanted.key in names_used((s,))]
        return bool(users) and all(self._stays_out(user) for user in users)

    def _stays_out(self, wanted: Segment) -> bool:
        removed = wanted.key in self.base and not self._is_there(wanted.key)
        return removed and not self.job.restores(self.scope.symbol(wanted))

    def _decline(
        self, base: Print | None, printed: Print, wanted: Segment, there: Segment | None, reason: str
    ) -> Print | None:
        """A conflict that can be settled by doing without: absent on purpose from then on."""
        symbol = self.scope.symbol(wanted)
        if base == printed or self.job.settle.of(f"{self.job.path}::{symbol}") == "mine":
            return printed
        self.job.unsettled(symbol, reason, there, wanted.text_below_lead)
        return base

    def _add(self, wanted: Segment, symbol: str) -> None:
        job, row = self.job, self.site.row
        job.wrote(change_name(symbol, wanted), wanted)
        at = None
        new = adapted(wanted, self.scope.column, job.template, job.host)
        if wanted.kind == "call":
            if self.scope.kind == "module" and add_call_in_function(row, wanted, job):
                return
            at = call_position(row, wanted)
            new = new if at is None else replace(new, lead="")
        if at is None:
            at = position(row, wanted, self.template, self._stands, self.scope)
        new = insert(row, at, new, job.host, self.scope)
        self.placed[wanted] = new
        self.fresh.add(new)

    def _inside_block(self, block: Segment, wanted: Segment) -> Print | None:
        """A person wrapped it in ``if`` or ``try``: neither deleted nor written a second time."""
        node = bound_inside(block.nodes)[wanted.key]
        if needs_anchor(wanted, self.scope, self.job):
            reason = f"`{wanted.key}` stands inside another statement, where nothing is added"
            base, printed = self.base.get(wanted.key), wanted_print(wanted, self.scope, self.job)
            return self._decline(base, printed, wanted, block, reason)
        return self._as_it_is(node, block, wanted, WRAPPED)

    def _on_shared_line(self, line: Segment, wanted: Segment) -> Print | None:
        """``a = 1; b = 2``, neither of them ours to change."""
        nodes = (n for n in line.nodes if wanted.key in kind_and_keys(n, first=False)[1])
        return self._as_it_is(next(nodes, None), line, wanted, EDITED)

    def _as_it_is(self, node: object, there: Segment, wanted: Segment, reason: str) -> Print | None:
        """``node`` stands inside of something else, and is not changed there."""
        base, printed = self.base.get(wanted.key), wanted_print(wanted, self.scope, self.job)
        if base == printed or (node and canonical(node) == canonical(wanted.node)):  # type: ignore[arg-type]
            return printed
        symbol, text = self.scope.symbol(wanted), wanted.text_below_lead
        side = self.job.conflict(symbol, reason if base else FOREIGN, there, text)
        return base if side is None else printed

    def _stands(self, wanted: Segment) -> Segment | None:
        found = self.placed.get(wanted) or self.site.index.get(wanted.key)
        return None if found is None else self.site.row.now(found)

    def _is_fresh(self, segment: Segment) -> bool:
        return any(self.site.row.now(new) is segment for new in self.fresh)

    def _gap_in_template(self, last: Segment, after: Segment) -> int:
        """The blank lines between two statements that are neighbours in the template; else -1."""
        now = self.site.row.now
        stands = {now(segment): wanted for wanted, segment in self.placed.items()}
        one, other = stands.get(last), stands.get(after)
        if one is None or other is None:
            return -1
        at = self.template.index(other)
        return blank_lines(other.lead) if at and self.template[at - 1] is one else -1
