"""Which relations a table owns: each joined with the key that it goes by."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from typing import Literal, cast

from scaffold.project.columns import Column
from scaffold.project.relation import Relation
from scaffold.project.tables import Table
from scaffold.spec.entity import Reference

_ONDELETE = {"CASCADE": "cascade", "RESTRICT": "restrict", "SET NULL": "set-null"}


def references(table: Table, by_name: Mapping[str, Table]) -> dict[str, Reference]:
    """The references of ``table``, by the attribute of their key; by their own name for many-to-many."""
    found: dict[str, Reference] = {}
    for item in sorted(table.relations, key=lambda item: not item.hints.get("foreign_keys")):
        target = by_name.get(item.target)
        if target is None:
            continue
        if item.link:
            if _owns(table, item, target, by_name.get(item.link)):
                found[item.name] = _many_to_many(item, target)
        elif not item.many and (key := _key(table, item, target, frozenset(found))):
            found[key.name] = reference_of(key, item, target.item.name, _other_side(item, target))
    return found


def reference_of(key: Column, item: Relation | None, target: str, other: Relation | None) -> Reference:
    """A reference from its key, and from its relationship when it has one."""
    unique = key.says("unique")
    single = unique or (other is not None and not other.many)
    ondelete = (key.source("ondelete") or _text(key.column.get("ondelete"))).strip("\"'").upper()
    return Reference(
        name=item.name if item else _bare(key.name),
        target=target,
        kind="one-to-one" if single else "many-to-one",
        key=key.name,
        null=key.null,
        unique=unique,
        index=key.says("index"),
        back=item.back if item else "",
        ondelete=cast(Literal["cascade", "restrict", "set-null"] | None, _ONDELETE.get(ondelete)),
        column=_text(key.column.get("name")) or None,
        desc=_text(key.arguments.get("description")) or None,
        key_source=key.attribute.source,
        source=item.attribute.source if item else "",
    )


def _many_to_many(item: Relation, target: Table) -> Reference:
    return Reference(
        name=item.name,
        target=target.item.name,
        kind="many-to-many",
        index=False,
        back=item.back,
        via=item.link,
        source=item.attribute.source,
    )


def _key(table: Table, item: Relation, target: Table, taken: frozenset[str]) -> Column | None:
    """The foreign key that a scalar relationship goes by; ``None`` when it is the other side's."""
    if _is_above(item, target):
        return None
    keys = [key for key in table.columns if key.foreign_key.rpartition(".")[0] == target.address]
    hint = f"{item.hints.get('foreign_keys', '')} {item.hints.get('primaryjoin', '')}"
    if hint.strip():
        # "[Post.author_id]"    lambda: [Post.author_id]    "Post.author_id == User.id"    [author_id]
        words = {name for owner, name in re.findall(r"(?:(\w+)\.)?(\w+)", hint) if owner in ("", table.item.name)}
        return next((key for key in keys if key.name in words), None)
    free = [key for key in keys if key.name not in taken]
    named = [key for key in free if key.name.startswith(f"{item.name}_")]
    if named or len(free) == 1:
        return (named or free)[0]
    return None


def _is_above(item: Relation, target: Table) -> bool:
    """Whether a scalar end within one class is the one that a row is referred to by: the other says `remote_side`."""
    other = _other_side(item, target)
    return other is not None and other is not item and _refers(other) and not _refers(item)


def _refers(item: Relation) -> bool:
    return "remote_side" in item.hints


def _other_side(item: Relation, target: Table) -> Relation | None:
    return next((other for other in target.relations if item.back and other.name == item.back), None)


def _owns(table: Table, item: Relation, target: Table, link: Table | None) -> bool:
    other = _other_side(item, target)
    if other is None or other is item:
        return True
    ours, theirs = table.item.name, target.item.name
    if ours == theirs:
        # parents / children of one class: the one that is written first
        return item.attribute.line < other.attribute.line
    for word in (ours, theirs):
        if item.link.lower().startswith(word.lower()):
            return word == ours
    first = link.keys[0].foreign_key.rpartition(".")[0] if link and link.keys else ""
    if first in (table.address, target.address):
        return first == table.address
    return ours < theirs


def _bare(key: str) -> str:
    return re.sub(r"_(id|uid|uuid|pk|fk)$", "", key)


def _text(node: ast.expr | None) -> str:
    value = getattr(node, "value", "")
    return value if isinstance(value, str) else ""
