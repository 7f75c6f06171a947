"""Whether siblings' functions take everything by name: ``def create_item(*, session: Session, data: ItemCreate)``."""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.project.base_methods import is_session
from scaffold.project.findings import Found
from scaffold.project.look import Look


def find_named_arguments(look: Look, pattern: str) -> Iterator[Found]:
    """One finding where most functions of a layer that take a session take it by name."""
    takers = [
        (path, function, param)
        for path in look.application
        if look.follows(path, pattern)
        for function in look.sources.facts(path).functions
        for param in function.params[:1]
        if is_session(param) and not function.scope
    ]
    named = [(path, function) for path, function, param in takers if param.kind == "="]
    if 2 * len(named) > len(takers):
        path, function = named[0]
        reason = f"{len(named)} of {len(takers)} functions take their session by name"
        yield Found(key="named_arguments", value=True, reason=reason, path=path, line=function.line)
