"""What the project's own SQLModel understands; older ones are told the same thing in SQLAlchemy's words."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping

from scaffold.desired.statements import display
from scaffold.errors import ProjectError
from scaffold.project.conventions import Conventions
from scaffold.spec.entity import Field

_OLDEST = (0, 0, 14)  # the first one on pydantic 2: model_validate, model_dump
_UPDATES = (0, 0, 16)  # sqlmodel_update
_ADDRESSES = (0, 0, 19)  # EmailStr
_DELETES = (0, 0, 21)  # Field(ondelete=), Relationship(passive_deletes=, cascade_delete=)
_ZONES = (0, 0, 45)  # UTCDateTime, the column of a plain `datetime`
_ZONELESS = re.compile(r"\b(?:DateTime|DATETIME|TIMESTAMP)\b")


def refuse_too_old(conventions: Conventions) -> None:
    """Raise ``ProjectError`` where the project's libraries have not what generated code is made of."""
    if conventions.sqlmodel >= _OLDEST and conventions.pydantic >= (2, 0):
        return
    spelled = ".".join(str(part) for part in conventions.sqlmodel)
    raise ProjectError(
        f"the project has SQLModel {spelled} with pydantic {conventions.pydantic[0]}; "
        "generated code needs SQLModel 0.0.14 and pydantic 2",
        where="the project's requirements",
        hint="pip install 'sqlmodel>=0.0.14' 'pydantic>=2'",
    )


def foreign_key(column: str, ondelete: str, conventions: Conventions) -> dict[str, str]:
    """The arguments of a column that refers to another one; ``ondelete`` in SQL's words, ``""`` for none."""
    if not ondelete:
        return {"foreign_key": json.dumps(column)}
    if conventions.sqlmodel >= _DELETES:
        return {"foreign_key": json.dumps(column), "ondelete": json.dumps(ondelete)}
    return {"sa_column_args": f"[sa.ForeignKey({json.dumps(column)}, ondelete={json.dumps(ondelete)})]"}


def on_delete(deletion: Mapping[str, str], options: Mapping[str, str], conventions: Conventions) -> dict[str, str]:
    """The arguments of a relation: its ``deletion`` in SQLModel's words, ``options`` in SQLAlchemy's."""
    if conventions.sqlmodel >= _DELETES:
        return {**deletion, **({"sa_relationship_kwargs": display(options)} if options else {})}
    words = {"cascade_delete": ("cascade", '"all, delete-orphan"')}
    told = dict(words.get(key, (key, value)) for key, value in deletion.items())
    return {"sa_relationship_kwargs": display({**options, **told})} if options or told else {}


def keeps_zones(conventions: Conventions) -> bool:
    """Whether a plain ``datetime`` is a column with a time zone, and comes back with it from SQLite, too."""
    return conventions.sqlmodel >= _ZONES


def has_zone(field: Field, conventions: Conventions) -> bool:
    """Whether a ``datetime`` column keeps the time zone: what its statement says, else what SQLModel does.

    One that is yet to be written does.
    """
    if not field.source or "timezone=True" in field.source:
        return True
    return keeps_zones(conventions) and not _ZONELESS.search(field.source)


def column_type(name: str, conventions: Conventions, length: int | None = None) -> dict[str, str]:
    """The argument for a type of the grammar that SQLModel has no column for, or one without a time zone."""
    if name == "datetime" and not keeps_zones(conventions):
        return {"sa_type": "sa.DateTime(timezone=True)"}
    if name == "EmailStr" and conventions.sqlmodel < _ADDRESSES:
        return {"sa_type": f"sa.String({length})"}
    return {}


def assignment(row: str, conventions: Conventions) -> Callable[[str], str]:
    """The statement that gives a row the values which a payload of this name sent."""
    if conventions.sqlmodel >= _UPDATES:
        return lambda payload: f"{row}.sqlmodel_update({payload}.model_dump(exclude_unset=True))"
    return lambda payload: (
        f"for name, value in {payload}.model_dump(exclude_unset=True).items(): setattr({row}, name, value)"
    )
