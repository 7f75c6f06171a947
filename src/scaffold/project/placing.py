"""Where the layers of each entity that is there already stand, and what plural its files go by.

A pattern says where the next entity goes; one that exists may be elsewhere (`heros.py`, a schema beside another), and
whoever follows it must find it where it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from scaffold.dataclass import replace
from scaffold.naming import plural
from scaffold.project.domains import package_in
from scaffold.project.layer_files import sightings
from scaffold.project.layer_words import is_named_by_layer
from scaffold.project.look import Look
from scaffold.project.project import Model
from scaffold.project.spelling import Spelling


def placed(look: Look, models: Mapping[str, Model], layers: Mapping[str, str]) -> Mapping[str, Model]:
    """The models with ``paths`` by layer, and with the plural of their entity where it is an unusual one."""
    paths: dict[str, dict[str, tuple[int, str]]] = {}
    for layer, pattern in layers.items():
        for item in sightings(look, layer):
            # the file that follows the rule, else the first that has a layer's name
            follows = item.pattern == pattern or package_in(item.path, pattern)
            rank = 0 if follows else 1 if is_named_by_layer(item.pattern) else 2
            if rank == 2 and layer not in ("model", "schema"):
                continue  # a file of another subject that mentions the entity
            found = paths.setdefault(item.entity, {})
            if layer not in found or rank < found[layer][0]:
                found[layer] = (rank, item.path)
    by_path = {table.path + table.item.name: table for table in look.models}
    done: dict[str, Model] = {}
    for name, model in models.items():
        table = by_path.get(model.path + model.entity.name)
        where = {layer: path for layer, (_, path) in paths.get(model.entity.name, {}).items()} if table else {}
        where |= {"model": model.path}
        word = _plural(look.spelling(table), layers, where) if table else None
        package = package_in(model.path, layers.get("model", ""))
        done[name] = replace(model, paths=where, entity=replace(model.entity, plural=word, package=package))
    return done


def _plural(spelling: Spelling, layers: Mapping[str, str], paths: Mapping[str, str]) -> str | None:
    """`heros`, where files are called so; ``None`` for the usual plural, and for a word that is none of it."""
    for layer in ("router", "model", "tests", "schema", "repository", "service"):
        pattern = re.escape(layers.get(layer, "")).replace(r"\{plural\}", r"(\w+?)")
        found = re.fullmatch(pattern.replace(r"\{snake\}", r"\w+?"), paths.get(layer, "")) if "(" in pattern else None
        if found and found[1] in spelling.plurals:
            return found[1] if found[1] != plural(spelling.snake) else None
    return None
