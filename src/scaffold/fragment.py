"""A fragment: Python that must be true of one path. The only thing that a template renders."""

from __future__ import annotations

from typing import Literal

from scaffold.dataclass import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Fragment:
    """``text`` must be true of ``path`` (posix, relative to the project), on behalf of ``owner``.

    ``kind`` is ``"file"`` (where the path is missing, the fragment is the file; its header and order count),
    ``"part"`` (a contribution to a file that must exist: its classes are anchors, never created), or ``"once"``
    (a support module or a text file: written where missing, the project's own from then on, never merged).
    ``owner`` is the entity's name, so that two entities may contribute to one file.
    """

    path: str
    owner: str
    text: str
    kind: Literal["file", "part", "once"] = "file"
    layer: str = ""  # "model", "schema", ..., for the plan's words
