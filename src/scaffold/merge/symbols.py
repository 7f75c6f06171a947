"""What a person calls a statement: ``User.posts``, ``include_router.posts.router``, ``__all__.Post``.

Without brackets or blanks, so that every shell takes it after ``path::`` as it is.
"""

from __future__ import annotations

import ast
import re
from typing import Literal

from scaffold.dataclass import dataclass, replace
from scaffold.merge.identity import dotted
from scaffold.merge.segments import Segment

_PLAIN = re.compile(r"[\w./-]+")


@dataclass(frozen=True, slots=True)
class Scope:
    """A container: what its symbols are called, and where its statements stand."""

    kind: Literal["module", "class", "function"] = "module"
    prefix: str = ""
    column: str = ""

    def symbol(self, segment: Segment) -> str:
        """What a person types to select ``segment``."""
        return self.prefix + _name(segment)

    def of_key(self, key: str) -> str:
        """The same for a statement of which only the key is known."""
        return self.prefix + key.replace(" ", ":")

    def inside(self, segment: Segment, kind: Literal["class", "function"], column: str) -> Scope:
        """The scope of the statements in ``segment``."""
        return replace(self, kind=kind, prefix=self.symbol(segment) + ".", column=column)


def element_name(key: str) -> str:
    """``Post`` for the element ``'Post'``."""
    return key.strip("'\"")


def change_name(symbol: str, segment: Segment) -> str:
    """What the plan prints: a call by its function alone, ``include_router``."""
    if segment.kind == "call":
        return symbol.removesuffix(_name(segment)) + _function(segment)
    return symbol


def _function(segment: Segment) -> str:
    return segment.key.removeprefix("call ").partition("(")[0]


def _name(segment: Segment) -> str:
    if segment.kind != "call" or len(segment.nodes) != 1:
        return segment.key.replace(" ", ":")
    argument = first_argument(segment.node)
    said = dotted(argument)
    if said is None and isinstance(argument, ast.Constant):
        said = str(argument.value)
    function = _function(segment)
    if argument is None:
        return function
    if said is None or not _PLAIN.fullmatch(said):
        said = segment.key.partition("(")[2].rstrip(")")
    return f"{function}.{said}"


def first_argument(statement: ast.stmt) -> ast.expr | None:
    """The argument that a call is known by."""
    if not isinstance(statement, ast.Expr) or not isinstance(statement.value, ast.Call):
        return None
    call = statement.value
    arguments = [*call.args, *(keyword.value for keyword in call.keywords)]
    return arguments[0] if arguments else None
