"""In which order does this file import? isort's words: sections, and what comes first inside one.

A section is a run of imports without a blank line. How they are sorted is read from the file, else from the
fragment, which was formatted with the project's own settings.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterable, Sequence, Set
from itertools import pairwise

from scaffold.dataclass import dataclass
from scaffold.merge.identity import Imports, bindings
from scaffold.merge.segments import Segment, blank_lines
from scaffold.merge.statement import by_kind, natural

Section = Sequence[Segment]
Key = tuple[object, ...]
_STANDARD, _OTHERS, _OWN = 1, 2, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """``by_module``: isort's ``force_sort_within_sections``; ``one_name``: its ``force_single_line``."""

    own: Set[str]
    by_module: bool = False
    one_name: bool = False

    def rank(self, module: str) -> int:
        """The future, the standard library, other people's packages, the project's own, relative ones."""
        top = module.partition(".")[0]
        if module.startswith("."):
            return 4
        if top == "__future__":
            return 0
        if top in sys.stdlib_module_names:
            return _STANDARD
        return _OWN if top in self.own else _OTHERS

    def key(self, segment: Segment) -> Key:
        """What an import statement is sorted by inside its section."""
        return sort_key(segment, by_module=self.by_module)


def order_of(items: Iterable[Segment], template: Iterable[Segment], own: Set[str]) -> Order:
    """The order of a file; where it says nothing, that of the template."""
    of_file, of_template = sections_of(items), sections_of(template)
    by_module = _by_module(of_file)
    if by_module is None:
        by_module = bool(_by_module(of_template))
    return Order(own=own, by_module=by_module, one_name=_one_name(of_file) or _one_name(of_template))


def sections_of(items: Iterable[Segment]) -> list[list[Segment]]:
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


def last_tops(items: Iterable[Segment]) -> set[str]:
    """The top-level packages of the last section, if another one of packages stands above it: the project's own."""
    tops = [{module_of(s).partition(".")[0] for s in section} for section in sections_of(items)]
    packages = [found for found in tops if "" not in found and found.isdisjoint(sys.stdlib_module_names)]
    return packages[-1] if len(packages) > 1 else set()


def sort_key(segment: Segment, *, by_module: bool) -> Key:
    """``import`` before ``from``, relative ones from far to near, ``a2`` before ``a10``."""
    first = bindings(segment.node)[0]
    name = first.module.lstrip(".")
    dots = len(first.module) - len(name)
    is_from = isinstance(segment.node, ast.ImportFrom)
    aliased = first.bound != (first.name or first.module)
    by_name = (-dots, natural(name.casefold()), natural(name))
    last = (by_kind(first.name), aliased, first.bound)
    return (*by_name, is_from, *last) if by_module else (is_from, *by_name, *last)


def is_sorted(section: Section, *, by_module: bool) -> bool:
    """Whether the statements stand in that order."""
    return all(sort_key(a, by_module=by_module) <= sort_key(b, by_module=by_module) for a, b in pairwise(section))


def _by_module(sections: Iterable[Section]) -> bool | None:
    """``None`` where no section tells: all are sorted both ways, or neither."""
    for section in sections:
        forced, plain = is_sorted(section, by_module=True), is_sorted(section, by_module=False)
        if forced != plain:
            return forced
    return None


def _one_name(sections: Iterable[Section]) -> bool:
    """Whether some module has two statements, and no statement has two names."""
    froms = [s.node for section in sections for s in section if isinstance(s.node, ast.ImportFrom)]
    if any(len(node.names) > 1 for node in froms):
        return False
    plain = [(n.level, n.module) for n in froms if n.names[0].asname is None]
    return len(set(plain)) < len(plain)
