"""How a value looks in requests and in answers: the annotation of one field in each schema."""

from __future__ import annotations

import ast
import json

from scaffold.dataclass import dataclass, replace
from scaffold.desired.columns import base_type, raw
from scaffold.desired.sqlmodel_versions import has_zone, keeps_zones
from scaffold.fieldtypes import TYPES
from scaffold.project.columns import STAMPS
from scaffold.project.conventions import Conventions
from scaffold.spec.entity import Field


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """What a request may carry for one field: ``Annotated[base, Field(limits), pattern]``."""

    base: str
    limits: tuple[tuple[str, str], ...] = ()
    pattern: str = ""  # a further member of Annotated

    @property
    def annotation(self) -> str:
        """The whole annotation."""
        if not self.limits and not self.pattern:
            return self.base
        field = f"Field({', '.join(f'{key}={value}' for key, value in self.limits)})"
        parts = [
            self.base,
            *([field] if self.limits else []),
            *([self.pattern] if self.pattern else []),
        ]
        return f"Annotated[{', '.join(parts)}]"


def input_of(field: Field) -> Input:
    """What a request may carry for ``field``."""
    row = TYPES.get(field.type)
    if field.many:
        item = input_of(replace(field, many=False, max=None, min=None, null=True, desc=None)).base
        return Input(
            base=f"list[{'Text' if field.type == 'str' else item}]",
            limits=tuple(_limits(field, field.max)),
        )
    if row is None:
        said = tuple(_limits(field, None))
        return Input(base=field.enum or without_none(field.annotation), limits=said)
    length = field.max if field.max is not None else row.max
    base = row.input or row.annotation
    if row.name == "text" and length is not None:
        base = "str"
    return Input(base=base, limits=tuple(_limits(field, length)), pattern=_pattern(field.pattern))


def output_of(field: Field, conventions: Conventions) -> str:
    """The annotation of an answer."""
    row = TYPES.get(field.type)
    if row is None:
        annotation = field.enum or without_none(field.annotation)
    else:
        annotation = row.output or base_type(Field(name=field.name, type=field.type))
        if row.name == "datetime" and not keeps_zones(conventions) and has_zone(field, conventions):
            annotation = "UtcDatetime"
        if field.places is not None:  # a row that was just written still holds what was sent
            annotation = f"Annotated[{annotation}, places({field.places})]"
    annotation = f"list[{annotation}]" if field.many else annotation
    return f"{annotation} | None" if field.null else annotation


def is_set_by_server(field: Field) -> bool:
    """Whether no client sends the field: one that is read only, or the time at which a row is made or changed."""
    told = field.factory is not None or (field.null and field.type == "datetime" and not field.immutable)
    return field.readonly or (field.name in STAMPS and told)


def least(field: Field) -> int | None:
    """The fewest characters or items: a required text that is empty was not given."""
    if field.min is None and field.type == "str" and not field.many and field.default is None and not field.null:
        return 1
    return field.min


def _limits(field: Field, length: int | None) -> list[tuple[str, str]]:
    limits = {
        "ge": field.ge,
        "gt": field.gt,
        "le": field.le,
        "lt": field.lt,
        "min_length": least(field),
        "max_length": length,
        "max_digits": field.digits,
        "decimal_places": field.places,
        "description": json.dumps(field.desc, ensure_ascii=False) if field.desc else None,
    }
    return [(key, str(value)) for key, value in limits.items() if value is not None]


def _pattern(pattern: str | None) -> str:
    return "" if pattern is None else f"StringConstraints(pattern={raw(pattern)})"


def without_none(annotation: str) -> str:
    """``str | None`` and ``Optional[str]`` as ``str``."""
    node = ast.parse(annotation, mode="eval").body
    if isinstance(node, ast.BinOp) and ast.unparse(node.right) == "None":
        return ast.unparse(node.left)
    if isinstance(node, ast.Subscript) and ast.unparse(node.value).rpartition(".")[2] == "Optional":
        return ast.unparse(node.slice)
    return annotation
