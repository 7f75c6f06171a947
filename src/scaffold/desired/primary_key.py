"""The primary key of a model: as its class has it, as its siblings write theirs, or the usual one."""

from __future__ import annotations

import ast
import re

from scaffold.dataclass import dataclass
from scaffold.desired.imports import names_in
from scaffold.desired.layout import Layout, layout_of
from scaffold.desired.statements import class_on_disk, facts_of_model, imports_of
from scaffold.facts import Facts
from scaffold.fieldtypes import Import
from scaffold.project.conventions import Conventions
from scaffold.project.project import Project
from scaffold.spec.entity import Entity

_TALK = ("description", "title", "examples", "schema_extra", "json_schema_extra")


@dataclass(frozen=True, slots=True, kw_only=True)
class PrimaryKey:
    """The statement (``""`` where a base declares it), the imports that it brings along, and who gives its value."""

    statement: str
    imports: tuple[Import, ...] = ()

    @property
    def is_given(self) -> bool:
        """Whether a row cannot be made without a value for it."""
        return bool(self.statement) and not _has_default(self.statement) and not _is_made(self.statement)

    @property
    def is_unsaid(self) -> bool:
        """Whether the database gives the value and the class does not say so: ``id: int = Field(primary_key=True)``."""
        return bool(self.statement) and not _has_default(self.statement) and _is_made(self.statement)

    @property
    def length(self) -> int:
        """The most characters of a text that is the key."""
        found = re.search(r"\bmax_length=(\d+)", self.statement)
        return int(found[1]) if found else 255


def primary_key(entity: Entity, project: Project) -> PrimaryKey:
    """The key of the entity's class."""
    layout = layout_of(entity, project)
    standing = class_on_disk(entity.name, project)
    if standing is not None:
        attribute = standing.attribute(layout.pk)
        return PrimaryKey(statement=attribute.source if attribute else "")
    if project.conventions.pk_inherited and _inherits(project.conventions):
        return PrimaryKey(statement="")
    return _of_a_sibling(entity, layout, project) or PrimaryKey(statement=_usual(layout))


def _inherits(conventions: Conventions) -> bool:
    """Whether a new class has a base of the project: few siblings with one are no rule."""
    return bool(conventions.mixins or conventions.entity_base_parents) or conventions.model_base.name != "SQLModel"


def _usual(layout: Layout) -> str:
    match layout.pk_type:
        case "int":
            return f"{layout.pk}: int | None = Field(default=None, primary_key=True)"
        case "UUID":
            return f"{layout.pk}: UUID = Field(default_factory=uuid4, primary_key=True)"
        case "str":
            return f"{layout.pk}: str = Field(default_factory=lambda: uuid4().hex, primary_key=True, max_length=32)"
        case other:
            return f"{layout.pk}: {other} = Field(primary_key=True)"


def _of_a_sibling(entity: Entity, layout: Layout, project: Project) -> PrimaryKey | None:
    """The key of the first sibling that has one of this name and type in its own class."""
    for name, model in sorted(project.models.items()):
        facts = facts_of_model(name, project)
        standing = facts.named(name) if facts else None
        attribute = standing.attribute(layout.pk) if standing else None
        if facts is None or attribute is None or "foreign_key" in attribute.source:
            continue
        if name != entity.name and layout_of(model.entity, project).pk_type == layout.pk_type:
            known = (*_defined(facts, model.module), *imports_of(facts))
            statement = _with_default(_without_talk(attribute.source, layout_of(model.entity, project)))
            used = names_in(statement)
            return PrimaryKey(statement=statement, imports=tuple(item for item in known if item.binds in used))
    return None


def _without_talk(statement: str, sibling: Layout) -> str:
    """The statement without the arguments that speak of the sibling: ``description="The ID of the hero"``."""
    (node,) = ast.parse(statement).body
    call = getattr(node, "value", None)
    if not isinstance(call, ast.Call):
        return statement
    words = re.compile(rf"\b({sibling.snake}|{sibling.plural}|{sibling.noun})\b", re.IGNORECASE)
    kept = [
        item
        for item in call.keywords
        if item.arg not in _TALK or not words.search(ast.get_source_segment(statement, item.value) or "")
    ]
    if len(kept) == len(call.keywords):
        return statement
    call.keywords = kept
    return ast.unparse(node)


def _with_default(statement: str) -> str:
    """Pydantic asks for ``id: int | None = Field(primary_key=True)``; a new class says that it has none yet."""
    if not PrimaryKey(statement=statement).is_unsaid or "Field(" not in statement:
        return statement
    head, field, rest = statement.partition("Field(")
    return f"{head}{field}default=None, {rest}"


def _defined(facts: Facts, module: str) -> list[Import]:
    # def new_id() -> str:    in the sibling's own module
    names = [function.name for function in facts.functions] + [item.name for item in facts.assignments]
    return [Import(module, name) for name in names]


def _is_made(statement: str) -> bool:
    """Whether the database makes the value: a number of its own, or what may be ``None`` until it is stored."""
    (node,) = ast.parse(statement).body
    annotation = ast.unparse(node.annotation) if isinstance(node, ast.AnnAssign) else ""
    number = annotation == "int" and not re.search(r"\bforeign_key\b|\bautoincrement\b\W*False", statement)
    return number or bool(re.search(r"\bNone\b|\bOptional\[", annotation))


def _has_default(statement: str) -> bool:
    (node,) = ast.parse(statement).body
    value = getattr(node, "value", None)
    if not isinstance(value, ast.Call):
        return value is not None
    return bool(value.args) or any(k.arg in ("default", "default_factory") for k in value.keywords)
