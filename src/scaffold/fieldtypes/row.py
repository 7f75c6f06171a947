"""What a row of the table of types holds: everything that differs from one type to the next.

A row is written against the names that its ``imports`` bind (``date``, not ``datetime.date``); who renders it in
a module where one of them is taken renames both.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from scaffold.dataclass import dataclass

Arguments: TypeAlias = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, order=True)
class Import:
    """``from module import name as alias``, or ``import module as alias`` where ``name`` is empty."""

    module: str
    name: str = ""
    alias: str = ""

    @property
    def statement(self) -> str:
        """The statement as it is written."""
        renamed = f" as {self.alias}" if self.alias else ""
        return f"from {self.module} import {self.name}{renamed}" if self.name else f"import {self.module}{renamed}"

    @property
    def binds(self) -> str:
        """The name that the statement makes known to the module."""
        return self.alias or self.name or self.module.partition(".")[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldType:
    """One type of the grammar.

    ``annotation`` and ``arguments`` make the model's column. ``input`` is the type of requests, one of the support
    module `types` that takes no more than the column can hold, ``output`` that of answers; where they are empty, it is
    the annotation again.

    ``parse`` turns the text of ``default=`` into a value (``ValueError`` says why not), ``source`` the value into
    Python, ``text`` into what would have been typed.
    ``sample`` gives the JSON of the n-th example, ``invalid`` is JSON that no schema of this type takes.
    """

    name: str
    annotation: str
    imports: tuple[Import, ...] = ()
    arguments: Arguments = ()
    argument_imports: tuple[Import, ...] = ()
    input: str = ""
    output: str = ""
    modifiers: frozenset[str]
    max: int | None = None  # characters, where the grammar gives none
    factories: tuple[str, ...] = ()  # callables of the standard library that fit
    parse: Callable[[str], Any] | None = None
    source: Callable[[Any], str] = repr
    text: Callable[[Any], str] = str
    sample: Callable[[int], Any]
    invalid: Any
    example: str  # a field of this type, for messages
