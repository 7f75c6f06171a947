"""Imports are driven by need: one comes when newly written code uses it, and leaves when nothing does.

An import that the fragment's own code does not use is the message itself (a package that hands its
models on), and a symbol like any other. A name that means something else here is never bound again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from scaffold.merge.decide import Action, decide
from scaffold.merge.identity import Binding
from scaffold.merge.import_remove import ImportRemover
from scaffold.merge.import_style import Spelling, as_near, like_siblings, plain
from scaffold.merge.import_write import ImportWriter
from scaffold.merge.job import Job
from scaffold.merge.ledger import UNWANTED
from scaffold.merge.origins import Names, dotted_origin, import_nodes, same_object
from scaffold.merge.row import Row
from scaffold.merge.segments import Segment
from scaffold.merge.uses import names_used
from scaffold.merge.wanted import WantedImport

Owned = dict[str, tuple[Binding, bool]]


class Imports:
    """The imports of one file being merged. ``owned`` is what is recorded of them."""

    def __init__(self, base: Mapping[str, tuple[Binding, bool]], writer: ImportWriter, job: Job) -> None:
        self.base, self.writer, self.job = base, writer, job
        self.row: Row = writer.row
        self.names: Names = job.names
        self.owned: Owned = {}

    def add(self, *, adopting: bool) -> None:
        """Bring what the written code needs, and what the fragment hands on.

        ``adopting`` takes an import that is there already for one of ours.
        """
        needed = names_used(self.job.ledger.written)
        lazy = needed - names_used(self.job.ledger.written, annotations=False) if self._is_lazy() else set()
        for bound, wanted in self.job.imports.items():
            if wanted.contributed:
                self._hand_on(bound, wanted)
                continue
            found = self._found(wanted)
            if found is None and bound in lazy:  # an annotation that nobody evaluates
                found = self.names.typing.get(bound)
            if found is None and bound.partition(".")[0] in needed and not self.writer.is_local(wanted.binding):
                self._note_alias(wanted)
                written = as_near(
                    wanted.written, import_nodes(self.row), self.writer.package, self.job.relative_imports
                )
                self._write(plain(written, wanted.comment), typing=wanted.typing)
                self.owned[bound] = (wanted.binding, wanted.typing)
            elif bound in self.base:
                self.owned[bound] = (wanted.binding, wanted.typing)
            elif adopting and found is not None and same_object(found, wanted.binding):
                self.owned[bound] = (found, wanted.typing)

    def remove(self, before: Sequence[Segment]) -> None:
        """Take out what was ours and is used by nothing that is left, wanted or not.

        ``before`` is the file as it was: an import that it did not use was handed on, or left by the person who took
        its use. One that is still wanted stays then; of one that is not, the person must hear when it stays.
        """
        if not self.job.ledger.changes and self.base.keys() <= self.job.imports.keys():
            return
        remover = ImportRemover(self.row, self.writer.package, self.job)
        was_used = names_used(s for s in before if s.key != "__all__")
        # those for type checkers first: `TYPE_CHECKING` itself goes with the last of them
        for bound, (binding, typing) in sorted(self.base.items(), key=lambda item: not item[1][1]):
            root = binding.bound.partition(".")[0]
            if root in names_used(self.row):
                continue  # it belongs to the person now who uses it
            wanted = self.job.imports.get(bound)
            if wanted is not None and (wanted.contributed or root not in was_used):
                continue
            self.owned.pop(bound, None)
            left = remover.remove(binding, typing=typing)
            if left is None or root in was_used or bound == "TYPE_CHECKING":
                continue
            if self.job.conflict(bound, UNWANTED, left) is None:
                self.owned[bound] = (binding, typing)

    def _is_lazy(self) -> bool:
        """Whether annotations are not evaluated in this file."""
        found = self.names.runtime.get("annotations")
        return found is not None and found.module == "__future__"

    def _found(self, wanted: WantedImport) -> Binding | None:
        """What binds the wanted name here: an import, a star, or a definition of that name."""
        binding = wanted.binding
        found = self.names.import_of(binding.bound, typing=wanted.typing)
        if found is None and binding.module in self.names.stars:
            return binding
        if found is None and binding.bound in self.names.defined:
            return binding
        return found

    def _note_alias(self, wanted: WantedImport) -> None:
        name = wanted.binding.bound
        for bound, binding in self.names.runtime.items():
            if binding.origin == wanted.binding.origin and bound != name:
                origin, path = dotted_origin(binding), self.job.path
                self.job.notice(f"{origin} is imported as `{bound}` in {path}; `{name}` is imported beside it")

    def _hand_on(self, bound: str, wanted: WantedImport) -> None:
        """An import that is a symbol of its own, spelled as its siblings are."""
        spelling = self._spelling(wanted)
        written = self.writer.package.resolved(spelling.binding)
        base = self.base.get(bound) if not self.job.restores(bound) else None
        there = self._handed_on(written) or self._handed_on(wanted.binding)
        # an import has no other versions than being there
        action = decide(base and "there", "there" if there else None, "there")
        if action is Action.ADD:
            if (reason := self._taken(written, wanted)) is not None:
                if self.job.conflict(bound, reason, None, spelling.text) != "mine":
                    return
            else:
                self._write(spelling, typing=wanted.typing)
        self.owned[bound] = (Binding(written.module, written.name, bound), wanted.typing)

    def _spelling(self, wanted: WantedImport) -> Spelling:
        if not any(segment.kind == "import" for segment in self.row):
            return plain(as_near(wanted.written, (), self.writer.package, self.job.relative_imports), wanted.comment)
        return like_siblings(wanted.binding, self.row, self.writer.package, wanted.comment)

    def _taken(self, written: Binding, wanted: WantedImport) -> str | None:
        """Why the name cannot be bound: it means something else here."""
        there = dotted_origin(wanted.binding)
        found = self.names.import_of(written.bound, typing=True)
        if found is not None:
            return f"`{written.bound}` is {dotted_origin(found)} in this file, and not {there}"
        if written.bound in self.names.defined:
            return f"`{written.bound}` is defined in this file, and not {there}"
        return None

    def _handed_on(self, binding: Binding) -> bool:
        """Whether the file imports ``binding``, under whatever name."""
        if binding.name == "*" or binding.module in self.names.stars:
            return binding.module in self.names.stars
        imports = [*self.names.runtime.values(), *self.names.typing.values()]
        return any(dotted_origin(found) == dotted_origin(binding) for found in imports)

    def _write(self, spelling: Spelling, *, typing: bool) -> None:
        self.job.ledger.changes.append("import")
        if typing and not self.names.binds("TYPE_CHECKING") and not self.writer.has_typing_block:
            self._write_type_checking()
        self.writer.write(spelling, typing=typing)
        table = self.names.typing if typing else self.names.runtime
        table[spelling.binding.bound] = self.writer.package.resolved(spelling.binding)

    def _write_type_checking(self) -> None:
        binding = Binding("typing", "TYPE_CHECKING", "TYPE_CHECKING")
        self.writer.write(plain(binding), typing=False)
        self.names.runtime[binding.bound] = binding
        self.owned[binding.bound] = (binding, False)
