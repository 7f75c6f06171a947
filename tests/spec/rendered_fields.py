"""A field as Python: the statement of its column in the model, its type in the input schemas, its type in the output.

A class attribute hides the name of its own type from what follows it (``date: date | None = None`` fails on Python
3.11), so where a field is called like a type of ``datetime``, the module is imported as ``dt`` and the types are
written from there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from dataclasses import dataclass

from scaffold.fieldtypes import TYPES, Arguments, FieldType, Import
from scaffold.spec.column_default import server_default
from scaffold.spec.entity import Field
from scaffold.spec.factories import factory_spelling

_SA = Import("sqlalchemy", "", "sa")
_ANNOTATED = Import("typing", "Annotated")
_FIELD = Import("sqlmodel", "Field")
_CONSTRAINTS = Import("pydantic", "StringConstraints")
_MOMENTS = ("UTC", "date", "datetime", "time", "timedelta")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelled:
    """An annotation, the arguments of ``Field`` beside it, and what both need imported."""

    annotation: str
    arguments: Arguments = ()
    imports: tuple[Import, ...] = ()

    @property
    def value(self) -> str:
        """What stands after the ``=``: nothing, a plain default, or a call of ``Field``."""
        if not self.arguments:
            return ""
        if len(self.arguments) == 1 and self.arguments[0][0] == "default":
            return self.arguments[0][1]
        return f"Field({', '.join(f'{key}={value}' for key, value in self.arguments)})"

    def statement(self, name: str) -> str:
        """The whole line: ``title: str = Field(max_length=255)``."""
        return f"{name}: {self.annotation}" + (f" = {self.value}" if self.value else "")


def column(field: Field, taken: Collection[str] = ()) -> Spelled:
    """The attribute of the table model. ``taken`` are the names of all fields of the class."""
    row = TYPES.get(field.type)
    item = row.annotation if row else (field.enum or "Any")
    annotation = f"list[{item}]" if field.many else item
    imports = list(row.imports) if row else []
    if field.pattern is not None:
        annotation = f"Annotated[{annotation}, StringConstraints(pattern={_quoted(field.pattern)})]"
        imports += (_ANNOTATED, _CONSTRAINTS)
    if field.null:
        annotation += " | None"
    arguments = [
        *_initial(field),
        *_flags(field),
        *limits(field),
        *_storage(field, row),
        *_words(field),
    ]
    for key, value in arguments:
        imports += _imports_of(key, value, field)
    if Spelled(annotation="", arguments=tuple(arguments)).value.startswith("Field("):
        imports.append(_FIELD)
    return _renamed(annotation, tuple(arguments), imports, taken)


def input_type(field: Field, taken: Collection[str] = ()) -> Spelled:
    """The type in the create and update schemas, limits included; ``None`` and defaults are left to the caller."""
    row = TYPES.get(field.type)
    item = (row.input or row.annotation) if row else (field.enum or "Any")
    imports = [*row.imports, *row.input_imports] if row else []
    metadata = list(row.input_metadata) if row else []
    if row and row.input and not re.search(rf"\b{row.annotation}\b", " ".join((item, *metadata))):
        imports = [i for i in imports if i not in row.imports or i in row.input_imports]
    if field.many:
        item = f"list[{_annotated(item, metadata)}]"
        imports += [_ANNOTATED] if metadata else []
        metadata = []
    if field.pattern is not None:
        metadata.append(f"StringConstraints(pattern={_quoted(field.pattern)})")
        imports.append(_CONSTRAINTS)
    arguments = _input_limits(field, row)
    if arguments:
        metadata.append(f"Field({', '.join(f'{key}={value}' for key, value in arguments)})")
        imports.append(_FIELD)
    if metadata:
        imports.append(_ANNOTATED)
    return _renamed(_annotated(item, metadata), (), imports, taken)


def output_type(field: Field, taken: Collection[str] = ()) -> Spelled:
    """The type in the output schemas, ``None`` included."""
    row = TYPES.get(field.type)
    item = (row.output or row.annotation) if row else (field.enum or "Any")
    metadata = list(row.output_metadata) if row else []
    imports = [*(() if row.output else row.imports), *row.output_imports] if row else []
    if metadata:
        imports.append(_ANNOTATED)
    item = _annotated(item, metadata)
    annotation = (f"list[{item}]" if field.many else item) + (" | None" if field.null else "")
    return _renamed(annotation, (), imports, taken)


def _annotated(item: str, metadata: list[str]) -> str:
    return f"Annotated[{', '.join((item, *metadata))}]" if metadata else item


def limits(field: Field) -> Arguments:
    """The limits that the words gave, as arguments of ``Field``."""
    named = (
        *(("min_length", field.min), ("max_length", field.max)),
        *(("ge", field.ge), ("gt", field.gt), ("le", field.le), ("lt", field.lt)),
        *(("max_digits", field.digits), ("decimal_places", field.places)),
    )
    return tuple((key, str(value)) for key, value in named if value is not None)


def _input_limits(field: Field, row: FieldType | None) -> Arguments:
    """The limits of the words and, where they give none, of the column; a required text is not empty."""
    given = limits(field)
    keys = {key for key, _ in given}
    implied: list[tuple[str, str]] = []
    if row is not None and not field.many:
        if row.name in ("str", "text") and "min_length" not in keys and is_required(field):
            implied.append(("min_length", "1"))
        other = {"ge": "gt", "le": "lt"}
        implied += [(k, v) for k, v in row.input_arguments if k not in keys and other.get(k) not in keys]
    extra = [(k, v) for k, v in (row.arguments if row else ()) if k == "schema_extra" and not field.many]
    return (*implied, *given, *extra)


def is_required(field: Field) -> bool:
    """Whether a client must give the field when it creates a row."""
    return not field.null and field.default is None and field.factory is None


def _initial(field: Field) -> list[tuple[str, str]]:
    if field.factory is not None:
        return [("default_factory", factory_spelling(field.factory)[0])]
    if field.default is not None:
        return [("default", field.default)]
    return [("default", "None")] if field.null else []


def _flags(field: Field) -> list[tuple[str, str]]:
    return [(flag, "True") for flag in ("index", "unique") if getattr(field, flag)]


def _storage(field: Field, row: FieldType | None) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    if field.many or field.type == "dict":
        found.append(("sa_type", "sa.JSON(none_as_null=True)" if field.null else "sa.JSON"))
    elif field.type == "enum":
        found.append(("sa_type", enum_column(field)))
    elif row is not None:
        found += (row.null_arguments if field.null else None) or row.arguments
    column_kwargs = {"name": _quoted(field.column)} if field.column else {}
    if (server := server_default(field)) is not None:
        column_kwargs["server_default"] = server
    if column_kwargs:
        pairs = ", ".join(f'"{key}": {value}' for key, value in column_kwargs.items())
        found.append(("sa_column_kwargs", f"{{{pairs}}}"))
    return found


def _words(field: Field) -> list[tuple[str, str]]:
    return [("description", _quoted(field.desc))] if field.desc is not None else []


def enum_column(field: Field) -> str:
    """The column type of an Enum: its values as text, in no type of the database's own."""
    length = max([32, *map(len, field.choices)])
    values = ", values_callable=lambda e: [m.value for m in e]" if field.choices else ""
    return f"sa.Enum({field.enum}, native_enum=False, length={length}{values})"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False) if text.isprintable() else repr(text)


def _imports_of(key: str, value: str, field: Field) -> list[Import]:
    if key == "default_factory":
        usual = {"UTC": "datetime", "datetime": "datetime", "date": "datetime", "uuid4": "uuid"}
        named = [Import(module, name) for name, module in usual.items() if re.search(rf"\b{name}\b", value)]
        return [*named, *factory_spelling(field.factory or "")[1]]
    if key == "default" and "UTC" in value and field.type == "datetime":
        return [Import("datetime", "UTC")]
    if key in ("sa_type", "sa_column_kwargs") and re.search(r"\bsa\.", value):
        return [_SA]
    return []


def _renamed(annotation: str, arguments: Arguments, imports: list[Import], taken: Collection[str]) -> Spelled:
    """Write ``dt.date`` for ``date`` where a field of the class is called like a type of ``datetime``."""
    needed = tuple(sorted(set(imports)))
    moments = [i for i in needed if i.module == "datetime"]
    if not any(i.binds in taken for i in moments):
        return Spelled(annotation=annotation, arguments=arguments, imports=needed)
    alias = "dt" if "dt" not in taken else "datetime_"
    pattern = re.compile(rf"(?<![\w.\"'])({'|'.join(_MOMENTS)})\b(?!\s*=)")

    def qualified(text: str) -> str:
        return pattern.sub(rf"{alias}.\1", text)

    return Spelled(
        annotation=qualified(annotation),
        arguments=tuple((k, qualified(v) if k in ("default", "default_factory") else v) for k, v in arguments),
        imports=(Import("datetime", "", alias), *(i for i in needed if i not in moments)),
    )
