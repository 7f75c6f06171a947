"""The generated tests: a valid payload, what must be refused, and the rows that must be there first.

Rows of other entities are made through the session, never through their API, which may not exist.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from scaffold.desired.envelope import envelope_of
from scaffold.desired.examples import a_key, example, no_key, refused
from scaffold.desired.fixtures import fixtures_of
from scaffold.desired.keys import ids_of, references_of, relations_of, target_of
from scaffold.desired.layers import imports, prefix_of
from scaffold.desired.layout import free_name, layout_of
from scaffold.desired.mounting import mounted_at
from scaffold.desired.primary_key import primary_key
from scaffold.desired.schema import members_of
from scaffold.desired.statements import display
from scaffold.desired.values import names, spelling
from scaffold.naming import snake
from scaffold.project.project import Project
from scaffold.spec.entity import Entity, Field, Reference


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row that must exist before the entity's own: the values of its model, and the keys of rows before it."""

    model: str
    constant: str
    variable: str
    values: tuple[tuple[str, str], ...]
    keys: tuple[tuple[str, str], ...] = ()

    @property
    def refers(self) -> str:
        """The keys as an addition to the values: ``| {"company_id": company.id}``."""
        return f" | {display(dict(self.keys))}" if self.keys else ""


def tests(entity: Entity, project: Project) -> tuple[str, dict[str, Any]]:
    """The template of the tests and its values."""
    layout, conventions = layout_of(entity, project), project.conventions
    fixtures, envelope = fixtures_of(project), envelope_of(entity, project)
    members = {member.name: member for member in members_of(entity, project)}
    sent = [f for f in entity.fields if isinstance(f, Field) and members[f.name].create]
    rows, keys, creatable = _before(entity, project)
    payload = _samples(sent, 1) if creatable else []
    if payload is None:
        rows, keys, payload, creatable = [], [], [], False
    if creatable and members[layout.pk].create:
        payload.insert(0, (layout.pk, a_key(layout.pk_type)))
    used = [row.model for row in rows] + ["Any", fixtures.client_class]
    used += [fixtures.maker_class, conventions.session_class.name] if rows else []
    required = [name for name, member in members.items() if member.create and member.default is None]
    changed = [f for f in sent if members[f.name].update and members[f.name].out]
    return "tests.py.jinja", {
        **names(layout),
        **spelling(conventions),
        "url": mounted_at(project) + prefix_of(entity, project),
        "collection": 'f"{URL}/"' if conventions.router_path else "URL",
        "slash": conventions.router_path,
        "method": conventions.update_method,
        "items": f'["{envelope.items}"]' if envelope else "",
        "rows_before": rows,
        "keys": keys,
        "creatable": creatable,
        "payload": payload,
        "changes": (_samples(changed, 2) or []) if creatable else [],
        "invalid": _invalid(sent, entity, project),
        "required": required,
        "not_null": [name for name in required if members[name].update],
        "hidden": sorted(name for name, member in members.items() if member.create and not member.out),
        "unknown": list(_unknown(entity, project)),
        "missing": no_key(layout.pk_type),
        "conflicts": _conflicts(entity, members) and creatable,
        "client": fixtures.client,
        "Client": fixtures.client_class,
        "maker": fixtures.maker,
        "Maker": f"{fixtures.maker_class}[{conventions.session_class.name}]",
        "fixture": fixtures.decorator,
        "mark": fixtures.mark,
        "plugin": fixtures.plugin,
        "imports": imports(used, entity, project, "tests"),
    }


def _samples(fields: list[Field], number: int) -> list[tuple[str, str]] | None:
    """Names and sources of example values; ``None`` when one of them cannot be made."""
    found = [(field.name, source) for field in fields if (source := example(field, number)) is not None]
    return found if len(found) == len(fields) else None


def _invalid(fields: list[Field], entity: Entity, project: Project) -> list[tuple[str, str]]:
    found = [(field.name, source) for field in fields if (source := refused(field)) is not None]
    found += [
        (ids_of(reference), '"no key"')
        for reference in relations_of(entity)
        if not reference.readonly and target_of(reference, entity, project).layout.pk_type != "str"
    ]
    return found


def _unknown(entity: Entity, project: Project) -> Iterator[tuple[str, str]]:
    """A key that belongs to no row, for each reference."""
    for reference in relations_of(entity):
        if not reference.readonly:
            kind = target_of(reference, entity, project).layout.pk_type
            key = no_key(kind)
            yield ids_of(reference), f"[{key}]" if reference.kind == "many-to-many" else key


def _conflicts(entity: Entity, members: dict[str, Any]) -> bool:
    """Whether sending the same payload twice collides."""
    alone = {f.name if isinstance(f, Field) else f.key for f in entity.fields if f.unique}
    by_name = {f.name: ids_of(f) for f in entity.fields if isinstance(f, Reference)}
    together = [{by_name.get(name, name) for name in group} for group in entity.uniques]
    sent = {
        name
        for name, member in members.items()
        if member.create and not (member.null and member.name in by_name.values())
    }
    return bool(alone & sent) or any(group <= sent for group in together)


def _before(entity: Entity, project: Project) -> tuple[list[Row], list[tuple[str, str]], bool]:
    """The rows that a payload refers to in the order in which they are made, its keys, and whether it can be done."""
    rows: dict[str, Row] = {}
    keys: list[tuple[str, str]] = []
    for reference in relations_of(entity):
        if reference.readonly or reference.null or reference.target == entity.name:
            continue
        if not _make(reference.target, project, rows, (entity.name,)):
            return [], [], False
        key = _key_of(reference, entity, project, rows)
        keys.append((ids_of(reference), f"[{key}]" if reference.kind == "many-to-many" else key))
    return list(rows.values()), keys, True


def _make(name: str, project: Project, rows: dict[str, Row], above: tuple[str, ...]) -> bool:
    """Add the row of a model, after those that it needs itself; ``False`` when it needs one of those ``above``."""
    if name in rows:
        return True
    model = project.models.get(name)
    if name in above or model is None:
        return False
    keys = []
    for reference in references_of(model.entity):
        if reference.null:
            continue
        if not _make(reference.target, project, rows, (*above, name)):
            return False
        keys.append(
            (
                reference.key,
                f"{rows[reference.target].variable}.{target_pk(reference, model.entity, project)}",
            )
        )
    needed = [
        f
        for f in model.entity.fields
        if isinstance(f, Field) and not f.null and f.default is None and f.factory is None
    ]
    values = _samples(needed, 1)
    if values is None:
        return False
    key = layout_of(model.entity, project)
    if primary_key(model.entity, project).is_given:
        values.insert(0, (key.pk, a_key(key.pk_type)))
    variable = free_name(snake(name), "row")
    constant = snake(name).upper()
    rows[name] = Row(model=name, constant=constant, variable=variable, values=tuple(values), keys=tuple(keys))
    return True


def target_pk(reference: Reference, entity: Entity, project: Project) -> str:
    """The attribute of the target's primary key."""
    return target_of(reference, entity, project).layout.pk


def _key_of(reference: Reference, entity: Entity, project: Project, rows: dict[str, Row]) -> str:
    target = target_of(reference, entity, project).layout
    key = f"{rows[reference.target].variable}.{target.pk}"
    return key if target.pk_type in ("int", "str") else f"str({key})"
