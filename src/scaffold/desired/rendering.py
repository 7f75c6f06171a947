"""From a template and its values to a fragment that is not formatted yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from scaffold.desired.templates import Renderer
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
        return Fragment(path=self.path, owner=self.owner, text=text, kind=self.kind, layer=self.layer)
