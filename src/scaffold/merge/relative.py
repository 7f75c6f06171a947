"""A new file that imports what is the project's own relatively, as its siblings do.

What is recorded of the file stays absolute: an import is known by where it leads, however it is spelled.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from scaffold.merge.identity import Binding
from scaffold.merge.import_style import relatively
from scaffold.merge.origins import package_of
from scaffold.merge.statement import natural

Run = Sequence[ast.ImportFrom]


def with_relative_imports(text: str, path: str) -> str:
    """``text`` with ``from app.models import Item`` as ``from ..models import Item``, sorted as isort does."""
    lines = text.splitlines(keepends=True)
    for run in reversed([*_runs(ast.parse(text).body)]):
        lines[run[0].lineno - 1 : run[-1].end_lineno] = _spelled(run, lines, path)
    return "".join(lines)


def _runs(body: Sequence[ast.stmt]) -> Iterator[Run]:
    """The imports that stand together, without a line between them."""
    run: list[ast.ImportFrom] = []
    for node in body:
        if not isinstance(node, ast.ImportFrom) or (run and node.lineno != (run[-1].end_lineno or 0) + 1):
            if run:
                yield run
            run = []
        if isinstance(node, ast.ImportFrom):
            run.append(node)
        elif isinstance(node, ast.If):  # if TYPE_CHECKING:
            yield from _runs(node.body)
    if run:
        yield run


def _spelled(run: Run, lines: Sequence[str], path: str) -> list[str]:
    near: list[tuple[object, list[str]]] = []
    others: list[str] = []
    for node in run:
        block = [*lines[node.lineno - 1 : node.end_lineno]]
        written = node.module or ""
        module = relatively(Binding(written, node.names[0].name, ""), package_of(path, [written])).module
        if node.level or module == written:
            others += block
            continue
        bare = module.lstrip(".")
        key = (len(bare) - len(module), natural(bare.casefold()), natural(bare))
        near.append((key, [block[0].replace(f"from {written} ", f"from {module} ", 1), *block[1:]]))
    sorted_near = [line for _, block in sorted(near) for line in block]
    return [*others, *(["\n"] if others and near else []), *sorted_near]
