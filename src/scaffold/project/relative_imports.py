"""Whether modules of the project import each other relatively, and by which name its tests import them then.

``from ..models import Item`` serves an application that is ``app`` when it runs and ``src.app`` in its tests.
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.project.findings import Found
from scaffold.project.look import Look
from scaffold.project.modules import is_test

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
        yield from _of_tests(look)


def _of_tests(look: Look) -> Iterator[Found]:
    root = look.sources.source_root.replace("/", ".")
    own = [
        (path, item)
        for path in look.sources.paths
        if is_test(path)
        for item in look.sources.facts(path).imports
        if not item.module.startswith(".")
        and look.sources.path_of(item.module, path)
        and item.module.partition(".")[0] != "tests"
    ]
    if root and own and all(item.module.startswith(f"{root}.") for _, item in own):
        path, item = own[0]
        reason = f"tests import {item.module}"
        yield Found(key="tests_root", value=root, reason=reason, path=path, line=item.line)
