"""What single words mean for the generated code, where it is not seen at once when it runs."""

from __future__ import annotations

from pathlib import Path

import pytest
from growing import Grown, said
from styles import conventions

from scaffold.dataclass import replace
from scaffold.desired import desired, registry_lines
from scaffold.desired.layout import layout_of
from scaffold.desired.mounting import mounted_at
from scaffold.errors import ProjectError, SpecError
from scaffold.project import Conventions, Name, Project, Registry, open_project
from scaffold.spec import Entity, Field, Reference

USER = "User name:str"


def model(*lines: str, name: str = "post") -> str:
    return Grown().entity(*lines).files[f"app/db/models/{name}.py"]


def test_a_field_that_is_called_like_a_type_does_not_hide_it() -> None:
    text = model("Post date:date:null day:date")
    assert "date: dt.date | None = None\n    day: dt.date\n" in text
    assert "from datetime import" not in text


@pytest.mark.parametrize(
    ("ondelete", "key", "other"),
    [
        ("", "", 'passive_deletes="all"'),
        (":ondelete=restrict", ', ondelete="RESTRICT"', 'passive_deletes="all"'),
        (":ondelete=cascade", ', ondelete="CASCADE"', "cascade_delete=True, passive_deletes=True"),
    ],
)
def test_what_happens_on_delete_is_said_on_both_sides(ondelete: str, key: str, other: str) -> None:
    files = Grown().entity(USER, f"Post author:User{ondelete}").files
    assert f"index=True{key})" in " ".join(files["app/db/models/post.py"].split())
    assert other in " ".join(files["app/db/models/user.py"].split())


def test_set_null_leaves_it_to_the_database() -> None:
    files = Grown().entity(USER, "Post author:User:null:ondelete=set-null").files
    assert "passive_deletes=True" in files["app/db/models/user.py"]


@pytest.mark.parametrize(
    ("ondelete", "key", "other"),
    [
        ("", 'foreign_key="users.id"', '{"passive_deletes": "all"}'),
        (
            ":ondelete=cascade",
            'sa_column_args=[sa.ForeignKey("users.id", ondelete="CASCADE")]',
            '{"cascade": "all, delete-orphan", "passive_deletes": True}',
        ),
    ],
)
def test_an_older_sqlmodel_is_told_in_words_of_sqlalchemy(ondelete: str, key: str, other: str) -> None:
    grown = replace(Grown(), conventions=replace(conventions("usual"), sqlmodel=(0, 0, 14)))
    files = grown.entity(USER, f"Post author:User{ondelete}").files
    assert key in " ".join(files["app/db/models/post.py"].split())
    user = "".join(files["app/db/models/user.py"].split())
    assert f"sa_relationship_kwargs={other}".replace(" ", "").rstrip("}") in user
    assert "setattr(user, name, value)" in files["app/repositories/user_repo.py"]


@pytest.mark.parametrize(
    ("base", "declared"), [(Name("app.db.base", "Base"), False), (Name("sqlmodel", "SQLModel"), True)]
)
def test_a_key_is_left_to_the_base_only_where_the_class_has_it(base: Name, declared: bool) -> None:
    found = replace(conventions("usual"), pk_inherited=True, model_base=base)
    (model,) = [
        fragment.text
        for fragment in desired(
            said("Post title:str", replace(Grown(), conventions=found)), Grown(conventions=found).project
        )
        if fragment.path == "app/db/models/post.py"
    ]
    assert ("primary_key=True" in model) is declared


LEVELS = "from enum import IntEnum\n\n\nclass Level(IntEnum):\n    LOW = 0\n"
RANKED = (
    "import datetime\nfrom sqlmodel import Field, SQLModel\n{how}\nUSUAL = 1\n\n\nclass Ranked(SQLModel):\n"
    "    level: int = Field(default=Level.LOW)\n    rank: int = Field(default=USUAL)\n"
)


@pytest.mark.parametrize("how", ["from app.db.levels import Level\n", "from .levels import Level\n"])
def test_names_in_the_defaults_of_a_base_are_imported_where_they_are_read(how: str) -> None:
    found = replace(conventions("usual"), model_base=Name("app.db.ranked", "Ranked"))
    files = {**Grown().files, "app/db/levels.py": LEVELS, "app/db/ranked.py": RANKED.format(how=how)}
    grown = Grown(files=files, conventions=found).entity("Post day:date")
    for text in (grown.files["app/schemas/post.py"], grown.again("Post").files["app/schemas/post.py"]):
        assert "from app.db.levels import Level\n" in text
        assert "from app.db.ranked import USUAL\n" in text
        assert "from datetime import date\n" in text


def test_libraries_that_are_too_old_are_refused() -> None:
    grown = replace(Grown(), conventions=replace(conventions("usual"), sqlmodel=(0, 0, 8), pydantic=(1, 10)))
    with pytest.raises(ProjectError, match=r"SQLModel 0\.0\.8 with pydantic 1") as refused:
        grown.entity(USER)
    assert "sqlmodel>=0.0.14" in (refused.value.hint or "")


def test_the_tests_call_the_url_that_a_prefix_of_prefixes_comes_to() -> None:
    main = """from fastapi import FastAPI

version = "v1"
prefix = f"/api/{version}"
app = FastAPI()
"""
    registry = Registry(path="app/main.py", receiver="app", prefix="include", arguments='prefix=f"{prefix}/{plural}"')
    grown = Grown(conventions=replace(conventions("usual"), registry=registry), files={"app/main.py": main})
    assert 'URL = "/api/v1/users"' in grown.entity(USER).files["tests/test_users.py"]


def test_types_are_spelled_as_the_file_spells_them() -> None:
    there = """import datetime
import uuid

from sqlmodel import Field, SQLModel


class User(SQLModel, table=True):
    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True, description="The key of the user")
    seen: datetime.datetime = Field(default_factory=datetime.datetime.now)
"""
    style = replace(conventions("one file"), pk="uuid", explicit_table=False, table_style="sqlmodel")
    grown = Grown(conventions=style, files={"app/models.py": there})
    text = grown.entity("Tag name:str at:datetime owner:User").files["app/models.py"]
    assert "from datetime import" not in text
    assert "from uuid import" not in text
    assert "    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)\n" in text
    assert "    owner_id: uuid.UUID = Field(" in text
    assert "    at: datetime.datetime\n" in text
    assert "    owner_id: uuid.UUID\n" in text.partition("class TagCreate")[2]


def test_no_other_side_where_none_is_wanted() -> None:
    grown = Grown().entity(USER)
    after = grown.entity("Post author:User:back=none")
    assert after.files["app/db/models/user.py"] == grown.files["app/db/models/user.py"]
    assert "Relationship()" in after.files["app/db/models/post.py"]


def test_a_link_stands_in_its_own_module_with_an_index_for_the_way_back() -> None:
    text = Grown().entity("Tag name:str", "Post tags:Tag:many").files["app/db/models/post_tag_link.py"]
    assert 'post_id: int = Field(foreign_key="posts.id", primary_key=True, ondelete="CASCADE")' in " ".join(
        text.split()
    )
    assert "index=True" in text.partition("tag_id")[2]


def test_optional_relations_are_spelled_as_their_python_reads_them() -> None:
    newest = replace(Grown(), conventions=replace(conventions("usual"), python=(3, 14)))
    text = newest.entity(USER, "Post author:User editor:User:null:back=edited").files["app/db/models/post.py"]
    assert "author: User = Relationship(" in text
    assert 'editor: Optional["User"] = Relationship(  # noqa: UP037, UP045' in text
    assert 'author: "User" = Relationship(' in model(USER, "Post author:User")
    quoting = replace(newest, conventions=replace(newest.conventions, quoted_relations=True))
    assert 'author: "User" = Rel' in quoting.entity(USER, "Post author:User").files["app/db/models/post.py"]


def test_a_required_value_that_no_client_sends_has_a_maker() -> None:
    files = Grown().entity("Post title:str maker:str:readonly at:datetime:readonly").files
    repository = files["app/repositories/post_repo.py"]
    assert '"maker": str,\n    "at": lambda: datetime.now(UTC),\n' in repository
    assert "maker" not in files["app/schemas/post.py"].partition("class PostOut")[0]


def test_a_required_row_that_no_client_names_is_refused() -> None:
    grown = Grown().entity(USER)
    post = Entity(name="Post", fields=(Reference(name="owner", target="User", key="owner_id", readonly=True),))
    with pytest.raises(SpecError, match=r"Post\.owner is required and readonly"):
        desired(post, grown.project)


def test_a_reference_to_nothing_is_refused() -> None:
    post = Entity(name="Post", fields=(Reference(name="owner", target="Nobody", key="owner_id"),))
    with pytest.raises(ProjectError, match="no model Nobody"):
        desired(post, Grown().project)


def test_a_new_package_of_the_source_root_is_the_project_s_own() -> None:
    layers = {"model": "{plural}/models.py", "router": "{plural}/api.py", "repository": "{plural}/crud.py"}
    support = {name: f"shared/{name}.py" for name in Conventions().support}
    here = replace(Conventions(), package="", layers=layers, support=support, models_package=None)
    router = Grown(conventions=here).entity("Post title:str").files["posts/api.py"]
    own = router[router.index("\nfrom posts") :].partition("\n\n")[0]
    assert "\nfrom shared.params import" in own
    assert "import col" not in own


def test_a_module_that_is_called_as_its_class_does_not_hide_it() -> None:
    layers = {**Conventions().layers, "repository": "app/crud/{Name}.py", "service": "app/services/{Name}.py"}
    files = Grown(conventions=replace(Conventions(), layers=layers)).entity("Post title:str").files
    assert "from app.crud import Post as post_crud" in files["app/services/Post.py"]
    assert "from app.services import Post as post_service" in files["app/api/posts.py"]
    assert "await post_service.create_post(" in files["app/api/posts.py"]


def test_a_module_that_is_called_as_the_rows_are_is_not_hidden_by_them() -> None:
    layers = {**Conventions().layers, "repository": "app/crud/{snake}.py", "service": "app/services/{plural}.py"}
    files = Grown(conventions=replace(Conventions(), layers=layers)).entity("Post title:str").files
    assert "posts = await post_service.list_posts(" in files["app/api/posts.py"]
    assert "post = await post_crud.get_post_by_id(" in files["app/services/posts.py"]


def test_variables_never_hide_what_the_functions_use() -> None:
    repository = Grown().entity("Statement data:str").files["app/repositories/statement_repo.py"]
    assert "statement_row = Statement.model_validate(data)" in repository
    assert "    statement = (\n        select(Statement)" in repository


def test_a_route_that_fastapi_answers_itself_is_avoided() -> None:
    assert 'APIRouter(prefix="/doc-items"' in Grown().entity("Doc name:str").files["app/api/docs.py"]


def test_composite_constraints_have_names_and_grow() -> None:
    grown = Grown().entity("Post a:str b:str c:str --unique=a+b")
    text = grown.files["app/db/models/post.py"]
    assert 'sa.UniqueConstraint("a", "b", name="uq_posts_a_b")' in text
    entity = replace(grown.standing("Post"), indexes=(("b", "c"),))
    later = grown.with_entities(entity).files["app/db/models/post.py"]
    assert 'sa.UniqueConstraint("a", "b", name="uq_posts_a_b")' in later
    assert 'sa.Index("ix_posts_b_c", "b", "c")' in later


def test_only_the_layers_that_are_asked_for_are_written() -> None:
    grown = Grown()
    entity = replace(said("Post title:str", grown), layers=("model", "schema"))
    layers = {fragment.layer for fragment in desired(entity, grown.project) if fragment.owner == "Post"}
    assert layers == {"model", "schema"}


def test_a_registry_that_is_computed_is_not_touched_and_its_line_is_told() -> None:
    computed = replace(conventions("usual"), registry=Registry(path="app/api/router.py", style="computed"))
    grown = replace(Grown(), conventions=computed)
    entity = said("Post title:str", grown)
    assert not [f for f in desired(entity, grown.project) if "include_router(posts" in f.text]
    assert "api_router.include_router(posts.router)" in registry_lines(entity, grown.project)


def test_a_class_on_disk_keeps_everything_that_a_person_wrote() -> None:
    grown = Grown().entity(USER)
    path = "app/db/models/user.py"
    text = grown.files[path].replace(
        "    name: str = Field(max_length=255)\n",
        "    # shown on the badge\n    name: str = Field(max_length=255, title='Name')\n",
    )
    grown = replace(grown, files={**grown.files, path: text})
    after = grown.entity("User age:int:null").files[path]
    assert "    # shown on the badge\n    name: str = Field(max_length=255, title='Name')\n" in after
    assert "    age: int | None = None\n" in after


@pytest.mark.parametrize(("sibling", "package"), [("accounts", "products"), ("account", "product")])
def test_a_package_is_named_as_its_siblings_are(sibling: str, package: str) -> None:
    model = "from sqlmodel import *\nclass User(SQLModel, table=True):\n    id: int = Field(primary_key=True)\n"
    router = "from fastapi import *\nfrom .models import User\nrouter = APIRouter()\n"
    router += "@router.get('/')\ndef users() -> list[User]: ...\n"
    files = {
        "app/main.py": "from fastapi import FastAPI\n\napp = FastAPI()\n",
        f"app/{sibling}/models.py": model,
        f"app/{sibling}/router.py": router,
    }
    layout = layout_of(Entity(name="Product"), open_project(Path("/project"), source=files))
    assert layout.paths["model"] == f"app/{package}/models.py"


def test_tests_call_the_routes_where_a_loop_over_the_list_puts_them() -> None:
    main = "ROUTERS = []\napp = FastAPI()\nfor each in ROUTERS:\n    app.include_router(each, prefix='/api')\n"
    listed = Registry(path="app/main.py", style="list", receiver="ROUTERS")
    project = Project(files={"app/main.py": main}, conventions=Conventions(registry=listed))
    assert mounted_at(project) == "/api"


def test_what_is_pasted_says_what_the_loop_says_of_every_router() -> None:
    loop = (
        "for router, name in each():\n    app.include_router(router, prefix='/api', tags=[name], responses=router.rs)\n"
    )
    main = f"from fastapi import FastAPI\nfrom routers import each\nimport sqlmodel\n\napp = FastAPI()\n{loop}"
    project = open_project(Path("/project"), source={"app/main.py": main})
    assert registry_lines(Entity(name="Post"), project).endswith("app.include_router(posts.router, prefix='/api')\n")
    assert mounted_at(project) == "/api"


def test_tests_call_the_routes_where_nested_routers_put_them() -> None:
    registry = (
        "from fastapi import APIRouter\n"
        "ROUTERS = []\n"
        "v1 = APIRouter(prefix='/v1')\n"
        "for each in ROUTERS:\n    v1.include_router(each, prefix='/inner')\n"
    )
    files = {
        "app/main.py": "from app.api import v1\napp = FastAPI()\napp.include_router(v1, prefix='/api')\n",
        "app/api/__init__.py": registry,
    }
    listed = Registry(path="app/api/__init__.py", style="list", receiver="ROUTERS")
    project = Project(files=files, conventions=Conventions(registry=listed))
    assert mounted_at(project) == "/api/v1/inner"


def test_a_time_of_change_that_is_empty_at_first_is_sent_by_nobody() -> None:
    schemas = (
        Grown().entity("Post title:str updated_at:datetime:null read_at:datetime:null").files["app/schemas/post.py"]
    )
    create, _, rest = schemas.partition("class PostUpdate")
    assert "updated_at" not in create + rest.partition("class PostOut")[0]
    assert "updated_at" in rest.partition("class PostOut")[2]
    assert "read_at" in create


def test_a_field_that_is_only_called_like_the_time_of_a_row_is_the_clients() -> None:
    words = "Post title:str created_at:bool:null updated_at:datetime:null:immutable"
    create = Grown().entity(words).files["app/schemas/post.py"].partition("class PostUpdate")[0]
    assert "created_at: bool | None" in create
    assert "updated_at: " in create


@pytest.mark.parametrize(
    ("statement", "needed"),
    [
        ("otp: str = Field(nullable=True)", True),
        ("otp: str | None", True),
        ("otp: str | None = Field(max_length=9)", True),
        ("otp: str | None = Field(..., max_length=9)", True),
        ("otp: str | None = None", False),
        ("otp: str | None = Field(None, max_length=9)", False),
        ("otp: str = Field(default=None, nullable=True)", False),
        ("otp: str | None = Field(default_factory=str)", False),
    ],
)
def test_rows_of_tests_say_what_may_be_empty_and_has_to_be_said(statement: str, needed: bool) -> None:
    user = f"class User(SQLModel, table=True):\n    id: int = Field(default=None, primary_key=True)\n    {statement}\n"
    files = {
        "app/models/user.py": f"from sqlmodel import Field, SQLModel\n\n\n{user}",
        "app/main.py": "from fastapi import FastAPI\n\napp = FastAPI()\n",
    }
    project = open_project(Path("/project"), source=files)
    post = Entity(name="Post", fields=(Reference(name="author", target="User", key="author_id"),))
    (rows,) = [fragment.text for fragment in desired(post, project) if fragment.path.endswith("rows.py")]
    assert ('"otp": "text 1"' in rows) is needed


def test_routers_of_one_name_are_told_apart_by_their_files() -> None:
    version = "from fastapi import APIRouter\nfrom .users import router as users\nrouter = APIRouter(prefix='/v1')\n"
    files = {
        "app/main.py": "from app.v1 import router\nfrom app.v2 import router as other\napp = FastAPI()\n"
        "app.include_router(other, prefix='/two')\napp.include_router(router, prefix='/api')\n",
        "app/v1/__init__.py": f"{version}router.include_router(users)\n",
        "app/v1/users.py": "from fastapi import APIRouter\nrouter = APIRouter(prefix='/users')\n",
        "app/v2.py": "from fastapi import APIRouter\nrouter = APIRouter(prefix='/v2')\n",
    }
    called = Registry(path="app/v1/__init__.py", receiver="router")
    assert mounted_at(Project(files=files, conventions=Conventions(registry=called))) == "/api/v1"


FACTORY = """from fastapi import APIRouter, Depends, FastAPI

from app.auth import known

api = APIRouter()


def create_app(settings: dict) -> FastAPI:
    app = FastAPI()
    app.include_router(api, dependencies=[Depends(known)])
    return app
"""


def test_the_tests_get_the_application_as_it_is_served_and_past_its_guards() -> None:
    style = replace(
        conventions("sync"),
        application_scope="create_app",
        served_as="asgi:api",
        registry=Registry(path="app/main.py", receiver="api"),
    )
    files = Grown(conventions=style, files={"app/main.py": FACTORY}).entity(USER).files
    conftest = files["tests/conftest.py"]
    assert "from asgi import api\n" in conftest
    assert "create_app" not in conftest
    assert "    monkeypatch.setitem(api.dependency_overrides, known, lambda: None)\n" in conftest
    assert "from app.auth import known\n" in conftest
    assert "with TestClient" not in conftest


def test_a_new_folder_is_a_package_where_those_beside_it_are() -> None:
    style = conventions("a package per domain")
    marked = Grown(conventions=style).entity(USER)
    assert "app/posts/__init__.py" in marked.entity("Post title:str").files
    bare = replace(
        marked, files={path: text for path, text in marked.files.items() if not path.endswith("__init__.py")}
    )
    assert "app/posts/__init__.py" not in bare.entity("Post title:str").files


def test_a_relation_that_is_called_like_a_method_of_a_dict_is_not_taken_from_one() -> None:
    grown = Grown().entity(USER, "Shop name:str owner:User", "Post title:str author:User")
    assert "User.model_validate(USER)" in grown.files["tests/rows.py"]
    rows = grown.entity("Item name:str shop:Shop").files["tests/rows.py"]
    assert "SimpleNamespace(**(SHOP | {" in rows
    assert "User.model_validate(USER)" in rows
    assert "Post.model_validate(POST | {" in grown.entity("Comment body:text post:Post").files["tests/rows.py"]


def test_an_enum_for_a_python_without_strings_of_enums() -> None:
    older = replace(Grown(), conventions=replace(conventions("usual"), python=(3, 10)))
    text = older.entity("Post status:draft/published").files["app/db/models/post.py"]
    assert "class PostStatus(str, Enum):" in text
    assert "from enum import Enum\n" in text
    assert "class PostStatus(StrEnum):" in model("Post status:draft/published")


def test_links_that_no_client_sets_are_there_when_a_row_is_answered() -> None:
    files = Grown().entity("Tag name:str", "Post title:str tags:Tag:many:readonly").files
    text = files["app/repositories/post_repo.py"]
    assert "    post = Post.model_validate(data)\n    post.tags = []\n    session.add(post)\n" in text
    assert "LINKS" not in text


def test_no_payload_names_rows_that_need_a_row_of_the_entity_itself() -> None:
    files = Grown().entity("Post title:str", "Hero post:Post", "Post crew:Hero:many:back=none").files
    tests = files["tests/test_posts.py"]
    assert "crew_ids" in tests
    assert "some_hero" not in tests
    assert "def some_hero(" not in files["tests/rows.py"]


def test_the_values_of_a_row_are_not_called_like_its_class() -> None:
    rows = Grown().entity("FAQ title:str", "Answer faq:FAQ").files["tests/rows.py"]
    assert "FAQ_ROW: dict[str, Any] = {" in rows
    assert "FAQ.model_validate(FAQ_ROW)" in rows


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("Responses title:str", "Responses would need app/api/responses.py, which generated code leans on"),
        ("Users title:str --table=u_rows", "Users and User would share app/api/users.py"),
        ("Member title:str --plural=users", "Member and User would share app/api/users.py"),
    ],
)
def test_no_two_things_are_written_into_one_file(line: str, why: str) -> None:
    grown = Grown().entity(USER)
    with pytest.raises(SpecError) as caught:
        grown.entity(line)
    assert why in caught.value.message
    assert grown.entity("Member title:str --plural=crew").files["app/api/crew.py"]


def test_an_enum_that_is_written_along_is_imported_from_where_it_will_stand() -> None:
    status = Field(name="status", type="enum", enum="PostStatus", choices=("a", "b"))
    post = Entity(name="Post", fields=(replace(status, writes_enum=True),))
    log = Entity(name="PostLog", fields=(status,))
    files = Grown().with_entities(post, log).files
    assert "class PostStatus(StrEnum):" in files["app/db/models/post.py"]
    assert "from app.db.models.post import PostStatus\n" in files["app/db/models/post_log.py"]
    assert "class PostStatus" not in files["app/db/models/post_log.py"]


@pytest.mark.parametrize("path", ["app/db/models/user.py", "app/db/models/post.py"])
def test_no_relation_goes_where_sqlmodel_cannot_read_it(path: str) -> None:
    grown = Grown().entity(USER, "Post title:str")
    files = {**grown.files, path: "from __future__ import annotations\n" + grown.files[path]}
    future = replace(grown, files=files)
    assert "subtitle" in future.entity("Post subtitle:str:null").files["app/db/models/post.py"]
    with pytest.raises(ProjectError, match="SQLModel cannot read a relation there") as refused:
        future.entity("Post author:User:null")
    assert f"take that line out of {path}" in (refused.value.hint or "")


@pytest.mark.parametrize(
    ("key", "written"),
    [
        ("id: int | None = Field(primary_key=True)", "id: int | None = Field(default=None, primary_key=True)"),
        ("id: int = Field(primary_key=True)", "id: int = Field(default=None, primary_key=True)"),
        ("id: str = Field(primary_key=True)", "id: str = Field(primary_key=True)"),
    ],
)
def test_a_number_that_the_database_counts_is_not_asked_of_clients(key: str, written: str) -> None:
    sibling = f"from sqlmodel import Field, SQLModel\n\n\nclass User(SQLModel, table=True):\n    {key}\n"
    files = {"pyproject.toml": "", "app/db/models/user.py": sibling}
    style = replace(conventions("usual"), pk=key.partition(": ")[2].partition(" ")[0])
    made = Grown(conventions=style, files=files).entity("Post title:str").files
    assert f"    {written}\n" in made["app/db/models/post.py"]
    create = made["app/schemas/post.py"].partition("class PostCreate")[2].partition("class ")[0]
    assert ("    id: " in create) == ("str" in key)


def test_layers_of_a_class_that_asks_for_the_key_store_rows_without_one() -> None:
    model = "from sqlmodel import Field, SQLModel\n\n\nclass User(SQLModel, table=True):\n"
    files = {"pyproject.toml": "", "app/db/models/user.py": model + "    id: int | None = Field(primary_key=True)\n"}
    project = Grown(files=files).project
    made = {fragment.path: fragment.text for fragment in desired(project.models["User"].entity, project)}
    assert '"id": lambda: None,' in made["app/repositories/user_repo.py"]


def test_schemas_beside_the_model_take_its_field() -> None:
    style = conventions("usual")
    path = style.layers["model"]
    style = replace(style, layers={**style.layers, "schema": path}, schema_base=Name("pydantic", "BaseModel"))
    text = Grown(conventions=style).entity("Post title:str").files["app/db/models/post.py"]
    assert "from sqlmodel import Field, SQLModel\n" in text
    assert "from pydantic import MISSING, BaseModel\n" in text


def test_models_are_imported_from_a_package_that_is_about_to_hand_them_on() -> None:
    grown = Grown().entity(USER)
    files = {**grown.files, "app/db/models/__init__.py": ""}
    project = replace(grown, files=files).project
    made = {f.path: f.text for f in desired(said("Post author:User", replace(grown, files=files)), project)}
    assert "from app.db.models import User" in made["tests/rows.py"]


def test_a_maker_of_the_project_is_imported_where_requests_need_it() -> None:
    model = (
        "from datetime import datetime\n\nfrom sqlmodel import Field, SQLModel\n\n"
        "from app.tokens import new_token\n\n\n"
        "class User(SQLModel, table=True):\n"
        "    id: int | None = Field(default=None, primary_key=True)\n"
        "    token: str = Field(default_factory=new_token)\n"
        "    seen: datetime = Field(default_factory=datetime.now)\n"
        "    create_time: datetime = Field(default_factory=datetime.now)\n"
    )
    files = {"pyproject.toml": "", "app/db/models/user.py": model, "app/tokens.py": "def new_token() -> str: ...\n"}
    project = Grown(files=files).project
    made = {fragment.path: fragment.text for fragment in desired(project.models["User"].entity, project)}
    schema = made["app/schemas/user.py"]
    assert "from app.tokens import new_token\n" in schema
    assert "Field(default_factory=new_token)" in schema
    assert "Field(default_factory=datetime.now)" in schema
    assert "create_time" not in schema.partition("class UserCreate")[2].partition("class UserOut")[0]


def test_keys_that_are_counted_in_bigint_are_so_everywhere() -> None:
    assert "2**31" in Grown().entity("Post title:str").files["app/schemas/common.py"]
    model = (
        "from sqlalchemy import BigInteger\nfrom sqlmodel import Field, SQLModel\n\n\n"
        "class User(SQLModel, table=True):\n"
        "    id: int | None = Field(default=None, primary_key=True, sa_type=BigInteger)\n"
        "    name: str\n"
    )
    files = {"pyproject.toml": "", "app/db/models/user.py": model}
    style = replace(conventions("usual"), pk="int")
    made = Grown(conventions=style, files=files).entity("Post title:str author:User likes:User:many:back=liked").files
    text = made["app/db/models/post.py"]
    assert "id: int | None = Field(default=None, primary_key=True, sa_type=BigInteger)" in text
    assert 'author_id: int = Field(foreign_key="user.id", index=True, sa_type=sa.BigInteger)' in text
    link = " ".join(made["app/db/models/post_user_link.py"].split())
    assert link.count("sa_type=sa.BigInteger") == 2
    assert "MAX_INT = 2**63 - 1" in made["app/schemas/common.py"]


def test_what_makes_a_default_is_imported_by_the_model_and_the_schemas() -> None:
    files = Grown().entity("Post token:str:factory=secrets.token_hex seen:datetime:factory=now").files
    for path in ("app/db/models/post.py", "app/schemas/post.py"):
        assert "from secrets import token_hex\n" in files[path], path
        assert "default_factory=token_hex" in files[path], path
