"""What a part really asks of a file: its docstring is for nobody, and ``__all__`` is the file's decision.

A name that a package hands on is listed in its ``__all__`` if its siblings are; where the file has no
``__all__``, none is made, because that would hide everything else.
"""

from __future__ import annotations

from scaffold.dataclass import replace
from scaffold.merge.elements import elements_of
from scaffold.merge.identity import bindings
from scaffold.merge.origins import import_nodes, imported_modules, package_of
from scaffold.merge.partition import partition
from scaffold.merge.segments import Segment, SegmentTree
from scaffold.merge.wanted import wanted_imports


def fitted(template: SegmentTree, disk: SegmentTree, path: str) -> SegmentTree:
    """The statements of a part as they fit the file that is there."""
    body = [segment for segment in template.body if segment.kind != "doc"]
    listed = next((s for s in disk.body if s.key == "__all__"), None)
    stated = next((s for s in body if s.key == "__all__"), None)
    if listed is None:
        if stated is not None and _binds_something(disk):
            body.remove(stated)
        return replace(template, body=tuple(body))
    if elements_of(listed) is None:  # computed: `[name for name in dir() if ...]`
        return replace(template, body=tuple(s for s in body if s is not stated))
    if names := _handed_on(template, listed, disk, path):
        # those that the part states itself may be some of them: models, where schemas stand in their modules
        said = [element.key.strip("'") for element in elements_of(stated) or ()] if stated else []
        if stated is not None:
            body.remove(stated)
        elements = ", ".join(f'"{name}"' for name in dict.fromkeys((*said, *names)))
        body += partition(f"__all__ = [{elements}]\n", path).body
        body[-1] = replace(body[-1], lead="\n")
    return replace(template, body=tuple(body))


def _binds_something(disk: SegmentTree) -> bool:
    return any(segment.kind != "doc" for segment in disk.body)


def _handed_on(template: SegmentTree, listed: Segment, disk: SegmentTree, path: str) -> list[str]:
    """The names that the part hands on, if the file lists such names."""
    elements = {element.key.strip("'") for element in elements_of(listed) or ()}
    imported = {b.bound for node in import_nodes(disk.body) for b in bindings(node)}
    if elements and not elements & imported:
        return []
    modules = [*imported_modules(template.body), *imported_modules(disk.body)]
    wanted = wanted_imports(template.body, package_of(path, modules))
    return [name for name, w in wanted.items() if w.contributed and w.binding.name and not w.typing]
