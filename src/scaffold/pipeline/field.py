"""`scaffold field add|rename|change|drop`: one field through every layer and the migration, hand edits kept."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from scaffold.dataclass import replace
from scaffold.pipeline.asking import agreed
from scaffold.pipeline.doubts import still_used
from scaffold.pipeline.entity import make_true
from scaffold.pipeline.flags import Flags
from scaffold.pipeline.growth import recorded, vocabulary_of
from scaffold.pipeline.management import require_field, require_model, standing, stored_in
from scaffold.pipeline.narrowing import lost
from scaffold.pipeline.opening import Opened, opened
from scaffold.pipeline.outcome import Outcome
from scaffold.pipeline.rename import field_rename
from scaffold.pipeline.sync import follow
from scaffold.spec import Entity, Field, Options, Reference, parse_entity


def field_add(
    start: Path,
    name: str,
    words: Sequence[str],
    *,
    sets: Sequence[str] = (),
    flags: Flags | None = None,
) -> Outcome:
    """Add fields to an entity that exists. Raises ``SpecError`` when it does not, or the words mean nothing."""
    flags = flags or Flags()
    with opened(start, flags) as ready:
        name = require_model(ready, name)
        asked = _parsed(ready, name, words, sets, flags)
        return make_true(ready, (asked,), command="field add", flags=flags)


def field_change(start: Path, name: str, word: str, *, sets: Sequence[str] = (), flags: Flags | None = None) -> Outcome:
    """Give a field another type or other modifiers. Raises ``SpecError``; a narrowing change is asked about."""
    flags = flags or Flags()
    with opened(start, flags) as ready:
        name = require_model(ready, name)
        lock, entity = standing(ready, name)
        (wanted,) = _parsed(ready, name, (word,), sets, flags).fields
        old = require_field(entity, wanted.name)
        wanted = _in_its_class(wanted, old, name)
        if losses := lost(old, wanted):
            agreed(f"{name}.{wanted.name}: {'; '.join(losses)}.", flags)
        fields = tuple(wanted if field.name == wanted.name else field for field in entity.fields)
        return follow(
            replace(ready, lock=lock),
            (replace(entity, fields=fields),),
            command="field change",
            flags=flags,
            message=f"change {wanted.name} of {ready.project.models[name].table}",
        )


def _in_its_class(wanted: Field | Reference, old: Field | Reference, entity: str) -> Field | Reference:
    """Other choices go into the Enum class that the field has, whatever that is called by now."""
    if not isinstance(wanted, Field) or not isinstance(old, Field) or not wanted.writes_enum:
        return wanted
    if not old.enum or old.enum == wanted.enum or not old.enum.startswith(entity):
        return wanted
    default = wanted.default.replace(f"{wanted.enum}.", f"{old.enum}.", 1) if wanted.default else None
    return replace(wanted, enum=old.enum, writes_enum=False, default=default)


def field_drop(start: Path, name: str, field: str, *, flags: Flags | None = None) -> Outcome:
    """Take a field out of every layer and its column out of the table. Raises ``SpecError``; asks first."""
    flags = flags or Flags()
    with opened(start, flags) as ready:
        name = require_model(ready, name)
        lock, entity = standing(ready, name)
        before = recorded(lock, name, vocabulary_of(ready.project))
        gone = field not in {f.name for f in entity.fields}  # a person may have taken it out of the class already
        old = require_field(before if gone and before else entity, field)
        place = stored_in(ready, name, old)
        agreed(f"The migration will drop {place} with its values.", flags)
        outcome = follow(
            replace(ready, lock=lock),
            (replace(entity, fields=tuple(f for f in entity.fields if f.name != field)),),
            command="field drop",
            flags=flags,
            message=f"drop {field} of {ready.project.models[name].table}",
            may_drop=(place,),
        )
        return replace(outcome, notes=(*outcome.notes, *still_used(ready, outcome, entity, old)))


def _parsed(ready: Opened, name: str, words: Sequence[str], sets: Sequence[str], flags: Flags) -> Entity:
    return parse_entity(
        name,
        words,
        sets=sets,
        options=Options(),
        vocabulary=vocabulary_of(ready.project, name),
        strict_types=flags.strict_types,
    )


__all__ = ["field_add", "field_change", "field_drop", "field_rename"]
