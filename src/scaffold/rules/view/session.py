"""Which parameters are a database session, and whether it is the asynchronous one."""

from __future__ import annotations

from scaffold.facts import Function
from scaffold.rule import Subject
from scaffold.rules.view.expressions import kind_of, last
from scaffold.rules.view.tables import resolved

ASYNC_METHODS = frozenset(
    [
        "exec",
        "execute",
        "scalar",
        "scalars",
        "get",
        "get_one",
        "commit",
        "rollback",
        "flush",
        "refresh",
        "delete",
        "merge",
        "close",
        "stream",
        "stream_scalars",
        "run_sync",
        "invalidate",
        "connection",
    ]
)


def async_sessions(subject: Subject, path: str, function: Function) -> frozenset[str]:
    """The names of the parameters that are an ``AsyncSession``."""
    return frozenset(
        param.name for param in function.params if param.annotation and _is_async(subject, path, param.annotation)
    )


def _is_async(subject: Subject, path: str, annotation: str) -> bool:
    kind, _ = resolved(subject, path, kind_of(annotation))
    return last(kind.core) == "AsyncSession"
