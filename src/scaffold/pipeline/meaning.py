"""What do the names of a field mean in each file of its entity?"""

from __future__ import annotations

from collections.abc import Mapping

from scaffold.desired.keys import ids_of
from scaffold.fragment import Fragment
from scaffold.merge.holding import Held, returned
from scaffold.merge.rename import EVERYWHERE, Renaming
from scaffold.naming import pascal, snake
from scaffold.pipeline.opening import Opened
from scaffold.project import Conventions
from scaffold.project.conventions import bare_name, schema_class
from scaffold.spec import Entity, Field, Reference

_REGISTRIES = ("REFERENCES", "LINKS", "SERVER_VALUES")  # dicts of the generated layers, keyed by field


def names_between(before: Field | Reference, after: Field | Reference) -> dict[str, str]:
    """Every name that goes with the field: ``author`` and ``author_id``, ``tags`` and ``tag_ids``."""
    names = {before.name: after.name}
    if isinstance(before, Reference) and isinstance(after, Reference):
        names[ids_of(before)] = ids_of(after)
    return {old: new for old, new in names.items() if old != new}


def renaming_in(fragment: Fragment, entity: Entity, names: Mapping[str, str], ready: Opened) -> Renaming:
    """What the names mean in one of the entity's files; in another entity's file only its own class is sure."""
    conventions = ready.project.conventions
    suffix = conventions.model_suffix
    word = snake(bare_name(entity.name, suffix))
    own = fragment.kind == "file" and fragment.owner == entity.name
    keys = {f"some_{word}", word.upper(), *_REGISTRIES, *(f"{word.upper()}_{name}" for name in _REGISTRIES)}
    return Renaming(
        names=names,
        classes=_classes(entity.name, conventions),
        values=frozenset({word}) if own else frozenset(),
        aliases={pascal(old): pascal(new) for old, new in names.items()} if fragment.layer == "schema" else {},
        keys=frozenset({EVERYWHERE} if own and fragment.layer == "tests" else keys),
        returns=_returned(entity.name, ready) if own else {},
        others=frozenset(
            known
            for other, model in ready.project.models.items()
            if other != entity.name and not names.keys().isdisjoint(model.attributes)
            for known in (snake(bare_name(other, suffix)), *_classes(other, conventions))
        ),
    )


def _returned(name: str, ready: Opened) -> dict[str, Held]:
    """What functions of the entity's layers give, as others call them: ``post_repo.get_post``, ``PostService.get``."""
    classes = _classes(name, ready.project.conventions)
    return {
        function if "." in function else f"{path.rpartition('/')[2].removesuffix('.py')}.{function}": held
        for path in ready.project.models[name].paths.values()
        for function, held in returned(ready.project.files.get(path, ""), classes).items()
    }


def _classes(name: str, conventions: Conventions) -> frozenset[str]:
    """The model, its base and its schemas: ``PostEntity``, ``PostBase``, ``PostCreate``."""
    bare = bare_name(name, conventions.model_suffix)
    suffixes = (conventions.create_suffix, conventions.update_suffix, conventions.out_suffix)
    schemas = {schema_class(bare, suffix, conventions.schema_prefix) for suffix in suffixes}
    return frozenset({name, f"{bare}Base", *schemas})
