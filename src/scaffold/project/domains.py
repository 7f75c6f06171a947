"""A package for each domain, with several entities in it: `blog/models.py` holds Post and Comment."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from scaffold.project.layer_words import is_named_by_layer, is_technical

if TYPE_CHECKING:
    from scaffold.project.layer_files import Sighting


def by_domain(seen: Iterable[Sighting]) -> Mapping[str, set[str]]:
    """``app/{package}/models.py`` with the entities that it covers, for files that differ in one folder alone.

    Not where most of the folders are named after their entity: then each entity has a package of its own.
    """
    forms: dict[str, dict[str, set[str]]] = {}
    named: dict[str, set[str]] = {}
    for item in seen:
        *folders, name = item.path.split("/")
        if not is_named_by_layer(name):
            continue
        for index, folder in enumerate(folders):
            form = "/".join([*folders[:index], "{package}", *folders[index + 1 :], name])
            forms.setdefault(form, {}).setdefault(folder, set()).add(item.entity)
            if "{" in item.pattern:
                named.setdefault(form, set()).add(item.entity)
    covered = {form: set().union(*packages.values()) for form, packages in forms.items() if len(packages) > 1}
    return {form: entities for form, entities in covered.items() if len(named.get(form, ())) * 2 < len(entities)}


def only_domain(patterns: Iterable[str], application: str) -> str:
    """The one folder that keeps the files of all layers, ``app/users``; ``""`` where it is the application's own.

    With a single entity no second folder tells that the next one is not for these files.
    """
    folders = {pattern.rpartition("/")[0] for pattern in patterns}
    if len(folders) != 1 or any("{" in folder for folder in folders):
        return ""
    folder = folders.pop()
    above, _, name = folder.rpartition("/")
    return "" if not above or folder == application or is_technical(name) else folder


def package_in(path: str, pattern: str) -> str:
    """`blog`, of a path that follows a pattern with ``{package}``; ``""`` for one that does not."""
    expression = re.escape(pattern).replace(r"\{package\}", "(?P<package>[^/]+)")
    found = re.fullmatch(re.sub(r"\\{\w+\\}", "[^/]+", expression), path) if "{package}" in pattern else None
    return found["package"] if found else ""


def in_the_domain(pattern: str, model: str) -> str:
    """``app/{snake}/schemas.py`` as ``app/{package}/schemas.py``, beside models that are kept by domain."""
    top, package, _ = model.partition("{package}")
    inside = re.match(rf"{re.escape(top)}\{{(?:snake|plural)\}}(?=/)", pattern) if package else None
    return f"{top}{{package}}{pattern[inside.end() :]}" if inside else pattern
