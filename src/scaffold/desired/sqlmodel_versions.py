"""What the project's own SQLModel understands; older ones are told the same thing in SQLAlchemy's words."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from scaffold.desired.statements import display
from scaffold.errors import ProjectError
from scaffold.project.conventions import Conventions

_OLDEST = (0, 0, 14)  # the first one on pydantic 2: model_validate, model_dump
_UPDATES = (0, 0, 16)  # sqlmodel_update
_DELETES = (0, 0, 21)  # Field(ondelete=), Relationship(passive_deletes=, cascade_delete=)


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


def assignment(row: str, conventions: Conventions) -> Callable[[str], str]:
    """The statement that gives a row the values which a payload of this name sent."""
    if conventions.sqlmodel >= _UPDATES:
        return lambda payload: f"{row}.sqlmodel_update({payload}.model_dump(exclude_unset=True))"
    return lambda payload: (
        f"for name, value in {payload}.model_dump(exclude_unset=True).items(): setattr({row}, name, value)"
    )
