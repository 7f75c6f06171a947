"""Whether modules of the project import each other relatively: ``from ..models import Item``."""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.project.findings import Found
from scaffold.project.look import Look

_FEW = 3  # imports that say nothing of a habit


def find_relative_imports(look: Look) -> Iterator[Found]:
    """One finding where most (four of five) of the application's imports of its own are relative."""
    own = [
        (path, item)
        for path in look.application
        for item in look.sources.facts(path).imports
        if item.module.startswith(".") or look.sources.path_of(item.module, path)
    ]
    relative = [(path, item) for path, item in own if item.module.startswith(".")]
    if len(relative) >= _FEW and 5 * len(relative) >= 4 * len(own):
        path, item = relative[0]
        reason = f"{len(relative)} of {len(own)} imports of the project's own are relative"
        yield Found(key="relative_imports", value=True, reason=reason, path=path, line=item.line)
