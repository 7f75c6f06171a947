"""What the templates of the functions are told: names, spelling of async code, where things are imported from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scaffold.desired.layout import Layout
from scaffold.project.conventions import Conventions


def spelling(conventions: Conventions) -> dict[str, str]:
    """The words that differ between async and sync code, and between the session classes."""
    return {
        "async": "async " if conventions.is_async else "",
        "await": "await " if conventions.is_async else "",
        "Session": conventions.session_class.name,
        "exec": conventions.session_method,
        "all": "all" if conventions.session_method == "exec" else "scalars().all",
    }


def names(layout: Layout) -> dict[str, Any]:
    """The entity's own names."""
    return {
        "Entity": layout.entity,
        "snake": layout.snake,
        "plural": layout.plural,
        "row": layout.row,
        "rows": layout.rows,
        "row_id": layout.row_id,
        "noun": layout.noun,
        "pk": layout.pk,
        "pk_type": layout.pk_type,
        "Create": layout.create,
        "Update": layout.update,
        "Out": layout.out,
    }
