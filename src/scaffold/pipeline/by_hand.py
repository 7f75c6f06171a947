"""What did a person do to the fields of a class since we last read it?

A field that went and one of the same type that came may be one field under another name. Nothing in the two texts
tells a rename from a loss and an addition, so both are offered and neither is taken for granted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from scaffold.dataclass import dataclass
from scaffold.lock import Lock
from scaffold.pipeline.growth import recorded, vocabulary_of
from scaffold.pipeline.management import column_of, stored_in
from scaffold.pipeline.narrowing import lost
from scaffold.pipeline.opening import Opened
from scaffold.spec import Entity, Field, Reference

Pair = tuple[Field | Reference, Field | Reference]


@dataclass(frozen=True, slots=True, kw_only=True)
class ByHand:
    """The fields of one class, then and now.

    ``gone`` are the columns and link tables that nothing holds any more. ``renames`` are the pairs, old and new, that
    may be one field. ``losses`` says what the narrower fields may lose.
    """

    entity: str
    gone: tuple[str, ...] = ()
    renames: tuple[Pair, ...] = ()
    losses: tuple[str, ...] = ()

    def renamed(self, old: str, new: str) -> Pair | None:
        """The pair that is meant by two names, of fields or of columns."""
        for pair in self.renames:
            before, after = pair
            if (old, new) in ((before.name, after.name), (column_of(before), column_of(after))):
                return pair
        return None

    def apart(self) -> tuple[tuple[str, str], ...]:
        """The old and the new names to give where nothing else is known: each field in one pair."""
        found: dict[str, str] = {}
        for before, after in self.renames:
            one, other = before.name, after.name
            if one == other:
                one, other = column_of(before), column_of(after)
            if one not in found and other not in found.values():
                found[one] = other
        return tuple(found.items())


def by_hand(ready: Opened, now: Entity) -> ByHand:
    """What is new in the class of ``now``, an entity as it stands, beside what the lock says of it."""
    before = recorded(ready.lock, now.name, vocabulary_of(ready.project))
    if before is None:
        return ByHand(entity=now.name)
    then, here = ({field.name: field for field in entity.fields} for entity in (before, now))
    gone = [field for field in before.fields if field.name not in here]
    new = [field for field in now.fields if field.name not in then]
    kept = [(field, here[field.name]) for field in before.fields if field.name in here]
    known = _attributes_written(ready.lock, now.name)
    moved = [pair for pair in kept if column_of(pair[0]) != column_of(pair[1]) and column_of(pair[1]) not in known]
    stored = {stored_in(ready, now.name, field) for field in now.fields}
    without = (stored_in(ready, now.name, field) for field in (*gone, *(one for one, _ in moved)))
    return ByHand(
        entity=now.name,
        gone=tuple(place for place in without if place and place not in stored),
        renames=(*moved, *((one, other) for one in gone for other in new if _alike(one, other))),
        losses=tuple(_losses(now.name, kept)),
    )


def _attributes_written(lock: Lock, name: str) -> set[str]:
    """The attributes of the class that the lock has digests of: words do not say what a key is called."""
    found: set[str] = set()
    for record in lock.records:
        classes = record.symbols.get("m")
        if record.entity == name and isinstance(classes, Mapping):
            match classes.get(name):
                case [_, dict(members), *_]:
                    found |= members.keys()
    return found


def _alike(one: Field | Reference, other: Field | Reference) -> bool:
    if isinstance(one, Field) and isinstance(other, Field):
        return (one.type, one.many, one.enum) == (other.type, other.many, other.enum)
    if isinstance(one, Reference) and isinstance(other, Reference):
        return (one.target, one.kind) == (other.target, other.kind)
    return False


def _losses(entity: str, kept: list[Pair]) -> Iterator[str]:
    for one, other in kept:
        if losses := lost(one, other):
            yield f"{entity}.{other.name}: {'; '.join(losses)}."
