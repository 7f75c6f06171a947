"""What the parts of one entity are called in this project, and in which files they stand.

A local variable is the entity's own name (``post``), except where that name means something else in the generated
code: an entity called ``Session`` lives in a variable ``session_row``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from scaffold import naming
from scaffold.project.conventions import Conventions
from scaffold.project.project import Model, Project
from scaffold.spec.entity import Entity

_TAKEN = frozenset(
    "api app asyncio client col data limit offset payload pytest result router rows select session session_maker "
    "statement status response responses".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Names and places of one entity. ``paths`` and ``modules`` have one entry for each layer that is written."""

    entity: str  # Post
    snake: str  # post
    plural: str  # posts
    row: str  # the variable that holds one
    rows: str  # the variable that holds several
    noun: str  # as a message says it: "Post", "Blog post"
    pk: str  # attribute of the primary key
    pk_type: str  # "int", "UUID"
    table: str
    create: str
    update: str
    out: str
    paths: Mapping[str, str]
    modules: Mapping[str, str]

    @property
    def row_id(self) -> str:
        """The parameter that names a row: ``post_id``."""
        return f"{self.snake}_id"


def layout_of(entity: Entity, project: Project) -> Layout:
    """The layout of ``entity``; a class that stands somewhere else already keeps its place."""
    conventions = project.conventions
    model = project.models.get(entity.name)
    snake = naming.snake(entity.name)
    plural = entity.plural or naming.plural(snake)
    paths = {
        layer: pattern.format(
            snake=snake, plural=plural, package=entity.package or conventions.package
        )
        for layer, pattern in conventions.layers.items()
        if layer in (entity.layers or conventions.layers)
    }
    if model is not None:
        paths["model"] = model.path
    return Layout(
        entity=entity.name,
        snake=snake,
        plural=plural,
        row=free_name(snake, "row"),
        rows=free_name(plural if plural != snake else f"{plural}_list", "rows"),
        noun=snake.replace("_", " ").capitalize(),
        pk=entity.pk_name,
        pk_type=pk_type(entity, model, conventions),
        table=table_of(entity, project),
        create=f"{entity.name}{conventions.create_suffix}",
        update=f"{entity.name}{conventions.update_suffix}",
        out=f"{entity.name}{conventions.out_suffix}",
        paths=paths,
        modules={layer: module_of(path, conventions) for layer, path in paths.items()},
    )


def free_name(name: str, suffix: str) -> str:
    """``name``, or ``name_suffix`` where the generated code uses that name for something else."""
    return f"{name}_{suffix}" if name in _TAKEN else name


def pk_type(entity: Entity, model: Model | None, conventions: Conventions) -> str:
    """The annotation of the primary key, without ``None``."""
    written = entity.pk or (model.pk if model else "") or conventions.pk
    kind = written.replace("Optional[", "").rstrip("]").partition("|")[0].strip()
    return "UUID" if kind.lower() in ("uuid", "uuid.uuid", "uuid4") else kind


def table_of(entity: Entity, project: Project) -> str:
    """The table's name: as asked for, as it is, or as the siblings are named."""
    model = project.models.get(entity.name)
    if entity.table or model is not None:
        return entity.table or (model.table if model else "")
    if project.conventions.table_style == "plural" and entity.plural:
        return entity.plural
    return naming.table(entity.name, project.conventions.table_style)


def module_of(path: str, conventions: Conventions) -> str:
    """The dotted name that the project imports ``path`` by."""
    root = conventions.source_root.strip("/")
    inner = path.removeprefix(f"{root}/") if root else path
    return inner.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
