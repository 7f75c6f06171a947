"""Several entities and the project they come to: what each class will have, and which of it is new."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from scaffold.dataclass import dataclass
from scaffold.naming import snake, table
from scaffold.spec.entity import Entity, Field, Reference
from scaffold.spec.vocabulary import Known, Vocabulary

SCHEMAS = ("Create", "Update", "Out", "Read", "Public", "Response", "Base")


@dataclass(frozen=True)
class Standing:
    """The entities that are asked for, over those that the project has."""

    entities: tuple[Entity, ...]
    vocabulary: Vocabulary

    @cached_property
    def _by_name(self) -> Mapping[str, Entity]:
        return {entity.name: entity for entity in reversed(self.entities)}

    @cached_property
    def _by_trait(self) -> Mapping[tuple[str, str], list[str]]:
        """Every entity by its module, its table and its class."""
        found: dict[tuple[str, str], list[str]] = {}
        for name in {*self.vocabulary.entities, *self._by_name}:
            last = name.rpartition(".")[2]
            for trait in (("module", snake(last)), ("table", self.table(name)), ("class", last)):
                found.setdefault(trait, []).append(name)
        return found

    def beside(self, name: str) -> list[str]:
        """The other entities that may share something with ``name``: a module, a table, a schema's class."""
        longer = [f"{name}{suffix}" for suffix in SCHEMAS]
        shorter = [name.removesuffix(suffix) for suffix in SCHEMAS]
        classes = (("class", other) for other in (*longer, *shorter))
        traits = (("module", snake(name)), ("table", self.table(name)), *classes)
        return sorted({other for trait in traits for other in self._by_trait.get(trait, ())} - {name})

    def key(self, entity: Entity) -> str:
        """The name under which the vocabulary knows an entity."""
        qualified = f"{entity.package}.{entity.name}"
        return qualified if qualified in self.vocabulary.entities else entity.name

    def asked(self, name: str) -> Entity | None:
        """The entity of that name among those that are asked for."""
        return self._by_name.get(name.rpartition(".")[2])

    def attributes(self, entity: Entity) -> frozenset[str]:
        """What the class on disk has."""
        known = self.vocabulary.entities.get(self.key(entity), Known())
        alone = self.vocabulary.fields if len(self.entities) == 1 else ()
        return frozenset((*known.attributes, *alone))

    def is_new(self, entity: Entity, field: Field | Reference) -> bool:
        """Whether the class on disk lacks the field."""
        return not is_read(field) and field.name not in self.attributes(entity)

    def references(self) -> Iterator[tuple[Entity, Reference]]:
        """Every relation of the entities that are asked for."""
        for entity in self.entities:
            for field in entity.fields:
                if isinstance(field, Reference):
                    yield entity, field

    def table(self, name: str) -> str:
        """The table of an entity, whether it is asked for or known."""
        entity = self.asked(name)
        if entity is not None and entity.table:
            return entity.table
        known = self.vocabulary.entities.get(self.key(entity) if entity else name)
        if known is not None and known.table:
            return known.table
        return table(name.rpartition(".")[2], self.vocabulary.table_style)


def is_read(field: Field | Reference) -> bool:
    """Whether the field was read from a class on disk."""
    return bool(field.source) or (isinstance(field, Reference) and bool(field.key_source))


def column_of(field: Field | Reference) -> str:
    """The column in the database; ``""`` for many to many, which has none."""
    return field.column or (field.key if isinstance(field, Reference) else field.name)
