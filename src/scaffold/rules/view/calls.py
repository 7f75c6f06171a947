"""Every call of the project by the last part of its name, with the function that it stands in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

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
    if module.partition(".")[0] == "alembic":  # a folder of that name holds migrations, which nobody imports
        return None
    found = subject.sources.path_of(module, importer)
    if found is None or module.startswith("."):
        return found
    return found if subject.sources.module_of(found) == module else None


def modules_called(subject: Subject, path: str) -> Mapping[str, str]:
    """The modules of the project that the file calls by a plain name."""
    known = subject.view(_called_by)
    if path not in known:
        known[path] = _modules_called(subject, path)
    return known[path]


def _called_by(_subject: Subject) -> dict[str, Mapping[str, str]]:
    return {}


def _modules_called(subject: Subject, path: str) -> Mapping[str, str]:
    found = {}
    for item in subject.sources.facts(path).imports:
        if item.type_checking or "." in item.name or not item.attribute:
            continue
        target = module_at(subject, item.joined, path)
        package = module_at(subject, item.module, path)
        # from app.services import post_service -- unless the package defines that name itself
        if target and not (package and _defines(subject, package, item.attribute)):
            found[item.name] = target
    return found


def _defines(subject: Subject, path: str, name: str) -> bool:
    facts = subject.sources.facts(path)
    return bool(
        facts.named(name)
        or facts.assigned(name)
        or any(item.name == name for item in facts.functions)
        or any(item.name == name for item in facts.imports)
    )


def function_called(subject: Subject, path: str, func: str) -> tuple[str, Function] | None:
    """The project's module-level function that ``func(...)`` means in a file, and its own file; else ``None``."""
    known = subject.view(_functions)
    if (path, func) not in known:
        known[path, func] = _function_called(subject, path, func)
    return known[path, func]


def _functions(_subject: Subject) -> dict[tuple[str, str], tuple[str, Function] | None]:
    return {}


def _function_called(subject: Subject, path: str, func: str) -> tuple[str, Function] | None:
    head, _, rest = func.partition(".")
    if "." in rest:
        return None
    if rest:
        home, own = modules_called(subject, path).get(head), rest
    else:
        home, own = path, func
        if all(item.name != func for item in subject.sources.facts(path).functions):
            item = next((i for i in subject.sources.facts(path).imports if i.name == func and i.attribute), None)
            home, own = (module_at(subject, item.module, path), item.attribute) if item else (None, func)
    found = subject.sources.facts(home).functions if home else ()
    named = [item for item in found if item.name == own and not item.scope]
    return (home, named[0]) if home and len(named) == 1 else None
