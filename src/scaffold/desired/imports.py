"""Which imports a piece of generated code needs: found by the names that it uses, never kept by hand."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping

from scaffold.facts import Facts
from scaffold.fieldtypes import TYPES, Import

_ALWAYS = (
    Import("typing", "Annotated"),
    Import("typing", "Any"),
    Import("typing", "ClassVar"),
    Import("typing", "Optional"),
    Import("typing", "TYPE_CHECKING"),
    Import("enum", "Enum"),
    Import("enum", "StrEnum"),
    Import("collections.abc", "Callable"),
    Import("random", "randrange"),
    Import("datetime", "UTC"),
    Import("datetime", "date"),
    Import("datetime", "datetime"),
    Import("datetime", "time"),
    Import("datetime", "timedelta"),
    Import("datetime", "timezone"),
    Import("datetime", alias="dt"),
    Import("decimal", "Decimal"),
    Import("uuid"),
    Import("uuid", "UUID"),
    Import("uuid", "uuid4"),
    Import("re"),
    Import("builtins"),
    Import("sqlalchemy", alias="sa"),
    Import("pydantic", "FiniteFloat"),
    Import("pydantic", "MISSING"),
    Import("pydantic", "StringConstraints"),
    Import("sqlmodel", "Field"),
    Import("sqlmodel", "Relationship"),
    Import("sqlmodel", "SQLModel"),
)


def bindings(*more: Import) -> dict[str, Import]:
    """What a name that generated code uses stands for; ``more`` wins over what is usual."""
    rows = [each for row in TYPES.values() for each in (*row.imports, *row.argument_imports)]
    return {item.binds: item for item in (*rows, *_ALWAYS, *more)}


def needed(code: Iterable[str], known: Mapping[str, Import], own: str = "") -> tuple[Import, ...]:
    """The imports that the statements of ``code`` use; what the module ``own`` defines itself needs none."""
    used = sorted(set().union(*(names_in(statement) for statement in code)))
    return tuple(known[name] for name in used if name in known and known[name].module != own)


def lines(imports: Iterable[Import]) -> str:
    """The statements, one a line; ruff sorts and joins them."""
    return "\n".join(dict.fromkeys(item.statement for item in sorted(imports)))


def names_in(code: str) -> frozenset[str]:
    """Every name that ``code`` reads: ``sa`` for ``sa.Text``, nothing for the text of a quoted annotation."""
    tree = ast.parse(code)
    return frozenset(
        node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
    )


def renamed(statement: str, names: Mapping[str, str]) -> str:
    """An attribute's statement with other spellings of the names that it reads; its own name stays.

    ``date: date | None = None`` becomes ``date: dt.date | None = None``.
    """
    if not names:
        return statement
    (node,) = ast.parse(statement).body
    # datetime.datetime: the module, in a statement that is spelled so already
    modules = [
        part.value
        for part in ast.walk(node)
        if isinstance(part, ast.Attribute) and part.attr in _OF_MODULES.get(getattr(part.value, "id", ""), ())
    ]
    read = [
        part
        for part in ast.walk(node)
        if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Load) and part.id in names and part not in modules
    ]
    for part in sorted(read, key=lambda part: (part.lineno, part.col_offset), reverse=True):
        rows = statement.splitlines(keepends=True)
        row = rows[part.lineno - 1].encode()
        end = part.end_col_offset or part.col_offset
        rows[part.lineno - 1] = (row[: part.col_offset] + names[part.id].encode() + row[end:]).decode()
        statement = "".join(rows)
    return statement


_OF_MODULES = {
    "uuid": ("UUID", "uuid4"),
    "datetime": ("UTC", "date", "datetime", "time", "timedelta", "timezone"),
    "decimal": ("Decimal",),
}


def modules_in(facts: Facts | None) -> tuple[Import, ...]:
    """The modules that a file with these facts imports as such: ``import uuid``."""
    imports = [item for item in facts.imports if not item.scope and not item.type_checking] if facts else []
    direct = {item.module for item in imports if item.attribute}
    return tuple(
        Import(item.module, alias="" if item.name == item.module else item.name)
        for item in imports
        if not item.attribute and item.module in _OF_MODULES and item.module not in direct
    )


def spelled_through(modules: Iterable[Import]) -> dict[str, str]:
    """Names that are written through their module where it is imported: ``UUID`` as ``uuid.UUID``."""
    return {name: f"{module.binds}.{name}" for module in modules for name in _OF_MODULES[module.module]}


def shadowed(attributes: Iterable[str]) -> dict[str, str]:
    """Names of types that a class with these attributes must spell another way.

    In a class body ``date: date | None = None`` reads the attribute where the type is meant.
    """
    taken = set(attributes)
    dates = {"date", "datetime", "time", "timedelta"}
    spelled = {name: f"builtins.{name}" for name in taken & {"bool", "bytes", "dict", "float", "int", "list", "str"}}
    if taken & dates:
        spelled |= {name: f"dt.{name}" for name in dates} | {
            "UTC": "dt.UTC",
            "timezone": "dt.timezone",
        }
    return spelled
