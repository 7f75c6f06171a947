"""By what name would a person find this statement again? The key of a segment among its siblings.

A call is known by its function and its first argument, whatever object it is called on: a router that
was moved to another application is still included.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping, Sequence

from scaffold.dataclass import dataclass
from scaffold.merge.canonical import canonical, fingerprint, is_text
from scaffold.merge.segments import Kind, Segment

Definitions = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
Imports = (ast.Import, ast.ImportFrom)

TYPING = "if TYPE_CHECKING"


@dataclass(frozen=True, slots=True)
class Binding:
    """One imported name: ``from module import name as bound``; ``name`` is empty for ``import module``."""

    module: str  # relative modules keep their dots: ".user"
    name: str
    bound: str

    @property
    def origin(self) -> str:
        """``module:name``, the same for every name that it is bound to."""
        return f"{self.module}:{self.name}"


def bindings(node: ast.stmt) -> tuple[Binding, ...]:
    """What an import statement binds. ``import a.b`` binds ``a``, but it is known as ``a.b`` here."""
    if isinstance(node, ast.ImportFrom):
        module = "." * node.level + (node.module or "")
        return tuple(Binding(module, n.name, n.asname or n.name) for n in node.names)
    if isinstance(node, ast.Import):
        return tuple(Binding(n.name, "", n.asname or n.name) for n in node.names)
    return ()


def kind_and_keys(node: ast.stmt, *, first: bool) -> tuple[Kind, tuple[str, ...]]:
    """The kind and the keys of one statement; ``first`` is whether a string here is a docstring."""
    match node:
        case ast.FunctionDef() | ast.AsyncFunctionDef():
            return "def", (node.name + _accessor(node),)
        case ast.ClassDef():
            return "class", (node.name,)
        case ast.Import() | ast.ImportFrom():
            return "import", tuple(f"import {b.bound}" for b in bindings(node))
        case ast.AnnAssign():
            return "assign", tuple(target_names(node.target))
        case ast.Assign():
            return "assign", tuple(name for t in node.targets for name in target_names(t))
        case ast.Expr() if first and is_text(node):
            return "doc", ("__doc__",)
        case ast.Expr(value=ast.Call() as call) if (key := call_key(call)) is not None:
            return "call", (key,)
        case ast.If() if not node.orelse and is_type_checking(node.test):
            return "typing", (TYPING,)
        case _ if hasattr(node, "body") or hasattr(node, "cases"):
            return "block", (f"{type(node).__name__} {_short(node)}",)
    if type(node).__name__ == "TypeAlias":  # Python 3.12
        return "assign", tuple(target_names(node.name))  # type: ignore[attr-defined]
    return "other", (f"{type(node).__name__} {_short(node)}",)


def target_names(target: ast.expr) -> Iterator[str]:
    """The names that an assignment to ``target`` binds; ``a.b`` and ``a[b]`` are known by their syntax."""
    match target:
        case ast.Name():
            yield target.id
        case ast.Tuple() | ast.List():
            for element in target.elts:
                yield from target_names(element)
        case ast.Starred():
            yield from target_names(target.value)
        case _:
            yield dotted(target) or canonical(target)


def is_type_checking(test: ast.expr) -> bool:
    """``TYPE_CHECKING``, or that name in a module."""
    return (dotted(test) or "").rpartition(".")[2] == "TYPE_CHECKING"


def dotted(node: ast.expr | None) -> str | None:
    """``a.b.c`` as it is written, ``None`` for anything that is no chain of names."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        base = dotted(node.value)
        return f"{base}.{node.attr}" if base else None
    return None


def call_key(call: ast.Call) -> str | None:
    """``call include_router(<digest of its first argument>)``; ``None`` when the function is computed."""
    function = dotted(call.func)
    if function is None:
        return None
    arguments = [*call.args, *(keyword.value for keyword in call.keywords)]
    argument = _short(arguments[0]) if arguments else ""
    return f"call {function.rpartition('.')[2]}({argument})"


def is_relation(segment: Segment) -> bool:
    """Whether ``segment`` is ``author: "User" = Relationship(...)``, or one of SQLAlchemy's."""
    value = getattr(segment.nodes[0], "value", None) if segment.kind == "assign" and segment.nodes else None
    called = dotted(value.func) if isinstance(value, ast.Call) else None
    return called is not None and called.rpartition(".")[2].lower() == "relationship"


def unrepeated(keys: Iterable[str], seen: dict[str, int]) -> tuple[str, ...]:
    """``keys`` with ``#1``, ``#2`` behind those that ``seen`` has counted before."""
    out = []
    for key in keys:
        count = seen.get(key, 0)
        seen[key] = count + 1
        out.append(f"{key}#{count}" if count else key)
    return tuple(out)


def bound_inside(nodes: Sequence[ast.stmt]) -> Mapping[str, ast.stmt]:
    """The keys of everything that is bound or called inside an opaque statement, but not in functions."""
    found: dict[str, ast.stmt] = {}
    stack: list[ast.AST] = list(nodes)
    while stack:
        for child in ast.iter_child_nodes(stack.pop()):
            if isinstance(child, ast.stmt):
                for key in kind_and_keys(child, first=False)[1]:
                    before = found.get(key)  # of two imports in `try` and `except`, the first is meant
                    if before is None or (isinstance(child, Imports) and not isinstance(before, Imports)):
                        found[key] = child
            if isinstance(child, _BLOCKS) and not isinstance(child, Definitions):
                stack.append(child)
    return found


_BLOCKS = (ast.stmt, ast.ExceptHandler, ast.match_case)


def _accessor(node: ast.FunctionDef | ast.AsyncFunctionDef) -> str:
    """``@x.setter`` shares its name with the property that it belongs to."""
    for decorator in node.decorator_list:
        if isinstance(decorator, ast.Attribute) and decorator.attr in {
            "setter",
            "deleter",
            "getter",
        }:
            return f"@{decorator.attr}"
    return ""


def _short(node: ast.AST) -> str:
    return fingerprint((canonical(node),))
