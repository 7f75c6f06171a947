"""Both ends of every relation: the statement in the entity's own class, and the one in its target's.

Where two tables are joined by more than one foreign key, every end of every such relation must say which one it
goes by; SQLAlchemy refuses the whole model otherwise, so ends that were written before are completed as well.
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold import naming
from scaffold.dataclass import dataclass
from scaffold.desired.keys import references_of, relations_of
from scaffold.desired.layout import layout_of
from scaffold.desired.sqlmodel_versions import on_delete
from scaffold.desired.statements import class_on_disk, display, keywords, with_keyword
from scaffold.errors import ProjectError
from scaffold.facts import read
from scaffold.project.conventions import bare_name
from scaffold.project.project import Project
from scaffold.spec.entity import Entity, Reference


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """One attribute of one class. ``of`` is the class that the annotation names."""

    name: str
    of: str
    statement: str


def near_ends(entity: Entity, project: Project) -> tuple[End, ...]:
    """The relations that the entity's own class declares."""
    if any(not reference.source and not reference.key_source for reference in relations_of(entity)):
        _refuse_future(layout_of(entity, project).paths["model"], entity.name, project)
    return tuple(
        End(name=reference.name, of=reference.target, statement=_near(reference, entity, project))
        for reference in relations_of(entity)
        if reference.source or not reference.key_source
    )


def far_ends(entity: Entity, project: Project) -> dict[str, tuple[End, ...]]:
    """What the targets' classes must declare for the entity's relations, by target."""
    ends: dict[str, list[End]] = {}
    for reference in relations_of(entity):
        back = back_of(reference, entity, project)
        if back and (reference.source or not reference.key_source):
            if not reference.source and (model := project.models.get(reference.target)) is not None:
                _refuse_future(model.path, reference.target, project, f"{reference.name}:{reference.target}:back=none")
            statement = _far(reference, back, entity, project)
            ends.setdefault(reference.target, []).append(End(name=back, of=entity.name, statement=statement))
    return {target: tuple(found) for target, found in ends.items()}


def _refuse_future(path: str, name: str, project: Project, instead: str = "") -> None:
    """SQLModel reads an annotation as it is written, and under this import all of it is one text."""
    imports = read(project.files.get(path, "")).imports
    found = next((item for item in imports if (item.module, item.attribute) == ("__future__", "annotations")), None)
    if found is None:
        return
    alone = f", or leave {name} alone: {instead}" if instead else ""
    raise ProjectError(
        f"{path} has `from __future__ import annotations`, and SQLModel cannot read a relation there",
        where=f"{path}:{found.line}",
        hint=f"take that line out of {path}{alone}",
    )


def back_of(reference: Reference, entity: Entity, project: Project) -> str:
    """The attribute on the other side, ``""`` for none."""
    if reference.back is not None:
        return reference.back
    return dict(_backs(entity, project))[reference.name]


def _backs(entity: Entity, project: Project) -> Iterator[tuple[str, str]]:
    """Each reference with the name of its other side; the first one gets the usual name."""
    references = relations_of(entity)
    taken = {(r.target, r.back) for r in references if r.back}
    for reference in references:
        back = reference.back
        if back is None:
            usual = _usual_back(reference, entity, project)
            free = (reference.target, usual) not in taken and not _occupied(usual, reference, entity, project)
            back = usual if free else f"{reference.name}_{usual}"
            taken.add((reference.target, back))
        yield reference.name, back


def _usual_back(reference: Reference, entity: Entity, project: Project) -> str:
    layout = layout_of(entity, project)
    if reference.target == entity.name and reference.kind == "many-to-one" and reference.name == "parent":
        return "children"
    if reference.target == entity.name and reference.kind == "many-to-many":
        return f"{reference.name}_of"
    return layout.snake if reference.kind == "one-to-one" else layout.plural


def _occupied(name: str, reference: Reference, entity: Entity, project: Project) -> bool:
    """Whether the target's class already uses the name for something other than this relation's end."""
    if reference.target == entity.name:
        return name in {item for f in entity.fields for item in (f.name, getattr(f, "key", ""))}
    model = project.models.get(reference.target)
    if model is None or name not in model.attributes:
        return False
    standing = class_on_disk(reference.target, project)
    attribute = standing.attribute(name) if standing else None
    says = attribute.call.keyword("back_populates") if attribute and attribute.call else None
    return (says or "").strip("\"'") != reference.name


def ambiguous(entity: Entity, target: str, project: Project) -> bool:
    """Whether more than one foreign key joins the two tables."""
    return _keys_between(entity, target, project) > 1


def _keys_between(entity: Entity, target: str, project: Project) -> int:
    ours = sum(reference.target == target for reference in references_of(entity))
    model = project.models.get(target)
    if model is None or target == entity.name:
        return ours
    return ours + sum(reference.target == entity.name for reference in references_of(model.entity))


def _near(reference: Reference, entity: Entity, project: Project) -> str:
    options = _options(reference, entity, project, near=True)
    if reference.source:
        return _completed(reference.source, options)
    many = reference.kind == "many-to-many"
    arguments: dict[str, str] = {}
    if back := back_of(reference, entity, project):
        arguments["back_populates"] = f'"{back}"'
    if many:
        arguments["link_model"] = link_name(reference, entity)
        options["lazy"] = '"selectin"'
    if options:
        arguments["sa_relationship_kwargs"] = display(options)
    return _written(reference.name, reference.target, arguments, project, many=many, null=reference.null)


def _far(reference: Reference, back: str, entity: Entity, project: Project) -> str:
    options = _options(reference, entity, project, near=False)
    standing = class_on_disk(reference.target, project)
    if standing and (attribute := standing.attribute(back)) and "Relationship" in attribute.source:
        return _completed(attribute.source, options)
    arguments = {"back_populates": f'"{reference.name}"'}
    if reference.kind == "many-to-many":
        arguments["link_model"] = link_name(reference, entity)
    arguments |= on_delete(_deletion(reference), options, project.conventions)
    many = reference.kind != "one-to-one"
    return _written(back, entity.name, arguments, project, many=many, null=not many)


def _deletion(reference: Reference) -> dict[str, str]:
    """What becomes of the rows of the entity when theirs is deleted, as the other side says it."""
    if reference.kind == "many-to-many":
        return {}
    if reference.ondelete == "cascade" and not reference.null:
        return {"cascade_delete": "True", "passive_deletes": "True"}
    return {"passive_deletes": "True" if reference.ondelete == "set-null" else '"all"'}


def _options(reference: Reference, entity: Entity, project: Project, *, near: bool) -> dict[str, str]:
    """The arguments of SQLAlchemy that an end cannot do without."""
    itself = reference.target == entity.name
    if reference.kind == "many-to-many":
        return _self_joins(reference, entity, project, near=near) if itself else {}
    options: dict[str, str] = {}
    if itself and near:
        options["remote_side"] = f'"{entity.name}.{layout_of(entity, project).pk}"'
    if ambiguous(entity, reference.target, project):
        options["foreign_keys"] = f'"[{entity.name}.{reference.key}]"'
    return options


def _self_joins(reference: Reference, entity: Entity, project: Project, *, near: bool) -> dict[str, str]:
    link = link_name(reference, entity)
    here, there = link_keys(reference, entity, project)
    ours = f'"{entity.name}.{layout_of(entity, project).pk} == {link}.{here}"'
    theirs = f'"{entity.name}.{layout_of(entity, project).pk} == {link}.{there}"'
    first, second = (ours, theirs) if near else (theirs, ours)
    joins = {"primaryjoin": first, "secondaryjoin": second}
    # without a depth, SQLAlchemy does not load a class eagerly from itself at all
    return joins | {"join_depth": "1"} if near else joins


def _completed(statement: str, options: dict[str, str]) -> str:
    """A statement that stands already; only an ambiguity that is new to it is settled."""
    if "foreign_keys" not in options:
        return statement
    return with_keyword(statement, "foreign_keys", options["foreign_keys"])


def link_name(reference: Reference, entity: Entity) -> str:
    """The class between the two tables."""
    return reference.via or naming.link(entity.name, reference.target)


def link_keys(reference: Reference, entity: Entity, project: Project) -> tuple[str, str]:
    """The two columns of the link table, the entity's and the target's: as they are, or as the two are called."""
    standing = project.models.get(link_name(reference, entity))
    keys = [field for field in standing.entity.fields if isinstance(field, Reference)] if standing else []
    if len(keys) == 2 and {key.target for key in keys} == {entity.name, reference.target}:
        near, far = keys if keys[0].target == entity.name else reversed(keys)
        return near.key, far.key
    suffix = project.conventions.model_suffix
    here, there = (f"{naming.snake(bare_name(name, suffix))}_id" for name in (entity.name, reference.target))
    if here == there:
        from scaffold.desired.keys import singular_of

        there = f"{singular_of(reference)}_id"
        there = f"other_{here}" if there == here else there
    return here, there


def _written(name: str, of: str, arguments: dict[str, str], project: Project, *, many: bool, null: bool) -> str:
    """The statement, in the spelling that SQLModel's mapper reads in the project's Python."""
    unquoted = project.conventions.python >= (3, 14) and not project.conventions.quoted_relations
    call = f"Relationship({keywords(arguments)})"
    if many:
        return f"{name}: list[{of}] = {call}" if unquoted else f'{name}: list["{of}"] = {call}'
    if not null:
        return f"{name}: {of} = {call}" if unquoted else f'{name}: "{of}" = {call}'
    if not unquoted:
        return f'{name}: Optional["{of}"] = {call}'
    # linters that know 3.14 would rewrite this to `X | None`, which the mapper cannot read
    body = keywords(arguments)
    return f'{name}: Optional["{of}"] = Relationship(  # noqa: UP037, UP045\n    {body}\n)'
