"""What a file must import so that a piece of another file's source means the same there."""

from __future__ import annotations

import ast
import builtins

from scaffold.facts import Assignment
from scaffold.fragment import Fragment
from scaffold.rule import Edit, Subject
from scaffold.rules.view.expressions import dotted, parsed


def imports_for(subject: Subject, source: str, home: str, target: str) -> tuple[Fragment, ...]:
    """The imports that ``target`` lacks to use the expression ``source`` as ``home`` does."""
    node = parsed(source)
    names = sorted({name for part in ast.walk(node) if (name := dotted(part))}) if node else []
    heads = {name.partition(".")[0] for name in names} - set(dir(builtins))
    lines = [line for head in sorted(heads) if (line := _line(subject, head, home, target))]
    return tuple(Fragment(path=target, owner="", text=f"{line}\n", kind="part") for line in lines)


def import_of(subject: Subject, module: str, name: str, target: str) -> tuple[Fragment, ...]:
    """``from module import name`` for ``target``, where it does not have it."""
    if subject.sources.origin(target, name) == f"{module}.{name}":
        return ()
    return (Fragment(path=target, owner="", text=f"from {module} import {name}\n", kind="part"),)


def _line(subject: Subject, name: str, home: str, target: str) -> str:
    origin = subject.sources.origin(home, name)
    if origin == subject.sources.origin(target, name) or home == target:
        return ""
    module, _, attribute = origin.rpartition(".")
    plain = any(item.name == name and not item.attribute for item in subject.sources.facts(home).imports)
    if plain or not module:
        return f"import {origin}" if origin == name else f"import {origin} as {name}"
    return f"from {module} import {attribute}" + (f" as {name}" if attribute != name else "")


def without_line(subject: Subject, path: str, statement: Assignment) -> Edit | None:
    """The edit that takes a statement out with its line; ``None`` where something else stands on it."""
    lines = subject.files[path].split("\n")
    first, end = statement.line - 1, statement.end_line
    whole = "\n".join(lines[first:end])
    if whole.strip() != statement.source.strip() or end >= len(lines):
        return None
    return Edit(path=path, line=statement.line, column=1, old=f"{whole}\n", new="")
