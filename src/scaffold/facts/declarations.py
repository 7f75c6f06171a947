"""The vocabulary of facts. Lines and columns count from 1, columns in characters; sources are verbatim.

Named tuples and no dataclasses: a check makes a hundred thousand of them, and they go to the cache as they are.
"""

from __future__ import annotations

from typing import NamedTuple


class Call(NamedTuple):
    """``func(args, key=value)``; ``*args`` keeps its star, ``**kwargs`` has the key ``"**"``.

    ``scope`` is the function it stands in (``Class.method``, ``""`` for the module) and ``loop`` says that it is
    repeated: in a ``for``, a ``while`` or a comprehension. A decorator without parentheses is a call without
    arguments.
    """

    func: str
    args: tuple[str, ...] = ()
    keywords: tuple[tuple[str, str], ...] = ()
    line: int = 0
    column: int = 0
    end_line: int = 0
    scope: str = ""
    loop: bool = False

    def keyword(self, name: str) -> str | None:
        """The source of ``name=...``, ``None`` where it is not given."""
        for key, value in self.keywords:
            if key == name:
                return value
        return None


class Assignment(NamedTuple):
    """``name: annotation = value``, of a module or a class; ``source`` is the whole statement.

    ``call`` is the value when it is a call, ``elements`` its parts when it is a list, tuple or set display (the
    values, for a dict). ``operator`` is ``""`` for a bare annotation.
    """

    name: str
    annotation: str = ""
    value: str = ""
    source: str = ""
    line: int = 0
    column: int = 0
    end_line: int = 0
    call: Call | None = None
    elements: tuple[str, ...] = ()
    operator: str = "="


class Param(NamedTuple):
    """One parameter; ``kind`` is ``"*"``, ``"**"``, ``"="`` for one that has to be named in a call, else ``""``."""

    name: str
    annotation: str = ""
    default: str = ""
    kind: str = ""


class Function(NamedTuple):
    """A function or method; ``calls`` are those of its body, nested functions included."""

    name: str
    is_async: bool = False
    params: tuple[Param, ...] = ()
    decorators: tuple[Call, ...] = ()
    returns: str = ""
    line: int = 0  # of the `def`
    column: int = 0
    end_line: int = 0
    calls: tuple[Call, ...] = ()
    returned: tuple[str, ...] = ()  # the source of each returned value
    yields: bool = False
    scope: str = ""  # the function that it is defined in


class Class(NamedTuple):
    """A class statement; ``line`` is that of the ``class`` keyword."""

    name: str
    bases: tuple[str, ...] = ()
    keywords: tuple[tuple[str, str], ...] = ()
    decorators: tuple[Call, ...] = ()
    attributes: tuple[Assignment, ...] = ()
    methods: tuple[Function, ...] = ()
    classes: tuple[Class, ...] = ()
    docstring: str = ""
    line: int = 0
    column: int = 0
    end_line: int = 0

    def keyword(self, name: str) -> str | None:
        """The source of ``class X(..., name=...)``."""
        for key, value in self.keywords:
            if key == name:
                return value
        return None

    def attribute(self, name: str) -> Assignment | None:
        """The last assignment to ``name`` in the body, as Python would have it."""
        for attribute in reversed(self.attributes):
            if attribute.name == name:
                return attribute
        return None


class Import(NamedTuple):
    """``from module import attribute as name``; ``attribute`` is ``""`` for ``import module``.

    ``module`` keeps its leading dots. ``name`` is what the file calls it: ``"a.b"`` for a plain ``import a.b``.
    """

    name: str
    module: str
    attribute: str = ""
    type_checking: bool = False
    line: int = 0
    scope: str = ""

    @property
    def joined(self) -> str:
        """``module.attribute``: the module that is meant where ``module`` is a package without such a name."""
        return f"{self.module}{'' if self.module.endswith('.') else '.'}{self.attribute}"


class Problem(NamedTuple):
    """Where the text could not be read, and what the parser said."""

    line: int
    column: int
    message: str


class Facts(NamedTuple):
    """What one source text declares at module level, ``if`` and ``try`` blocks included."""

    docstring: str = ""
    classes: tuple[Class, ...] = ()
    functions: tuple[Function, ...] = ()
    imports: tuple[Import, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    calls: tuple[Call, ...] = ()  # of statements, not of assigned values, at module level
    problem: Problem | None = None

    def origin(self, name: str) -> str:
        """The dotted origin of a name as this file uses it: ``sm.Field`` is ``sqlmodel.Field``.

        A name that the file does not import is returned as it is.
        """
        head, _, rest = name.partition(".")
        for item in reversed(self.imports):
            if item.attribute and item.name == head:
                prefix = item.module if item.module.endswith(".") else f"{item.module}."
                return f"{prefix}{item.attribute}" + (f".{rest}" if rest else "")
            if not item.attribute and item.name == head:
                return item.module + (f".{rest}" if rest else "")
        return name

    @property
    def defined(self) -> frozenset[str]:
        """The names that the file gives a meaning itself, without what it imports."""
        names = [item.name for item in self.classes]
        names += [item.name for item in self.functions]
        return frozenset((*names, *(item.name for item in self.assignments)))

    def named(self, name: str) -> Class | None:
        """The class ``name``."""
        for item in self.classes:
            if item.name == name:
                return item
        return None

    def assigned(self, name: str) -> Assignment | None:
        """The last assignment to ``name`` at module level."""
        for item in reversed(self.assignments):
            if item.name == name:
                return item
        return None
