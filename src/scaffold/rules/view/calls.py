"""Every call of the project by the last part of its name, with the function that it stands in."""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.facts import Call, Function
from scaffold.rule import Subject


def every_call(subject: Subject, name: str) -> Iterator[tuple[str, Call]]:
    """The calls whose function is called ``name``, with their files."""
    for path in subject.paths:
        if name in subject.files[path]:
            facts = subject.sources.facts(path)
            for call in facts.calls:
                if call.func.rpartition(".")[2] == name:
                    yield path, call
            for _, function in functions_of(subject, path):
                for call in function.calls:
                    if call.func.rpartition(".")[2] == name:
                        yield path, call


def functions_of(subject: Subject, path: str) -> Iterator[tuple[str, Function]]:
    """The outermost functions and methods of a file, by qualified name."""
    facts = subject.sources.facts(path)
    for function in facts.functions:
        if not function.scope:
            yield function.name, function
    for cls in facts.classes:
        for method in cls.methods:
            yield f"{cls.name}.{method.name}", method


def module_at(subject: Subject, module: str, importer: str) -> str | None:
    """The file of a module that the importer surely means: a folder beside it may bear a library's name."""
    found = subject.sources.path_of(module, importer)
    if found is None or module.startswith("."):
        return found
    return found if subject.sources.module_of(found) == module else None
