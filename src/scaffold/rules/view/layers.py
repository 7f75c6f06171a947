"""Which files belong to a layer, by the path pattern that the project follows."""

from __future__ import annotations

import re

from scaffold.rule import Subject

_PLACE = re.compile(r"\\\{(\w+)\\\}")


def files_of(subject: Subject, layer: str) -> tuple[str, ...]:
    """The Python files whose path has the shape of ``layer``; none for a project without that layer."""
    pattern = subject.project.conventions.layers.get(layer)
    if not pattern:
        return ()
    shape = re.compile(_PLACE.sub(r"[^/]+", re.escape(pattern)))
    return tuple(path for path in subject.paths if shape.fullmatch(path) and not path.endswith("__init__.py"))
