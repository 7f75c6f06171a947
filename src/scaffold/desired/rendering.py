"""From a template and its values to a fragment that is not formatted yet."""

from __future__ import annotations

from ast import PyCF_ONLY_AST
from collections.abc import Mapping
from typing import Any, Literal

from scaffold.dataclass import dataclass
from scaffold.desired.templates import Renderer
from scaffold.errors import ProjectError
from scaffold.fragment import Fragment


@dataclass(frozen=True, slots=True)
class Draft:
    """A template that will be the text of a path."""

    path: str
    template: str
    values: Mapping[str, Any]
    owner: str
    layer: str
    kind: Literal["file", "part", "once"] = "file"

    def rendered(self, renderer: Renderer) -> Fragment:
        """The fragment as the template writes it."""
        text = renderer.render(self.template, self.values)
        if self.path.endswith(".py"):
            _check(text, self.template)
        return Fragment(path=self.path, owner=self.owner, text=text, kind=self.kind, layer=self.layer)


def _check(text: str, template: str) -> None:
    try:
        compile(text, template, "exec", PyCF_ONLY_AST, dont_inherit=True)
    except (SyntaxError, ValueError) as error:
        line = text.splitlines()[error.lineno - 1].strip() if isinstance(error, SyntaxError) and error.lineno else ""
        raise ProjectError(
            f"the template {template} writes what is no Python: {line or error}",
            where=template,
            hint="scaffold templates diff",
        ) from error
