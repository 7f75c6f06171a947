"""Which files belong to a layer, by the path pattern that the project follows."""

from __future__ import annotations

import re
from collections.abc import Mapping

from scaffold.naming import plural, snake
from scaffold.project.conventions import bare_name
from scaffold.rule import Subject

_PLACE = re.compile(r"\\\{(\w+)\\\}")


def files_of(subject: Subject, layer: str) -> tuple[str, ...]:
    """The Python files whose path has the shape of ``layer``; none for a project without that layer."""
    pattern = subject.project.conventions.layers.get(layer)
    if not pattern:
        return ()
    shape = re.compile(_PLACE.sub(r"[^/]+", re.escape(pattern)))
    return tuple(path for path in subject.paths if shape.fullmatch(path) and not path.endswith("__init__.py"))


def files_of_entity(subject: Subject, name: str) -> Mapping[str, str]:
    """The path that each layer of the project has for an entity, whether there is a file or not."""
    model = subject.project.models[name]
    word = snake(bare_name(name, subject.project.conventions.model_suffix))
    words = {
        "snake": word,
        "plural": model.entity.plural or plural(word),
        "package": model.entity.package,
    }
    found = {}
    for layer, pattern in subject.project.conventions.layers.items():
        path = pattern
        for key, word in words.items():
            path = path.replace(f"{{{key}}}", word)
        found[layer] = path
    return found
