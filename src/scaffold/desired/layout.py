"""What the parts of one entity are called in this project, and in which files they stand.

A local variable is the entity's own name (``post``), except where that name means something else in the generated
code: an entity called ``Session`` lives in a variable ``session_row``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from scaffold import naming
from scaffold.dataclass import dataclass, replace
from scaffold.project.conventions import Conventions, bare_name, schema_class
from scaffold.project.project import Model, Project
from scaffold.spec.entity import Entity, Reference

# names that the generated functions use for something else
_TAKEN = frozenset(
    {
        *("app", "client", "col", "created", "data", "key", "limit", "made", "make", "name", "offset", "payload"),
        *("pytest", "query", "response", "result", "router", "rows", "select", "session", "session_maker"),
        *("statement", "status", "uuid", "sa", "re", "int", "str", "list", "type", "id", "json", "dict", "set"),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Names and places of one entity. ``paths`` and ``modules`` have one entry for each layer that is written."""

    entity: str  # PostEntity: the class
    name: str  # Post: what the other classes are named after
    snake: str  # post
    plural: str  # posts
    row: str  # the variable that holds one
    rows: str  # the variable that holds several
    row_id: str  # the parameter that names one: post_id
    noun: str  # as a message says it: "Post", "Blog post"
    pk: str  # attribute of the primary key
    pk_type: str  # "int", "UUID"
    table: str
    create: str
    update: str
    out: str
    paths: Mapping[str, str]
    modules: Mapping[str, str]

    def fill(self, pattern: str) -> str:
        """A pattern of the conventions, ``{Plural}Public``, for this entity; braces of its own stay."""
        words = {
            "snake": self.snake,
            "plural": self.plural,
            "Snake": naming.pascal(self.snake),
            "Plural": naming.pascal(self.plural),
            "Name": self.name,
            "Out": self.out,
            "route": naming.route(self.name, self.plural),
        }
        return re.sub(r"\{(\w+)\}", lambda found: words.get(found[1], found[0]), pattern)


def layout_of(entity: Entity, project: Project) -> Layout:
    """The layout of ``entity``; a class that stands somewhere else already keeps its place."""
    conventions = project.conventions
    model = project.models.get(entity.name)
    name = bare_name(entity.name, conventions.model_suffix)
    snake = naming.snake(name)
    plural = entity.plural or naming.plural(snake)
    package = entity.package or (plural if _has_plural_packages(project) else snake)
    paths = {
        layer: path_of(pattern, name, plural, package)
        for layer, pattern in conventions.layers.items()
        if layer in (entity.layers or conventions.layers)
    }
    if model is not None:
        # what stands already is grown where it stands
        paths |= {layer: path for layer, path in model.paths.items() if layer in paths} | {"model": model.path}
    if not conventions.has_testable_session:
        paths.pop("tests", None)
    prefix = conventions.schema_prefix
    return Layout(
        entity=f"{name}{conventions.model_suffix}",
        name=name,
        snake=snake,
        plural=plural,
        row=free_name(snake, "row"),
        rows=free_name(plural if plural != snake else f"{plural}_list", "rows"),
        row_id=conventions.item_parameter.format(snake=snake),
        noun=snake.replace("_", " ").capitalize(),
        pk=pk_name(entity, project),
        pk_type=pk_type(entity, model, conventions),
        table=table_of(entity, project),
        create=schema_class(name, conventions.create_suffix, prefix),
        update=schema_class(name, conventions.update_suffix, prefix),
        out=schema_class(name, conventions.out_suffix, prefix),
        paths=paths,
        modules={layer: module_of(path, conventions) for layer, path in paths.items()},
    )


def path_of(pattern: str, name: str, plural: str, package: str) -> str:
    """A pattern of ``[tool.scaffold.layers]`` for the entity called ``name``."""
    words = {"snake": naming.snake(name), "Name": name, "plural": plural, "Plural": naming.pascal(plural)}
    return pattern.format(**words, package=package)


def _has_plural_packages(project: Project) -> bool:
    """`accounts/models.py`, and not `account/models.py`."""
    packages = {model.entity.package for model in project.models.values()} - {""}
    return sum(package.endswith("s") for package in packages) * 2 > len(packages)


def as_class(entity: Entity, project: Project) -> Entity:
    """The entity under the name of its class: ``Tag`` as ``TagEntity`` where siblings are called so."""
    name = layout_of(entity, project).entity
    if name == entity.name:
        return entity
    fields = tuple(
        replace(f, target=name) if isinstance(f, Reference) and f.target == entity.name else f for f in entity.fields
    )
    return replace(entity, name=name, fields=fields)


def free_name(name: str, suffix: str) -> str:
    """``name``, or ``name_suffix`` where the generated code uses that name for something else."""
    return f"{name}_{suffix}" if name in _TAKEN else name


def pk_name(entity: Entity, project: Project) -> str:
    """The attribute of the primary key: as it is, as asked for, or as the siblings call it."""
    model = project.models.get(entity.name)
    written = model is not None and f"class {entity.name}(" in project.files.get(model.path, "")
    return entity.pk_name if written or entity.pk_name != "id" else project.conventions.pk_name


def pk_type(entity: Entity, model: Model | None, conventions: Conventions) -> str:
    """The annotation of the primary key, without ``None``."""
    written = entity.pk or (model.pk if model else "") or conventions.pk
    kind = written.replace("Optional[", "").rstrip("]").partition("|")[0].strip()
    return "UUID" if kind.lower().rpartition(".")[2] in ("uuid", "uuid4") else kind


def table_of(entity: Entity, project: Project) -> str:
    """The table's name: as asked for, as it is, or as the siblings are named."""
    model = project.models.get(entity.name)
    if entity.table or model is not None:
        return entity.table or (model.table if model else "")
    conventions = project.conventions
    name = bare_name(entity.name, conventions.model_suffix)
    if conventions.table_style == "plural" and entity.plural:
        return table_like_others(entity.plural, conventions)
    return table_like_others(naming.table(name, conventions.table_style), conventions)


def table_like_others(name: str, conventions: Conventions) -> str:
    """The name with what every sibling's table has before it and behind it."""
    return f"{conventions.table_prefix}{name}{conventions.table_suffix}"


def package_of(path: str, conventions: Conventions) -> str:
    """The dotted name of the package that ``path`` is in."""
    return module_of(f"{path.rpartition('/')[0]}/__init__.py".lstrip("/"), conventions).removesuffix("__init__")


def module_of(path: str, conventions: Conventions) -> str:
    """The dotted name that the project imports ``path`` by."""
    root = conventions.source_root.strip("/")
    inner = path.removeprefix(f"{root}/") if root else path
    return inner.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
