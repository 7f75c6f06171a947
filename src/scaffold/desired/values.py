"""What the templates of the functions are told: names, spelling of async code, the session."""

from __future__ import annotations

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
        "one": "one" if conventions.session_method == "exec" else "scalar_one",
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


def endpoint_session(conventions: Conventions) -> dict[str, str]:
    """How an endpoint gets its session: the parameter in front of others and behind them, and what it is called."""
    name, provider = conventions.session_parameter, conventions.session_provider.name
    match conventions.session_style:
        case "alias":
            parameter = f"{name}: {conventions.session_dependency.name}"
        case "default":
            # SessionDep = Depends(get_session)
            parameter = f"{name}: {conventions.session_class.name} = {conventions.session_dependency.name}"
        case "depends":
            parameter = f"{name}: {conventions.session_class.name} = Depends({provider})"
        case "annotated":
            parameter = f"{name}: Annotated[{conventions.session_class.name}, Depends({provider})]"
        case "context":
            kept = f".{conventions.session_attribute}" if conventions.session_attribute else ""
            return {"session": f"{provider}{kept}", "session_first": "", "session_last": ""}
    return {"session": name, "session_first": f"{parameter}, ", "session_last": f", {parameter}"}
