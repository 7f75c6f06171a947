"""What does a fragment ask of a file? Its imports, and what each of its statements comes to.

In a part, module-level classes and functions are only anchors: what counts is what they hold.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from scaffold.dataclass import dataclass
from scaffold.merge.elements import elements_of
from scaffold.merge.identity import Binding, bindings
from scaffold.merge.opened import opened
from scaffold.merge.origins import Package
from scaffold.merge.prints import ClassPrint, ElementsPrint, Print, print_of
from scaffold.merge.segments import Segment
from scaffold.merge.symbols import Scope
from scaffold.merge.uses import names_used

if TYPE_CHECKING:
    from scaffold.merge.job import Job


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedImport:
    """An import of the fragment. ``binding`` is resolved, ``written`` is as the fragment has it."""

    binding: Binding
    written: Binding
    typing: bool  # only type checkers see it
    contributed: bool  # the fragment's own code does not use it: the import itself is the message
    comment: str  # behind it, in the fragment


def wanted_imports(theirs: Sequence[Segment], package: Package) -> dict[str, WantedImport]:
    """The imports of a fragment, by the name that they bind."""
    used = names_used(segment for segment in theirs if segment.key != "__all__")
    found: dict[str, WantedImport] = {}
    for segment in theirs:
        typing = segment.kind == "typing"
        for statement in (opened(segment).body or ()) if typing else (segment,):
            for binding in (b for node in statement.nodes for b in bindings(node)):
                root = binding.bound.partition(".")[0]
                found.setdefault(
                    binding.bound,
                    WantedImport(
                        binding=package.resolved(binding),
                        written=binding,
                        typing=typing,
                        contributed=root not in used and binding.module != "__future__",
                        comment=statement.tail.rstrip("\r\n"),
                    ),
                )
    return found


def needs_anchor(wanted: Segment, scope: Scope, job: Job) -> bool:
    """In a part, what holds members must stand in the file: it is not ours to create."""
    if not job.part or scope.kind != "module":
        return False
    if wanted.key == "__all__":  # asked for only where it may be made
        return False
    return wanted.kind in ("class", "def") or elements_of(wanted, any_name=True) is not None


def wanted_print(wanted: Segment, scope: Scope, job: Job) -> Print:
    """The fingerprint of a statement of the fragment; in a part, of what it contributes."""
    printed = print_of(wanted)
    if not job.part or scope.kind != "module":
        return printed
    if isinstance(printed, ClassPrint):
        return ClassPrint("", (), printed.members)
    if wanted.kind == "def":
        body = opened(wanted).body or ()
        return ClassPrint("", (), {child.key: print_of(child) for child in body})
    elements = elements_of(wanted, any_name=True)
    if elements is not None:
        return ElementsPrint({element.key: element.value for element in elements})
    return printed
