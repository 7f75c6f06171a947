"""What entities cannot be together: names that meet, relations that nobody could satisfy.

Only what is new is judged. A field that the class on disk has already may break any of these rules:
its owner lives with it.
"""

from __future__ import annotations

from collections.abc import Sequence

from scaffold.spec import meetings, requirements
from scaffold.spec.entity import Entity
from scaffold.spec.standing import Standing
from scaffold.spec.vocabulary import Vocabulary


def check_entities(entities: Sequence[Entity], vocabulary: Vocabulary) -> None:
    """Raise ``SpecError`` for the first thing that these entities cannot be beside the others."""
    standing = Standing(tuple(entities), vocabulary)
    for entity in entities:
        meetings.check_class(entity, standing)
        meetings.check_fields(entity, standing)
        meetings.check_moments(entity, standing)
        meetings.check_identifiers(entity, standing)
    meetings.check_links(standing)
    meetings.check_other_sides(standing)
    requirements.check_first_rows(standing)
