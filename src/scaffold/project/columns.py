"""One annotated attribute of a table model: what its ``Field(...)`` says, wherever it says it.

SQLModel takes the same thing in several places (``Field(unique=True)``, ``sa_column=Column(unique=True)``,
``Annotated[str, Field(unique=True)]``); a ``Column`` is the one question for all of them.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping

from scaffold.dataclass import dataclass, field
from scaffold.facts import Assignment, Class
from scaffold.project import tablename
from scaffold.project.annotations import Annotation, understand
from scaffold.project.sources import Sources, parsed, spelled

_FIELDS = {"sqlmodel.Field", "sqlmodel.main.Field", "pydantic.Field", "pydantic.fields.Field"}
# columns that say when a row was made or changed
STAMPS = frozenset(
    ("created_at", "updated_at", "created", "modified", "create_time", "update_time", "created_on", "updated_on")
)
_RELATIONS = {"sqlmodel.Relationship", "sqlmodel.main.Relationship"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """``arguments`` are those of ``Field``, ``column`` those of ``Column`` inside it, as trees."""

    attribute: Assignment
    owner: Class
    path: str
    annotation: Annotation
    arguments: Mapping[str, ast.expr] = field(default_factory=dict)
    column: Mapping[str, ast.expr] = field(default_factory=dict)
    column_type: str = ""  # origin of `sa_type`, or of the type in `sa_column=Column(...)`
    column_type_arguments: tuple[ast.expr, ...] = ()
    foreign_key: str = ""  # "users.id"

    @property
    def name(self) -> str:
        """The attribute's name."""
        return self.attribute.name

    def source(self, key: str) -> str | None:
        """The source of an argument of ``Field``."""
        node = self.arguments.get(key)
        return None if node is None else spelled(node)

    def says(self, key: str) -> bool:
        """``key=True``, in ``Field`` or in ``Column``."""
        return any(
            isinstance(node, ast.Constant) and node.value is True
            for node in (self.arguments.get(key), self.column.get(key))
        )

    def denies(self, key: str) -> bool:
        """``key=False``, in ``Field`` or in ``Column``."""
        return any(
            isinstance(node, ast.Constant) and node.value is False
            for node in (self.arguments.get(key), self.column.get(key))
        )

    @property
    def primary_key(self) -> bool:
        """Part of the primary key."""
        return self.says("primary_key")

    @property
    def null(self) -> bool:
        """May the column be NULL: what is written, else what the annotation allows."""
        if self.says("nullable") or self.denies("nullable"):
            return self.says("nullable")
        return self.annotation.null


def is_relation(sources: Sources, path: str, attribute: Assignment) -> bool:
    """``posts: list["Post"] = Relationship(...)``."""
    return attribute.call is not None and sources.origin(path, attribute.call.func) in _RELATIONS


def is_column(attribute: Assignment) -> bool:
    """An annotated attribute that pydantic makes a field of."""
    return (
        bool(attribute.annotation)
        and not attribute.name.startswith("_")
        and attribute.name != "model_config"
        and "ClassVar" not in attribute.annotation
    )


def column(sources: Sources, path: str, owner: Class, attribute: Assignment) -> Column:
    """What the statement says, all places taken together."""
    annotation = understand(attribute.annotation, sources, path)
    arguments: dict[str, ast.expr] = {}
    for where, node in annotation.metadata:
        arguments |= _field_arguments(sources, where, node)
    value = parsed(attribute.value) if attribute.value else None
    if attribute.call and sources.origin(path, attribute.call.func) in _FIELDS and value is not None:
        arguments |= _field_arguments(sources, path, value)
    elif value is not None:
        arguments["default"] = value
    inner = _sa_column(sources, path, arguments)
    return Column(
        attribute=attribute,
        owner=owner,
        path=path,
        annotation=annotation,
        arguments=arguments,
        column=inner.arguments,
        column_type=inner.type,
        column_type_arguments=inner.type_arguments,
        foreign_key=_address(sources, path, arguments.get("foreign_key")) or inner.foreign_key,
    )


def _field_arguments(sources: Sources, path: str, node: ast.expr) -> dict[str, ast.expr]:
    # Field(...)    Annotated's StringConstraints(pattern=...)
    if not isinstance(node, ast.Call):
        return {}
    origin = sources.origin(path, spelled(node.func))
    if origin not in _FIELDS and not origin.endswith("Constraints"):
        return {}
    named = {item.arg: item.value for item in node.keywords if item.arg}
    if node.args and origin in _FIELDS:
        first = node.args[0]
        # Field(...)  with the literal ellipsis is "required"
        if not (isinstance(first, ast.Constant) and first.value is ...):
            named.setdefault("default", first)
    default = named.get("default")
    if isinstance(default, ast.Constant) and default.value is ...:
        del named["default"]
    return named


@dataclass(frozen=True, slots=True)
class _Inner:
    arguments: dict[str, ast.expr]
    type: str = ""
    type_arguments: tuple[ast.expr, ...] = ()
    foreign_key: str = ""


def _sa_column(sources: Sources, path: str, arguments: Mapping[str, ast.expr]) -> _Inner:
    """What ``sa_type``, ``sa_column``, ``sa_column_args`` and ``sa_column_kwargs`` say."""
    named: dict[str, ast.expr] = {}
    parts: list[ast.expr] = []
    whole = arguments.get("sa_column")
    if isinstance(whole, ast.Call):
        named |= {item.arg: item.value for item in whole.keywords if item.arg}
        parts += whole.args
        parts += [named[key] for key in ("type_",) if key in named]
    extra = arguments.get("sa_column_kwargs")
    if isinstance(extra, ast.Dict):
        named |= {
            key.value: value
            for key, value in zip(extra.keys, extra.values, strict=True)
            if isinstance(key, ast.Constant) and isinstance(key.value, str)
        }
    more = arguments.get("sa_column_args")
    if isinstance(more, (ast.List, ast.Tuple)):
        parts += more.elts
    if parts and (text := _text(parts[0])):
        # Column("name", String)
        named.setdefault("name", ast.Constant(text))
    foreign_key, kind = "", arguments.get("sa_type")
    for part in parts:
        function = part.func if isinstance(part, ast.Call) else part
        called = sources.origin(path, spelled(function))
        if called.endswith("ForeignKey") and isinstance(part, ast.Call) and part.args:
            foreign_key = _address(sources, path, part.args[0])
            named |= {item.arg: item.value for item in part.keywords if item.arg == "ondelete"}
        elif kind is None and isinstance(function, (ast.Name, ast.Attribute)):
            kind = part
    if kind is None:
        return _Inner(named, foreign_key=foreign_key)
    if isinstance(kind, ast.Call):
        return _Inner(named, sources.origin(path, spelled(kind.func)), tuple(kind.args), foreign_key)
    return _Inner(named, sources.origin(path, spelled(kind)), (), foreign_key)


def _address(sources: Sources, path: str, node: ast.expr | None) -> str:
    """The column that a foreign key names, ``""`` where only running the code would tell."""
    match node:
        case ast.JoinedStr(values=values):
            # f"{User.__tablename__}.id"
            parts = [_address(sources, path, value) for value in values]
            return "".join(parts) if all(parts) else ""
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            parts = [_address(sources, path, left), _address(sources, path, right)]
            return "".join(parts) if all(parts) else ""
        case ast.FormattedValue(value=inner):
            return _address(sources, path, inner)
        case ast.Attribute(value=ast.Name(id=name), attr="__tablename__"):
            found = sources.find_class(path, name)
            return tablename.table_name(sources, *found) if found else ""
    return _text(node)


def _text(node: ast.expr | None) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
