"""What did we write? The code that a fingerprint stands for, when the old rendering can be made again.

A rendering proves itself: its code is only shown where its fingerprint is the recorded one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from scaffold.lock import Record
from scaffold.merge.partition import partition
from scaffold.merge.prints import ClassPrint, Print, header_print, print_of
from scaffold.merge.recorded import from_symbols
from scaffold.merge.segments import Segment
from scaffold.merge.symbols import Scope


def recorded_code(rendered: str, record: Record, symbol: str) -> str | None:
    """The code of ``symbol`` in ``rendered``, if that is what ``record`` holds of it."""
    members = from_symbols(record.symbols).members
    body = partition(rendered, record.path).body
    for name, segment, printed in _pairs(body, members, Scope()):
        if name != symbol:
            continue
        if isinstance(printed, ClassPrint):
            return segment.code if header_print(segment) == printed.header else None
        return segment.text_below_lead if print_of(segment) == printed else None
    return None


def _pairs(
    body: tuple[Segment, ...], members: Mapping[str, Print], scope: Scope
) -> Iterator[tuple[str, Segment, Print]]:
    for segment in body:
        printed = members.get(segment.key)
        if printed is None:
            continue
        yield scope.symbol(segment), segment, printed
        if isinstance(printed, ClassPrint):
            inside = scope.inside(segment, "class", "")
            yield from _pairs(segment.body or (), printed.members, inside)
