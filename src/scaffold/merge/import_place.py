"""Where does a new import statement go? Into its section, sorted if the section is.

A section is a run of imports without a blank line. The one to join holds the same package, or the same
kind: the future, the standard library, other people's packages, the project's own, relative ones.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from scaffold.merge.identity import Imports, bindings
from scaffold.merge.place import gap, widen
from scaffold.merge.row import Row
from scaffold.merge.segments import Segment, blank_lines, ended, without_blank_lines
from scaffold.merge.source import Style
from scaffold.merge.symbols import Scope

Rank = Callable[[str], int]


def ranks(own: set[str]) -> Rank:
    """How sections follow each other, by the module; ``own`` are the project's top-level packages."""

    def rank(module: str) -> int:
        top = module.partition(".")[0]
        if module.startswith("."):
            return 4
        if top == "__future__":
            return 0
        if top in sys.stdlib_module_names:
            return 1
        return 3 if top in own else 2

    return rank


def insert_import(row: Row, new: Segment, rank: Rank, style: Style, scope: Scope, *, limit: int) -> None:
    """Put the import statement ``new`` into ``row`` before position ``limit``, with the gaps around it."""
    sections = _sections(row.items[:limit])
    section = _joined(sections, new, rank)
    if section is None:
        _open_section(row, sections, new, rank, style, scope)
        return
    keys = [_sort_key(s) for s in section]
    after = [s for s in section if _sort_key(s) > _sort_key(new)] if keys == sorted(keys) else []
    if not after:
        last = section[-1]
        at = row.index(last) + 1
        row.replace(last, ended(last, style.newline))
        if at == len(row):
            new = _unended(new) if not row[at - 1].text.endswith(("\n", "\r")) else new
        row.insert(at, new)
        return
    # the gap above a section stays above it, its comments stay on their import
    successor = after[0]
    comments = without_blank_lines(successor.lead)
    blank = successor.lead[: len(successor.lead) - len(comments)]
    at = row.index(successor)
    row.replace(successor, replace(successor, lead=comments))
    row.insert(at, replace(new, lead=blank))


def _unended(segment: Segment) -> Segment:
    return replace(segment, tail=segment.tail.rstrip("\r\n"))


def _sections(items: Iterable[Segment]) -> list[list[Segment]]:
    """The runs of imports above the first definition."""
    sections: list[list[Segment]] = []
    together = False
    for segment in items:
        if segment.kind in ("class", "def"):
            break
        if not segment.nodes or not all(isinstance(node, Imports) for node in segment.nodes):
            together = False
            continue
        if together and not blank_lines(segment.lead):
            sections[-1].append(segment)
        else:
            sections.append([segment])
        together = True
    return sections


def module_of(segment: Segment) -> str:
    """The module that an import statement names first."""
    return bindings(segment.node)[0].module


def _joined(sections: Sequence[list[Segment]], new: Segment, rank: Rank) -> list[Segment] | None:
    module = module_of(new)
    top = module.partition(".")[0]
    same_top = [s for s in sections if any(module_of(i).partition(".")[0] == top for i in s)]
    if same_top and top:
        return same_top[-1]
    same_rank = [s for s in sections if any(rank(module_of(i)) == rank(module) for i in s)]
    return same_rank[-1] if same_rank else None


def _sort_key(segment: Segment) -> tuple[object, ...]:
    """isort's order inside a section: ``import`` before ``from``, relative ones from far to near."""
    module = module_of(segment)
    name = module.lstrip(".")
    dots = len(module) - len(name)
    return isinstance(segment.node, ast.ImportFrom), -dots, name.casefold()


def _open_section(
    row: Row, sections: Sequence[list[Segment]], new: Segment, rank: Rank, style: Style, scope: Scope
) -> None:
    """A section of its own, between those of lower and of higher rank."""
    mine = rank(module_of(new))
    imports = [i for section in sections for i in section]
    lower = [i for i in imports if rank(module_of(i)) < mine]
    higher = [i for i in imports if rank(module_of(i)) > mine]
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
