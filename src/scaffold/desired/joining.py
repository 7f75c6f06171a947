"""Several fragments of one owner for one file as one: a project that keeps models and schemas in one ``models.py``."""

from __future__ import annotations

import ast
from collections.abc import Iterable

from scaffold.dataclass import replace
from scaffold.facts import parse
from scaffold.fragment import Fragment


def joined(fragments: Iterable[Fragment]) -> list[Fragment]:
    """The fragments, those of one path and owner together: their imports first, then their code, in order."""
    groups: dict[tuple[str, str], list[Fragment]] = {}
    for fragment in fragments:
        groups.setdefault((fragment.path, fragment.owner), []).append(fragment)
    return [group[0] if len(group) == 1 else _one(group) for group in groups.values()]


def _one(group: list[Fragment]) -> Fragment:
    imports: list[str] = []
    typing: list[str] = []
    code: list[str] = []
    for fragment in group:
        for node, text in _statements(fragment.text):
            if isinstance(node, (ast.Import, ast.ImportFrom)):
                imports.append(text)
            elif isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
                typing += [ast.get_source_segment(fragment.text, each) or "" for each in node.body]
            else:
                code.append(text)
    lines = [*dict.fromkeys(imports)]
    if typing:
        lines += ["", "if TYPE_CHECKING:", *(f"    {line}" for line in dict.fromkeys(typing))]
    text = "\n".join(lines) + "\n\n\n" + "\n\n".join(code) + "\n"
    return replace(group[0], text=text)


def _statements(text: str) -> list[tuple[ast.stmt, str]]:
    """Each statement with its text, decorators and the comments above it included."""
    rows = text.splitlines(keepends=True)
    found, end = [], 0
    for node in parse(text).body:
        last = node.end_lineno or node.lineno
        found.append((node, "".join(rows[end:last]).strip("\n")))
        end = last
    return found
