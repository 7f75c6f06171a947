"""Where does a new import statement go? Into its section, sorted if the section is.

The section to join holds the same package, or the same kind of packages. A comment above the first import of a
section is the section's: what is new goes below it.
"""

from __future__ import annotations

from collections.abc import Sequence

from scaffold.dataclass import replace
from scaffold.merge.import_order import Order, is_sorted, module_of, sections_of
from scaffold.merge.place import gap, widen
from scaffold.merge.row import Row
from scaffold.merge.segments import Segment, ended
from scaffold.merge.source import Style
from scaffold.merge.symbols import Scope


def insert_import(row: Row, new: Segment, order: Order, style: Style, scope: Scope, *, limit: int) -> None:
    """Put the import statement ``new`` into ``row`` before position ``limit``, with the gaps around it."""
    sections = sections_of(row.items[:limit])
    section = _joined(sections, new, order)
    if section is None:
        _open_section(row, sections, new, order, style, scope)
        return
    after = []
    if is_sorted(section, by_module=order.by_module):
        after = [s for s in section if order.key(s) > order.key(new)]
    if not after:
        last = section[-1]
        at = row.index(last) + 1
        row.replace(last, ended(last, style.newline))
        if at == len(row):
            new = _unended(new) if not row[at - 1].text.endswith(("\n", "\r")) else new
        row.insert(at, new)
        return
    successor = after[0]
    at = row.index(successor)
    if successor is section[0]:  # what stands above a section stays above it
        new = replace(new, lead=successor.lead)
        row.replace(successor, replace(successor, lead=""))
    row.insert(at, new)


def heads_section(row: Row, segment: Segment) -> bool:
    """Whether ``segment`` is the first import of several without a blank line between them."""
    return any(len(section) > 1 and section[0] is segment for section in sections_of(row))


def _unended(segment: Segment) -> Segment:
    return replace(segment, tail=segment.tail.rstrip("\r\n"))


def _joined(sections: Sequence[list[Segment]], new: Segment, order: Order) -> list[Segment] | None:
    module = module_of(new)
    top = module.partition(".")[0]
    same = [s for s in sections if top and any(module_of(i).partition(".")[0] == top for i in s)]
    same = same or [s for s in sections if any(order.rank(module_of(i)) == order.rank(module) for i in s)]
    # isort's `lines_between_types` parts `import a` from `from b import c`
    alike = [s for s in same if any(isinstance(i.node, type(new.node)) for i in s)]
    found = alike or same
    return found[-1] if found else None


def _open_section(
    row: Row, sections: Sequence[list[Segment]], new: Segment, order: Order, style: Style, scope: Scope
) -> None:
    """A section of its own, between those of lower and of higher rank."""
    mine = order.rank(module_of(new))
    imports = [i for section in sections for i in section]
    lower = [i for i in imports if order.rank(module_of(i)) < mine]
    higher = [i for i in imports if order.rank(module_of(i)) > mine]
    if lower:
        at = row.index(lower[-1]) + 1
    elif higher:
        at = row.index(higher[0])
    else:
        at = 1 if len(row) and "__doc__" in row[0].keys else 0
    before, after = row.at(at - 1), row.at(at)
    if before is not None:
        row.replace(before, ended(before, style.newline))
    new = replace(new, lead="" if before is None else style.newline)
    if after is not None:
        # behind imports, the gap that is there is a person's
        need = 0 if before is not None and before.kind == "import" else gap(new, after, style, scope)
        widen(row, after, max(1, need), style)
    elif before is not None and not before.text.endswith(("\n", "\r")):
        new = _unended(new)
    row.insert(at, new)
