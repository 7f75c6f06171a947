"""Is every symbol of a record still as we wrote it? For `list`, `show` and `check`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from scaffold.lock import Record
from scaffold.merge.elements import elements_of
from scaffold.merge.identity import bound_inside
from scaffold.merge.opened import opened
from scaffold.merge.partition import partition
from scaffold.merge.prints import ClassPrint, ElementsPrint, Print, header_print, print_of
from scaffold.merge.recorded import from_symbols
from scaffold.merge.segments import Segment
from scaffold.merge.source import without_bom
from scaffold.merge.symbols import element_name

State = Literal["untouched", "edited", "absent"]


def states(ours: str | None, record: Record) -> Mapping[str, State]:
    """The state of every recorded symbol; all are absent when there is no file."""
    recorded = from_symbols(record.symbols)
    tree = partition(without_bom(ours or "")[1], record.path)
    return dict(_states(recorded.members, tree.body, ""))


def _states(recorded: Mapping[str, Print], body: tuple[Segment, ...], prefix: str) -> Iterator[tuple[str, State]]:
    there = {key: segment for segment in body for key in segment.keys}
    wrapped = {k for s in body if s.kind == "block" for k in bound_inside(s.nodes)}
    for key, printed in recorded.items():
        symbol = prefix + key.replace(" ", ":")
        segment = there.get(key)
        if segment is None:
            yield symbol, "edited" if key in wrapped else "absent"
        elif isinstance(printed, ClassPrint):
            whole = opened(segment)
            if printed.header:
                same = header_print(whole) == printed.header
                yield symbol, "untouched" if same else "edited"
            yield from _states(printed.members, whole.body or (), symbol + ".")
        elif isinstance(printed, ElementsPrint):
            yield from _element_states(printed, segment, symbol)
        else:
            yield symbol, "untouched" if print_of(segment) == printed else "edited"


def _element_states(recorded: ElementsPrint, segment: Segment, symbol: str) -> Iterator[tuple[str, State]]:
    there = {element.key: element.value for element in elements_of(segment, any_name=True) or ()}
    for key, value in recorded.elements.items():
        name = f"{symbol}.{element_name(key)}"
        if key not in there:
            yield name, "absent"
        else:
            yield name, "untouched" if there[key] == value else "edited"
