"""The other side of a relation: which one it is, and what it would read like if it were written."""

from __future__ import annotations

from scaffold.fragment import Fragment
from scaffold.rule import Subject
from scaffold.rules.view.expressions import last, literal
from scaffold.rules.view.keys import foreign_keys, joining
from scaffold.rules.view.tables import Relation, Table, target_of


def candidates(subject: Subject, table: Table, relation: Relation) -> tuple[Relation, ...]:
    """The relations of the target that lead back to ``table``, ``relation`` itself excepted."""
    target = target_of(subject, relation)
    if target is None:
        return ()
    return tuple(
        other
        for other in target.relations.values()
        if other is not relation and target_of(subject, other) is table and _same_way(relation, other)
    )


def _same_way(one: Relation, other: Relation) -> bool:
    """Both go through a link model, or neither; where both say their foreign key, it is the same."""
    links = [last(item.call.keyword("link_model") or "") for item in (one, other)]
    keys = [foreign_keys(item) for item in (one, other)]
    return links[0] == links[1] and (None in keys or keys[0] == keys[1])


def other_side(subject: Subject, table: Table, relation: Relation) -> tuple[str, Fragment] | None:
    """The statement that ``back_populates`` asks for, and the fragment that writes it."""
    target = target_of(subject, relation)
    if target is None or not relation.back or not relation.back.isidentifier():
        return None
    if relation.back in target.columns or relation.back in target.members:
        return None
    annotation = _annotation(subject, table, target, relation)
    if annotation is None:
        return None
    arguments = [f'back_populates="{relation.name}"']
    if link := relation.call.keyword("link_model"):
        arguments.append(f"link_model={link}")
    if (told := foreign_keys(relation)) is not None:
        arguments.append(f'sa_relationship_kwargs={{"foreign_keys": "{told}"}}')
    elif literal(relation.call.keyword("sa_relationship_kwargs")) not in (None, {}) and table is target:
        return None
    statement = f"{relation.back}: {annotation} = Relationship({', '.join(arguments)})"
    return statement, _fragment(subject, table, target, relation, statement)


def _annotation(subject: Subject, table: Table, target: Table, relation: Relation) -> str | None:
    """``list["Post"]``, or the class itself where one row answers."""
    if relation.call.keyword("link_model"):
        return f'list["{table.name}"]'
    keys = joining(subject, table, target)
    if (len(keys) != 1 and foreign_keys(relation) is None) or table is target:
        return None
    told = (foreign_keys(relation) or "").strip("[]").rpartition(".")[2]
    key = next((k for k in keys if not told or k.column.name == told), None)
    if key is None:
        return None
    if key.table is table:
        # the key is on this side: many of us point to one of them
        return f'Optional["{table.name}"]' if key.column.on("unique") else f'list["{table.name}"]'
    return f'Optional["{table.name}"]' if key.column.kind.null else f'"{table.name}"'


def _fragment(subject: Subject, table: Table, target: Table, relation: Relation, statement: str) -> Fragment:
    lines = ["from sqlmodel import Relationship"]
    if "Optional[" in statement:
        lines.insert(0, "from typing import Optional")
    link = relation.call.keyword("link_model")
    home = subject.sources.find_class(relation.path, link) if link else None
    if link and home and home[0] != _home(subject, target, link):
        lines.insert(0, f"from {subject.sources.module_of(home[0])} import {link}")
    if table.path != _home(subject, target, table.name):
        lines.insert(0, "from typing import TYPE_CHECKING")
        lines += ["", "if TYPE_CHECKING:", f"    from {subject.sources.module_of(table.path)} import {table.name}"]
    lines += ["", "", f"class {target.name}:", f"    {statement}", ""]
    return Fragment(path=target.path, owner="", text="\n".join(lines), kind="part")


def _home(subject: Subject, table: Table, name: str) -> str:
    """The file of the class that ``name`` means beside a table, imported or written there; ``""`` for none."""
    found = subject.sources.find_class(table.path, name)
    return found[0] if found else ""
