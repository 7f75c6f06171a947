"""The table of a model: its name in the database, and what ``__table_args__`` adds."""

from __future__ import annotations

import ast
import re

from scaffold.facts import Class
from scaffold.project.sources import Sources, parsed


def table_name(sources: Sources, path: str, item: Class) -> str:
    """``__tablename__`` of the class or of a base, a ``declared_attr`` worked out; else SQLModel's default."""
    for where, cls in ((path, item), *sources.bases(path, item)):
        written = cls.attribute("__tablename__")
        if written and (node := parsed(written.value)):
            value = _value(node, item.name)
            return value or _constant(sources, where, node) or item.name.lower()
        for method in cls.methods:
            if method.name == "__tablename__" and method.returned:
                node = parsed(method.returned[-1])
                return (_value(node, item.name) if node else None) or item.name.lower()
    return item.name.lower()


def explicit(item: Class) -> bool:
    """Does the class itself write ``__tablename__``?"""
    return item.attribute("__tablename__") is not None


def schema_of(sources: Sources, path: str, item: Class) -> str:
    """``__table_args__ = {"schema": "blog"}``, of the class or a base; ``""`` for none."""
    for _, cls in ((path, item), *sources.bases(path, item)):
        for node in _table_args(cls):
            if isinstance(node, ast.Dict):
                for key, value in zip(node.keys, node.values, strict=True):
                    if isinstance(key, ast.Constant) and key.value == "schema" and isinstance(value, ast.Constant):
                        return str(value.value)
    return ""


def composites(item: Class, kind: str) -> tuple[tuple[str, ...], ...]:
    """The columns of each ``UniqueConstraint(...)`` or ``Index(...)`` (``kind``) in ``__table_args__``."""
    found = []
    for node in _table_args(item):
        if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] == kind:
            texts = [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
            # Index("name", "a", "b")    UniqueConstraint("a", "b", name="...")
            columns = texts[1:] if kind == "Index" else texts
            if columns and not any(word.arg == "unique" for word in node.keywords):
                found.append(tuple(columns))
    return tuple(found)


def _table_args(item: Class) -> list[ast.expr]:
    written = item.attribute("__table_args__")
    node = parsed(written.value) if written else None
    if isinstance(node, ast.Tuple):
        return list(node.elts)
    return [node] if node is not None else []


def _constant(sources: Sources, path: str, node: ast.expr) -> str | None:
    # __tablename__ = USERS_TABLE
    written = sources.facts(path).assigned(ast.unparse(node))
    value = parsed(written.value) if written else None
    return value.value if isinstance(value, ast.Constant) and isinstance(value.value, str) else None


def _value(node: ast.expr, class_name: str) -> str | None:
    """The few expressions that people write for a table name; ``None`` for another one."""
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.Attribute(attr="__name__"):
            # cls.__name__
            return class_name
        case ast.Call(func=ast.Attribute(attr="lower", value=inner), args=[]):
            value = _value(inner, class_name)
            return value.lower() if value is not None else None
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            first, second = _value(left, class_name), _value(right, class_name)
            return first + second if first is not None and second is not None else None
        case ast.JoinedStr(values=values):
            parts = [_value(part, class_name) for part in values]
            return "".join(part for part in parts if part is not None) if None not in parts else None
        case ast.FormattedValue(value=inner):
            return _value(inner, class_name)
        case ast.Call(func=function, args=args) if args:
            # to_snake_case(cls.__name__)    re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__)
            value = _value(args[-1], class_name)
            named = ast.unparse(function).lower()
            if value is None or not ("snake" in named or "underscore" in named or named == "re.sub"):
                return None
            return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", value).lower()
    return None
