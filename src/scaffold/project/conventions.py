"""How this project does things: every value that makes generated code look as if its owner had written it.

The defaults are the layout that a project gets when it has none of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from scaffold.dataclass import dataclass, field

LAYERS = ("model", "schema", "repository", "service", "router", "tests")
PLACEHOLDERS = ("snake", "plural", "Name", "Plural", "package")


@dataclass(frozen=True, slots=True)
class Name:
    """A name and the module that it is imported from: ``Name("app.db.session", "SessionDep")``."""

    module: str
    name: str


def schema_class(name: str, suffix: str, prefix: str = "") -> str:
    """The name of a schema: ``UserCreate``, and ``CreateUser`` where the suffix says ``Create{Name}``."""
    return suffix.replace("{Name}", name) if "{Name}" in suffix else f"{prefix}{name}{suffix}"


def is_for_one(pattern: str) -> bool:
    """Whether each entity has a file of its own: ``app/{plural}/models.py``, but not ``app/{package}/models.py``."""
    return any(f"{{{word}}}" in pattern for word in PLACEHOLDERS if word != "package")


def bare_name(name: str, suffix: str) -> str:
    """The name without what every class of a model ends with: ``Tag`` of ``TagEntity``."""
    return name.removesuffix(suffix) or name


@dataclass(frozen=True, slots=True, kw_only=True)
class Registry:
    """Where routers are registered. ``style``: ``call`` (``receiver.include_router(posts.router)``), ``list``
    (``ROUTERS = [posts.router]``), ``auto`` (a glob or a loop over modules: nothing to write), ``computed``
    (cannot be done surely: the lines to paste are printed).
    """

    path: str
    style: Literal["call", "list", "auto", "computed"] = "call"
    receiver: str = "api_router"  # object of the call, or name of the list
    imports: Literal["module", "router"] = (
        "module"  # `from app.api import posts` or `... import router as posts_router`
    )
    prefix: Literal["router", "include"] = "router"  # where `prefix="/posts"` is written
    line: int = 0
    scope: str = ""  # the function that the calls stand in: "create_app"
    alias: str = ""  # `{snake}_router`: what siblings are called where they are registered, "" for the usual name
    arguments: str = ""  # after the router, as siblings write them: `prefix="/{plural}", tags=["{plural}"]`


@dataclass(frozen=True, slots=True, kw_only=True)
class CrudBase:
    """What the classes of a layer inherit from, and what it does for them. A method is written with what it takes:
    ``create(db: session, *, obj_in: data)``; one that is ``""`` has to be written for every entity.
    """

    base: str  # "app.crud.base:CRUDBase[{Entity}, {Create}, {Update}]"
    made: str = "{Class}"  # what methods are called on, where nobody keeps it: "{Class}({Entity}, session)"
    init: str = ""  # what a class's own __init__ does: "super().__init__({Entity}, session)"
    session: str = ""  # the attribute that holds the session, "" where each method takes it
    body: str = ""  # "model = {Entity}"
    taken: str = ""  # usual names that it uses for something else: "create page"
    unlike: str = ""  # methods to write over, for they do something else: "update"
    create: str = ""
    get: str = ""
    list: str = ""
    count: str = ""
    update: str = ""
    delete: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conventions:
    """What was found, or what a new project gets.

    Paths are posix, relative to the project root; the words of ``PLACEHOLDERS`` are replaced: ``{snake}``,
    ``{plural}`` (snake case), ``{Name}``, ``{Plural}`` (`BlogPost.py`) and ``{package}``.
    A layer that is absent from ``layers`` is one that the project does not have.
    """

    python: tuple[int, int] = (3, 11)
    pydantic: tuple[int, int] = (2, 14)
    sqlmodel: tuple[int, int, int] = (0, 0, 50)
    source_root: str = ""  # the folder that is on sys.path, "" for the project root
    package: str = "app"
    layers: Mapping[str, str] = field(
        default_factory=lambda: {
            "model": "app/db/models/{snake}.py",
            "schema": "app/schemas/{snake}.py",
            "repository": "app/repositories/{snake}_repo.py",
            "service": "app/services/{snake}_service.py",
            "router": "app/api/{plural}.py",
            "tests": "tests/test_{plural}.py",
        }
    )
    support: Mapping[str, str] = field(
        default_factory=lambda: {
            "config": "app/config.py",
            "session": "app/db/session.py",
            "metadata": "app/db/metadata.py",
            "db_errors": "app/db/errors.py",
            "service_errors": "app/services/errors.py",
            "unit_of_work": "app/services/unit_of_work.py",
            "api_errors": "app/api/errors.py",
            "params": "app/api/params.py",
            "responses": "app/api/responses.py",
            "common": "app/schemas/common.py",
            "router": "app/api/router.py",
            "conftest": "tests/conftest.py",
        }
    )
    main: str = "app/main.py"
    application: str = "app"  # the variable that holds FastAPI() there
    application_scope: str = ""  # the function that makes it, where it is made in one: "create_app"
    served_as: str = ""  # "asgi:api", where it stands once it is made, if that is not in `main`
    models_package: str | None = "app/db/models/__init__.py"  # where every model is imported
    # by layer, the package that hands on what its modules define: "app/schemas/__init__.py:{Name}Create,{Name}Update"
    exports: Mapping[str, str] = field(default_factory=dict)
    # behind the entity's name, or around it: `Create{Name}`
    create_suffix: str = "Create"
    update_suffix: str = "Update"
    out_suffix: str = "Out"
    schema_prefix: str = ""  # `IUserCreate`
    is_async: bool = True
    session_class: Name = Name("sqlmodel.ext.asyncio.session", "AsyncSession")
    session_dependency: Name = Name("app.db.session", "SessionDep")
    session_provider: Name = Name("app.db.session", "get_session")
    session_method: Literal["exec", "execute"] = "exec"
    pk: str = "int"
    # `blog_posts`, `blog_post`, `blogpost`; `BlogPosts`, `BlogPost`
    table_style: Literal["plural", "singular", "sqlmodel", "Plural", "Singular"] = "plural"
    explicit_table: bool = True  # siblings write __tablename__
    model_base: Name = Name("sqlmodel", "SQLModel")
    mixins: tuple[Name, ...] = ()  # bases that every sibling has, a timestamp mixin say
    registry: Registry | None = Registry(path="app/api/router.py")
    router_name: str = "router"  # the APIRouter in a router module: `router`, `{snake}_router`
    router_prefix: str = "/{route}"  # where siblings do not say it in the registry
    router_tag: str = "{route}"  # in the documentation, "" for none
    router_path: Literal["", "/"] = ""  # of the collection, under the prefix
    item_parameter: str = "{snake}_id"  # of `GET /posts/{post_id}`
    update_method: Literal["patch", "put"] = "patch"
    list_style: Literal["bare", "envelope"] = "bare"
    list_envelope: str = ""  # class of the envelope: "{Plural}Public"; a generic one is written `Page[{Out}]`
    # `db: SessionDep`, `db: Session = Depends(get_session)`, `db: Session = SessionDep`, ...
    session_style: Literal["alias", "depends", "default", "annotated", "context"] = "alias"
    session_attribute: str = ""  # of a context that a middleware keeps: `db.session`
    session_parameter: str = "session"
    repository_style: Literal["functions", "class", "generic", "static", "holding"] = "functions"
    repository_class: str = ""  # "{Name}Repository", "CRUD{Name}"; "" for functions
    service_style: Literal["functions", "class", "generic", "static", "holding"] = "functions"
    service_class: str = ""
    repository_base: CrudBase | None = None
    service_base: CrudBase | None = None  # of a service that stores without a repository
    repository_instance: str = ""  # what the module makes of its class: "{snake}", "crud_{plural}"
    service_instance: str = ""
    instances_in_routers: bool = False  # `tag_service = TagService()` stands where it is used
    named_arguments: bool = False  # `def create_tag(*, session: Session, data: TagCreate)`
    held_session: str = "session"  # of a class that holds it: `PostRepository(session).create(data)`
    model_suffix: str = ""  # `UserEntity` is the class of User
    schema_base: Name = Name("sqlmodel", "SQLModel")
    # `class HeroBase(SQLModel)` holds the fields, model and schemas inherit from it: the layer whose file it stands in
    entity_base: Literal["none", "model", "schema"] = "none"
    entity_base_last: bool = False  # `class Hero(TimestampMixin, HeroBase, table=True)`
    entity_base_parents: tuple[Name, ...] = ()  # what siblings' bases inherit from, where that is not SQLModel
    pk_name: str = "id"
    key_suffix: str = "_id"  # of what points at another table: `author_uid`
    pk_inherited: bool = False  # a mixin of every sibling declares it
    timestamps: bool = False  # a mixin of every sibling declares created_at and the like
    relations_apart: bool = True  # a blank line stands between columns and relations
    quoted_relations: bool = False  # `"User"` also where Python reads `User` (3.14), as siblings do
    relative_imports: bool = False  # `from ..models import User` wherever the project imports its own
    tests_root: str = ""  # "src" where tests import `src.app.main` of what is `app.main` when it runs
    table_prefix: str = ""  # "sys_" where every sibling's table starts so
    table_suffix: str = ""  # "_tbl", "Table"
    alembic_ini: str | None = "alembic.ini"
    migrations: str | None = "migrations"
    migrations_head: str = ""  # the head that a new revision follows, where a history has several for good
    line_length: int = 88
    formatter: Literal["ruff", "black", "none"] = "ruff"
    quotes: Literal["double", "single"] = "double"
    client_fixture: str = "client"
    async_tests: Literal["pytest-asyncio", "anyio"] = "pytest-asyncio"  # the plugin that runs them
    interpreter: str | None = None  # the Python that runs the project, where it was configured
    shadow_url: str | None = None
    shadow_settings: Mapping[str, str] = field(default_factory=dict)

    @property
    def has_testable_session(self) -> bool:
        """Whether tests can replace the session; one that a middleware keeps would write to the real database."""
        return self.session_style != "context"
