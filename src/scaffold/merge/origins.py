"""Where does a name come from? Imports as ``module:name``, relative ones resolved, uses counted.

The root that absolute imports start from is not known here (``src/``, ``backend/``): it is the first
folder of the path that some absolute import also starts with.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from scaffold.merge.identity import Binding, Definitions, Imports, bindings, bound_inside
from scaffold.merge.opened import opened
from scaffold.merge.segments import Segment

_SAME_OBJECTS = ({"typing", "typing_extensions", "collections.abc"}, {"fastapi", "starlette"})


@dataclass(frozen=True, slots=True)
class Package:
    """The package that a file is in, for its relative imports."""

    parts: tuple[str, ...] = ()

    def absolute(self, module: str) -> str:
        """``..db.models`` as ``app.db.models``."""
        name = module.lstrip(".")
        level = len(module) - len(name)
        if not level:
            return module
        base = self.parts[: len(self.parts) - (level - 1)]
        return ".".join((*base, *([name] if name else [])))

    def resolved(self, binding: Binding) -> Binding:
        """``binding`` with an absolute module."""
        return Binding(self.absolute(binding.module), binding.name, binding.bound)


def package_of(path: str, modules: Iterable[str]) -> Package:
    """The package of ``path``, given the modules that it imports."""
    folders = path.split("/")[:-1]
    tops = {module.partition(".")[0] for module in modules if not module.startswith(".")}
    for index, folder in enumerate(folders):
        if folder in tops:
            return Package(tuple(folders[index:]))
    return Package(tuple(folders[1:] if folders[:1] == ["src"] else folders))


def imported_modules(segments: Iterable[Segment]) -> Iterator[str]:
    """Every module that is imported at the top of a file."""
    for node in import_nodes(segments):
        for binding in bindings(node):
            yield binding.module


def import_nodes(segments: Iterable[Segment]) -> Iterator[ast.stmt]:
    """The import statements at the top of a file, those for type checkers included."""
    for segment in segments:
        if segment.kind == "typing":
            yield from import_nodes(opened(segment).body or ())
        else:
            yield from (node for node in segment.nodes if isinstance(node, Imports))


@dataclass(slots=True)
class Names:
    """What a file binds at its top: by imports, for type checkers only, and in other ways."""

    runtime: dict[str, Binding] = field(default_factory=dict)
    local: dict[str, Binding] = field(default_factory=dict)  # imported inside functions
    typing: dict[str, Binding] = field(default_factory=dict)
    defined: set[str] = field(default_factory=set)
    stars: set[str] = field(default_factory=set)

    def import_of(self, bound: str, *, typing: bool) -> Binding | None:
        """The import that binds ``bound``; one that runs serves type checkers too."""
        found = self.runtime.get(bound)
        return found if found or not typing else self.typing.get(bound)

    def binds(self, name: str) -> bool:
        """Whether ``name`` means something at the top of the file."""
        return name in self.runtime or name in self.typing or name in self.defined


def names_of(segments: Iterable[Segment], package: Package) -> Names:
    """What ``segments``, the top of a file, bind."""
    names = Names()
    for segment in segments:
        if segment.kind == "typing":
            for node in import_nodes([segment]):
                for binding in bindings(node):
                    names.typing.setdefault(binding.bound, package.resolved(binding))
        elif segment.kind == "block":
            for key, node in bound_inside(segment.nodes).items():
                _note(names, key, node, package)
            names.defined |= _stored(segment.nodes)
        else:
            for node in segment.nodes:
                if isinstance(node, Imports):
                    _note(names, "", node, package)
            if segment.kind == "def":
                _note_local(names, segment, package)
            if segment.kind in ("class", "def", "assign", "line"):
                names.defined |= {k.partition("#")[0] for k in segment.keys if " " not in k}
    names.defined -= names.runtime.keys()
    return names


def _note(names: Names, key: str, node: ast.stmt, package: Package) -> None:
    if not isinstance(node, Imports):
        if " " not in key:
            names.defined.add(key)
        return
    for binding in bindings(node):
        resolved = package.resolved(binding)
        root, dot, _ = binding.bound.partition(".")
        if binding.name == "*":
            names.stars.add(resolved.module)
            continue
        names.runtime[binding.bound] = resolved
        if dot:  # `import a.b` binds `a`
            names.runtime.setdefault(root, Binding(root, "", root))


def _note_local(names: Names, function: Segment, package: Package) -> None:
    """What an application factory imports for itself, to avoid a circle."""
    for segment in function.walk():
        for node in segment.nodes if segment.kind == "import" else ():
            for binding in bindings(node):
                names.local.setdefault(binding.bound, package.resolved(binding))


def _stored(nodes: Iterable[ast.stmt]) -> set[str]:
    """The names that ``for``, ``with`` and assignments bind in a block, but not in functions."""
    found: set[str] = set()
    stack: list[ast.AST] = list(nodes)
    while stack:
        node = stack.pop()
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
        if not isinstance(node, (*Definitions, ast.Lambda)):
            stack.extend(ast.iter_child_nodes(node))
    return found


def same_object(one: Binding, other: Binding) -> bool:
    """Whether two imports bind the same thing, as far as names can tell.

    A package hands on what its modules define: ``app.models:User`` is ``app.models.user:User``.
    """
    if one.origin == other.origin:
        return True
    if not one.name and not other.name:
        return one.module == other.module
    if dotted_origin(one) == dotted_origin(other):  # `import a.b as b` and `from a import b`
        return True
    if one.name != other.name:
        return False
    a, b = one.module, other.module
    tops = {a.partition(".")[0], b.partition(".")[0]}
    if any(a in group and b in group for group in _SAME_OBJECTS[:1]) or tops == _SAME_OBJECTS[1]:
        return True
    return a.startswith(b + ".") or b.startswith(a + ".")


def dotted_origin(binding: Binding) -> str:
    """``app.models.user.User``, whichever way it is imported."""
    return f"{binding.module}.{binding.name}" if binding.name else binding.module
