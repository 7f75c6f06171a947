"""The generated tests: a valid payload, what must be refused, and the rows that must be there first.

Rows of other entities are made through the session, never through their API, which may not exist.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from scaffold.dataclass import replace
from scaffold.desired.answered import hidden_by_hand
from scaffold.desired.envelope import envelope_of
from scaffold.desired.examples import a_key, example, no_key, refused
from scaffold.desired.fixtures import Fixtures, fixtures_of
from scaffold.desired.imports import lines
from scaffold.desired.keys import ids_of, relations_of, target_of
from scaffold.desired.layer_names import imports
from scaffold.desired.layers import prefix_of
from scaffold.desired.layout import layout_of
from scaffold.desired.mounting import mounted_at
from scaffold.desired.primary_key import primary_key
from scaffold.desired.rows import can_be_made, named_by_payload, row_function
from scaffold.desired.schema import members_of
from scaffold.desired.values import names, spelling
from scaffold.project.project import Project
from scaffold.spec.entity import Entity, Field, Reference


def tests(entity: Entity, project: Project) -> tuple[str, dict[str, Any]]:
    """The template of the tests and its values."""
    layout, conventions = layout_of(entity, project), project.conventions
    fixtures, envelope = fixtures_of(project), envelope_of(entity, project)
    hidden = hidden_by_hand(entity, project)
    members = {m.name: replace(m, out=m.out and m.name not in hidden) for m in members_of(entity, project)}
    sent = [f for f in entity.fields if isinstance(f, Field) and members[f.name].create]
    payload, keys = _samples(sent, 1), _keys(entity, project)
    creatable = payload is not None and keys is not None
    payload, keys = (payload or [], keys or []) if creatable else ([], [])
    rows = {row: row_function(reference.target, project) for reference, row, _ in keys}
    if creatable and members[layout.pk].create:
        payload.insert(0, (layout.pk, a_key(layout.pk_type, primary_key(entity, project).length)))
    used = ["Any", fixtures.client_class]
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
        "rows_before": [{"row": row, "function": function.name} for row, function in rows.items()],
        "keys": [(ids_of(reference), key) for reference, _, key in keys],
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
        **_told(fixtures, conventions.session_class.name),
        "imports": "\n".join((imports(used, entity, project, "tests"), lines(rows.values()))),
    }


def _told(fixtures: Fixtures, session: str) -> dict[str, Any]:
    """The fixtures as the template names them."""
    return {
        "client": fixtures.client,
        "Client": fixtures.client_class,
        "maker": fixtures.maker,
        "Maker": f"{fixtures.maker_class}[{session}]",
        "fixture": fixtures.decorator,
        "mark": fixtures.mark,
        "plugin": fixtures.plugin,
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


def _keys(entity: Entity, project: Project) -> list[tuple[Reference, str, str]] | None:
    """The references that a payload must name, each with its row's variable and the key; ``None`` if one cannot be."""
    found = []
    for reference in named_by_payload(entity, project):
        if not can_be_made(reference.target, project):
            return None
        target = target_of(reference, entity, project).layout
        key = f"{target.row}.{target.pk}"
        key = key if target.pk_type in ("int", "str") else f"str({key})"
        found.append((reference, target.row, f"[{key}]" if reference.kind == "many-to-many" else key))
    return found
