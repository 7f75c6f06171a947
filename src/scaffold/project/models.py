"""Every table model of the project as an entity, bases and mixins resolved.

A relation is read from the side that holds its key; the other side is no field of its own. Of a many-to-many the
owner is the entity that the link model names first (``PostTagLink``: ``Post.tags``), else the one whose key
stands first in it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from scaffold.project import tablename
from scaffold.project.enums import read_enums
from scaffold.project.fields import field_of
from scaffold.project.project import Model
from scaffold.project.references import reference_of, references
from scaffold.project.sources import Sources
from scaffold.project.tables import Table, read_tables
from scaffold.spec.entity import Entity, Field, Reference


def read_models(sources: Sources, tables: Sequence[Table] | None = None) -> Mapping[str, Model]:
    """Every class with ``table=True`` by its name; a second one of that name as ``module.Name``."""
    every = read_tables(sources) if tables is None else tables
    by_name = {table.item.name: table for table in reversed(every)}
    by_address = {table.address: table for table in reversed(every)}
    enums = read_enums(sources)
    found: dict[str, Model] = {}
    for table in every:
        related = references(table, by_name)
        model = _model(sources, table, related, by_address, enums)
        name = table.item.name
        found[f"{model.module}.{name}" if name in found else name] = model
    return found


def _model(
    sources: Sources,
    table: Table,
    related: Mapping[str, Reference],
    by_address: Mapping[str, Table],
    enums: Mapping[str, tuple[str, ...]],
) -> Model:
    keys = table.keys
    key = keys[0] if len(keys) == 1 else None
    fields: dict[str, Field | Reference] = {}
    for item in table.columns:
        if item is key and not item.foreign_key:
            continue
        if item.name in related:
            fields[item.name] = related[item.name]
        elif target := by_address.get(item.foreign_key.rpartition(".")[0]):
            fields[item.name] = reference_of(item, None, target.item.name, None)
        else:
            fields[item.name] = field_of(sources, item, enums)
    fields |= {name: reference for name, reference in related.items() if not reference.key}
    annotation = key.annotation if key else None
    entity = Entity(
        name=table.item.name,
        fields=tuple(fields.values()),
        table=table.name,
        pk=_pk(annotation.origin, annotation.name) if annotation else None,
        pk_name=key.name if key else "id",
        uniques=tablename.composites(table.item, "UniqueConstraint"),
        indexes=tablename.composites(table.item, "Index"),
    )
    return Model(
        entity=entity,
        path=table.path,
        module=sources.module_of(table.path),
        line=table.item.line,
        table=table.name,
        pk="uuid.UUID" if entity.pk == "uuid" else entity.pk or "",
        pk_is_big=key is not None and key.column_type.rpartition(".")[2] in ("BigInteger", "BIGINT"),
        attributes=tuple(
            dict.fromkeys(
                (
                    *(item.name for item in table.columns),
                    *(item.name for item in table.relations),
                    *(attribute.name for attribute in table.item.attributes),
                    *(method.name for method in table.item.methods),
                )
            )
        ),
    )


def _pk(origin: str, name: str) -> str:
    return "uuid" if origin in ("uuid.UUID", "pydantic.UUID4") else name
