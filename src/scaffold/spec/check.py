"""What entities cannot be together: names that meet, relations that nobody could satisfy."""

from __future__ import annotations

from collections.abc import Sequence

from scaffold.spec.entity import Entity
from scaffold.spec.vocabulary import Vocabulary


def check_entities(entities: Sequence[Entity], vocabulary: Vocabulary) -> None:
    """Raise ``SpecError`` for the first thing that stands in the way."""
