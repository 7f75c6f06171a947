"""Rows of other entities that generated tests need: one function per entity, shared by all test modules.

They are made through the session and not through an API, which may not exist. Each entity's function is its own
contribution, so that a field that is added to it later reaches every test that needs one of its rows.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from typing import Any

from scaffold.dataclass import replace
from scaffold.desired.examples import a_key, example
from scaffold.desired.fixtures import tests_module
from scaffold.desired.imports import lines, needed
from scaffold.desired.keys import links_of, references_of, relations_of, target_of
from scaffold.desired.layer_names import known
from scaffold.desired.layout import layout_of
from scaffold.desired.primary_key import primary_key
from scaffold.desired.rendering import Draft
from scaffold.desired.sqlmodel_versions import has_zone
from scaffold.desired.statements import display
from scaffold.desired.values import names, spelling
from scaffold.fieldtypes import TYPES, Import
from scaffold.project.conventions import Conventions
from scaffold.project.project import Project
from scaffold.spec import back_name
from scaffold.spec.entity import Entity, Field, Reference

_OF_A_DICT = frozenset(dir(dict))
_PAYLOAD = "PAYLOAD"  # what every generated test module has


def rows_path(project: Project) -> str:
    """The module of these functions: beside the conftest."""
    folder = project.conventions.support.get("conftest", "tests/conftest.py").rpartition("/")[0]
    return f"{folder}/rows.py".lstrip("/")


def row_function(name: str, project: Project) -> Import:
    """The function that gives a row of a model, and where tests import it from."""
    snake = layout_of(project.models[name].entity, project).snake
    return Import(tests_module(rows_path(project), project), f"some_{snake}")


def row_makers(entity: Entity, project: Project) -> Iterator[Draft]:
    """The functions for everything that the entity requires, and its own where another entity has asked for it."""
    path = rows_path(project)
    standing = project.files.get(layout_of(entity, project).paths["tests"], _PAYLOAD)
    # tests that a person wrote have their own ways
    named = named_by_payload(entity, project) if _PAYLOAD in standing else []
    wanted = _required_by(named, project, (entity.name,))
    own = f"def some_{layout_of(entity, project).snake}(" in project.files.get(path, "")
    for name in dict.fromkeys((*wanted, *([entity.name] if own else []))):
        other = entity if name == entity.name else project.models[name].entity
        if can_be_made(name, project):
            values = _values(other, project, namespace=_hides_a_method(name, entity, project))
            yield Draft(path, "rows.py.jinja", values, name, "tests")


def can_be_made(name: str, project: Project, above: tuple[str, ...] = ()) -> bool:
    """Whether a row of the model can be made: an example of each value is known, and of each row that it needs."""
    model = project.models.get(name)
    if model is None or name in above:
        return False
    fields = _needed(model.entity)
    required = [f.target for f in fields if isinstance(f, Reference)]
    values = [f for f in fields if isinstance(f, Field)]
    return all(example(f, 1) is not None for f in values) and all(
        can_be_made(target, project, (*above, name)) for target in required
    )


def _needed(entity: Entity) -> list[Field | Reference]:
    """The columns that a row cannot be made without."""
    return [f for f in entity.fields if (_is_needed(f) if isinstance(f, Field) else not f.null and f.key)]


def _is_needed(field: Field) -> bool:
    if field.default is not None or field.factory is not None:
        return False
    if not field.null or not field.source:
        return not field.null
    # otp: str = Field(nullable=True)    born: date | None      may be empty, and has to be said
    (statement,) = ast.parse(field.source.strip()).body
    value = statement.value if isinstance(statement, ast.AnnAssign) else None
    if not isinstance(value, ast.Call):
        return value is None
    given = value.args[:1] + [word.value for word in value.keywords if word.arg in ("default", "default_factory")]
    return all(isinstance(each, ast.Constant) and each.value is ... for each in given)


def named_by_payload(entity: Entity, project: Project) -> list[Reference]:
    """The references that a payload names: all that it must, and links to rows that need no other row of the entity."""
    found = (r for r in (*references_of(entity), *links_of(entity)) if not (r.readonly or r.null))
    return [
        reference
        for reference in found
        if reference.target != entity.name
        and (reference.kind != "many-to-many" or can_be_made(reference.target, project, (entity.name,)))
    ]


def _required_by(references: Sequence[Reference], project: Project, above: tuple[str, ...]) -> Iterator[str]:
    """The models of which a row must exist first, the farthest ones first."""
    for reference in references:
        model = project.models.get(reference.target)
        if model is None or reference.target in above:
            continue
        needed_first = [f for f in _needed(model.entity) if isinstance(f, Reference)]
        yield from _required_by(needed_first, project, (*above, reference.target))
        yield reference.target


def _hides_a_method(name: str, entity: Entity, project: Project) -> bool:
    """Whether the model has a relation ``items``: a dict has that, too, and ``model_validate`` would take it."""
    others = [entity, *(model.entity for model in project.models.values())]
    backs = {back_name(e.name, r, e.plural) for e in others for r in relations_of(e) if r.target == name}
    return bool(_OF_A_DICT & {*project.models[name].attributes, *backs})


def _values(entity: Entity, project: Project, *, namespace: bool) -> dict[str, Any]:
    """What the template is told."""
    layout, conventions = layout_of(entity, project), project.conventions
    fields = _needed(entity)
    values = [(f.name, _row_value(f, conventions)) for f in fields if isinstance(f, Field)]
    above = [f for f in fields if isinstance(f, Reference)]
    key = primary_key(entity, project)
    if key.is_given:
        values.insert(0, (layout.pk, a_key(layout.pk_type, key.length)))
    targets = [(reference, target_of(reference, entity, project).layout) for reference in above]
    keys = {reference.key: f"{target.row}.{target.pk}" for reference, target in targets}
    constant = layout.snake.upper()
    constant += "_ROW" * (constant == layout.entity)  # class FAQ
    made_of = f"{constant} | {display(keys)}" if keys else constant
    module = tests_module(rows_path(project), project)
    used = [layout.entity, conventions.session_class.name, "Any", "select", *["SimpleNamespace"] * namespace]
    return {
        **names(layout),
        **spelling(conventions),
        "constant": constant,
        "values": values,
        "first": "first" if conventions.session_method == "exec" else "scalars().first",
        "parents": list({target.row: {"row": target.row, "snake": target.snake} for _, target in targets}.values()),
        "namespace": namespace,
        "made_of": made_of,
        "unpacked": f"({made_of})" if keys else made_of,
        "imports": lines(needed(used, known(layout, project), module)),
    }


def _row_value(field: Field, conventions: Conventions) -> str | None:
    """An example as the column takes it: asyncpg refuses a time zone where the column keeps none."""
    source = example(_as_read(field), 1)
    if field.type != "datetime" or source is None or has_zone(field, conventions):
        return source
    return source.replace('Z"', '"')


def _as_read(field: Field) -> Field:
    """The field as its class tells it: a JSON column does not tell ``bigint`` from ``int`` in its items."""
    row = TYPES.get(field.type)
    if not field.many or row is None:
        return field
    return replace(field, type=next(name for name, other in TYPES.items() if other.annotation == row.annotation))
