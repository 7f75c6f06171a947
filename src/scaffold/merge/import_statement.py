"""One import statement as a segment: what it takes from where, made, and read again after a change."""

from __future__ import annotations

import ast

from scaffold.dataclass import replace
from scaffold.merge.identity import Binding, bindings
from scaffold.merge.import_style import Spelling
from scaffold.merge.origins import Package, dotted_origin
from scaffold.merge.segments import Segment


def import_segment(spelling: Spelling, column: str, newline: str) -> Segment:
    """A statement of its own."""
    nodes = tuple(ast.parse(spelling.text).body)
    keys = tuple(f"import {binding.bound}" for binding in bindings(nodes[0]))
    tail = spelling.comment + newline
    return Segment("import", keys, "", column + spelling.text, tail, column, nodes)


def reread(segment: Segment, code: str) -> Segment:
    """``segment`` with other names in it."""
    nodes = tuple(ast.parse(code.strip()).body)
    keys = tuple(f"import {binding.bound}" for binding in bindings(nodes[0]))
    return replace(segment, code=code, nodes=nodes, keys=keys)


def imports_from(segment: Segment, module: str, package: Package) -> bool:
    """Whether ``segment`` takes names out of ``module``."""
    if segment.kind != "import" or len(segment.nodes) != 1:
        return False
    node = segment.node
    if not isinstance(node, ast.ImportFrom) or node.names[0].name == "*":
        return False
    return package.absolute(bindings(node)[0].module) == module


def place_in(segment: Segment, binding: Binding, package: Package) -> int | None:
    """Where ``segment`` imports ``binding``, among its names."""
    if segment.kind != "import" or len(segment.nodes) != 1:
        return None
    found = [package.resolved(b) for b in bindings(segment.node)]
    return next((i for i, b in enumerate(found) if _is_same(b, binding)), None)


def _is_same(found: Binding, recorded: Binding) -> bool:
    """Whether an import on disk is the one that we wrote, a module by whichever statement."""
    if not recorded.name:
        return dotted_origin(found) == recorded.module
    if found.origin != recorded.origin:
        return False
    return recorded.name == "*" or found.bound in (recorded.bound, recorded.name)
