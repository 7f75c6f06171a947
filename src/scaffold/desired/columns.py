"""One field as one statement of the table model."""

from __future__ import annotations

import json

from scaffold.desired.keys import Target
from scaffold.desired.sqlmodel_versions import column_type, foreign_key
from scaffold.desired.statements import display, keywords
from scaffold.fieldtypes import TYPES, FieldType, Import
from scaffold.project.conventions import Conventions
from scaffold.spec.entity import Entity, Field, Reference
from scaffold.spec.factories import factory_spelling

_ONDELETE = {"cascade": "CASCADE", "restrict": "RESTRICT", "set-null": "SET NULL"}


def column(field: Field, conventions: Conventions) -> str:
    """The statement of a value's column: verbatim where the class has it already."""
    if field.source:
        return field.source
    row = None if field.enum else TYPES[field.type]
    annotation = _constrained(field, _base(field, row))
    annotation = f"{annotation} | None" if field.null else annotation
    arguments = _arguments(field, row, conventions)
    if set(arguments) == {"default"}:
        return f"{field.name}: {annotation} = {arguments['default']}"
    value = f" = Field({keywords(arguments)})" if arguments else ""
    return f"{field.name}: {annotation}{value}"


def key_column(reference: Reference, target: Target, conventions: Conventions) -> str:
    """The statement of a foreign key."""
    if reference.key_source:
        return reference.key_source
    kind = target.layout.pk_type
    arguments = {"default": "None"} if reference.null else {}
    ondelete = _ONDELETE[reference.ondelete] if reference.ondelete else ""
    key = foreign_key(target.column, ondelete, conventions)
    arguments |= {name: value for name, value in key.items() if name != "ondelete"}
    if reference.unique or reference.kind == "one-to-one":
        arguments["unique"] = "True"
    elif reference.index:
        arguments["index"] = "True"
    if target.is_big:
        arguments["sa_type"] = "sa.BigInteger"
    arguments |= key | _described(reference)
    return f"{reference.key}: {kind}{' | None' if reference.null else ''} = Field({keywords(arguments)})"


def factory_imports(entity: Entity) -> tuple[Import, ...]:
    """The imports of what makes the defaults of the entity's fields."""
    made = [field.factory for field in entity.fields if isinstance(field, Field) and field.factory]
    return tuple(item for factory in made for item in factory_spelling(factory)[1])


def base_type(field: Field) -> str:
    """The annotation of one value, without ``None`` and without constraints."""
    return _base(field, None if field.enum else TYPES[field.type])


def default_source(field: Field) -> str | None:
    """The default as Python that the module can read: a member for an Enum, a value for the rest."""
    if field.default is None:
        return None
    if field.enum and field.default.strip("\"'") in field.choices:
        return f"{field.enum}({json.dumps(field.default.strip(chr(34) + chr(39)))})"
    return field.default


def _constrained(field: Field, base: str) -> str:
    """SQLModel's ``Field`` knows no pattern; beside it, its ``max_length`` still reaches the column."""
    if field.pattern is None:
        return base
    return f"Annotated[{base}, StringConstraints(pattern={raw(field.pattern)})]"


def raw(text: str) -> str:
    """A string literal, without doubled backslashes where that can be."""
    if "\\" in text and '"' not in text and not text.endswith("\\") and text.isprintable():
        return f'r"{text}"'
    return json.dumps(text, ensure_ascii=False)


def _base(field: Field, row: FieldType | None) -> str:
    annotation = row.annotation if row else field.enum or field.annotation
    return f"list[{annotation}]" if field.many else annotation


def _arguments(field: Field, row: FieldType | None, conventions: Conventions) -> dict[str, str]:
    arguments: dict[str, str] = {}
    default = default_source(field)
    if default is not None:
        arguments["default"] = default
    elif field.factory is not None:
        arguments["default_factory"] = factory_spelling(field.factory)[0]
    elif field.null:
        arguments["default"] = "None"
    if field.index:
        arguments["index"] = "True"
    if field.unique:
        arguments["unique"] = "True"
    return arguments | _limits(field, row) | _type(field, row, conventions) | _described(field)


def _limits(field: Field, row: FieldType | None) -> dict[str, str]:
    limits = {
        "ge": field.ge,
        "gt": field.gt,
        "le": field.le,
        "lt": field.lt,
        "min_length": field.min,
        "max_length": field.max if field.max is not None or field.many or row is None else row.max,
        "max_digits": field.digits,
        "decimal_places": field.places,
    }
    return {key: str(value) for key, value in limits.items() if value is not None}


def _type(field: Field, row: FieldType | None, conventions: Conventions) -> dict[str, str]:
    if field.many or (row and row.name == "dict"):
        return {"sa_type": "sa.JSON(none_as_null=True)" if field.null else "sa.JSON"}
    if row:
        length = field.max if field.max is not None else row.max
        return dict(row.arguments) | column_type(row.name, conventions, length)
    values = "lambda members: [member.value for member in members]"
    length = max(32, *(len(choice) for choice in field.choices), 0)
    return {"sa_type": f"sa.Enum({field.enum}, native_enum=False, length={length}, values_callable={values})"}


def _described(field: Field | Reference) -> dict[str, str]:
    described: dict[str, str] = {}
    options = {"name": json.dumps(field.column, ensure_ascii=False)} if field.column else {}
    if options:
        described["sa_column_kwargs"] = display(options)
    if field.desc:
        described["description"] = json.dumps(field.desc, ensure_ascii=False)
    return described
