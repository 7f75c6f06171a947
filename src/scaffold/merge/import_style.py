"""How does this file spell an import like this one? As its siblings do.

Siblings import from modules beside the wanted one::

    from app.models.user import User            from .user import User as User
    import app.models.user  # noqa: F401        from . import user
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterable
from typing import Literal

from scaffold.dataclass import dataclass
from scaffold.merge.identity import Binding, bindings
from scaffold.merge.origins import Package
from scaffold.merge.segments import Segment

Form = Literal["name", "alias", "star", "module", "submodule"]
_NOQA = re.compile(r"[ \t]*#[ \t]*(?:noqa|ruff|pylint|type:|pyright).*", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelling:
    """One import statement: what it binds, and its text without indentation and line end."""

    binding: Binding  # module as it is written, maybe relative
    text: str
    comment: str = ""


def plain(binding: Binding, comment: str = "") -> Spelling:
    """The plain form of ``binding``."""
    return Spelling(binding=binding, text=statement(binding), comment=comment)


def statement(binding: Binding) -> str:
    """``from module import name as bound``, or ``import module as bound``."""
    if not binding.name:
        alias = f" as {binding.bound}" if binding.bound != binding.module else ""
        return f"import {binding.module}{alias}"
    return f"from {binding.module} import {aliased(binding)}"


def aliased(binding: Binding) -> str:
    """``name``, or ``name as bound``."""
    if binding.name in (binding.bound, "*"):
        return binding.name
    return f"{binding.name} as {binding.bound}"


def like_siblings(wanted: Binding, items: Iterable[Segment], package: Package, comment: str) -> Spelling:
    """``wanted`` as the file spells such imports; as the fragment does where it has no siblings."""
    parent = wanted.module.rpartition(".")[0]
    siblings = [
        (form, node, segment)
        for segment in items
        if segment.kind == "import" and len(segment.nodes) == 1
        for node in segment.nodes
        if (form := _form(node, parent, package)) is not None
    ]
    if not siblings or not wanted.name or not parent:
        return plain(wanted, comment)
    forms = Counter(form for form, _, _ in siblings)
    form = forms.most_common(1)[0][0]
    nodes = [node for found, node, _ in siblings if found == form]
    relative = Counter(_is_relative(node) for node in nodes).most_common(1)[0][0]
    said = Counter(_pragma(segment) for found, _, segment in siblings if found == form)
    binding = _in_form(wanted, form, parent)
    if relative:
        binding = relatively(binding, package)
    return Spelling(
        binding=binding,
        text=_text(binding, form),
        comment=said.most_common(1)[0][0],
    )


def as_near(wanted: Binding, nodes: Iterable[ast.stmt], package: Package, usual: bool) -> Binding:
    """``wanted`` with a relative module, where all that the file imports of its own package is so.

    ``usual``: other files do it, which a file follows that imports nothing of its own.
    """
    top = wanted.module.partition(".")[0]
    own = [node for node in nodes if any(package.resolved(b).module.partition(".")[0] == top for b in bindings(node))]
    return relatively(wanted, package) if all(map(_is_relative, own)) and (own or usual) else wanted


def _form(node: ast.stmt, parent: str, package: Package) -> Form | None:
    """The form of a sibling, ``None`` for an import from elsewhere."""
    found = [package.resolved(binding) for binding in bindings(node)]
    if isinstance(node, ast.Import):
        return "module" if all(b.module.rpartition(".")[0] == parent for b in found) else None
    if found[0].module == parent and all(b.name.islower() for b in found) and found[0].name != "*":
        return "submodule"
    if found[0].module.rpartition(".")[0] != parent:
        return None
    if found[0].name == "*":
        return "star"
    assert isinstance(node, ast.ImportFrom)
    return "alias" if all(alias.asname == alias.name for alias in node.names) else "name"


def _is_relative(node: ast.stmt) -> bool:
    return isinstance(node, ast.ImportFrom) and node.level > 0


def _pragma(segment: Segment) -> str:
    found = _NOQA.match(segment.tail)
    return found.group().rstrip() if found else ""


def _in_form(wanted: Binding, form: Form, parent: str) -> Binding:
    submodule = wanted.module.rpartition(".")[2]
    match form:
        case "module":
            return Binding(wanted.module, "", wanted.module)
        case "submodule":
            return Binding(parent, submodule, submodule)
        case "star":
            return Binding(wanted.module, "*", "*")
    return wanted


def relatively(binding: Binding, package: Package) -> Binding:
    """``app.models.post`` as ``.post``, seen from inside ``app.models``."""
    parts = binding.module.split(".")
    shared = 0
    for one, other in zip(parts, package.parts, strict=False):
        if one != other:
            break
        shared += 1
    if not shared or not binding.name:
        return binding
    dots = "." * (len(package.parts) - shared + 1)
    return Binding(dots + ".".join(parts[shared:]), binding.name, binding.bound)


def _text(binding: Binding, form: Form) -> str:
    if form == "alias":
        return f"from {binding.module} import {binding.name} as {binding.bound}"
    return statement(binding)
