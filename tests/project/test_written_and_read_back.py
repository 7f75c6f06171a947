"""What words ask for is what is read back from the class that was written for them."""

from __future__ import annotations

from pathlib import Path

import pytest

from scaffold.dataclass import fields as attributes
from scaffold.desired import desired
from scaffold.desired.planned import planned_model
from scaffold.pipeline.growth import vocabulary_of, with_models
from scaffold.project import open_project
from scaffold.spec import parse_entity

ROOT = Path("/project")
HEAD = "from enum import StrEnum\n\nfrom sqlmodel import Field, SQLModel\n\n\n"
KEY = "    id: int | None = Field(default=None, primary_key=True)\n"
PROJECT = {
    "app/__init__.py": "",
    "app/models/__init__.py": "",
    "app/models/user.py": f"{HEAD}class Role(StrEnum):\n    ADMIN = 'admin'\n    USER = 'user'\n\n\n"
    f"class User(SQLModel, table=True):\n    __tablename__ = 'users'\n\n{KEY}",
    "app/models/tag.py": f"{HEAD}class Tag(SQLModel, table=True):\n    __tablename__ = 'tags'\n\n{KEY}",
}
WORDS = [
    *("title:str", "title:str:max=200:unique", "body:text:null", "body:text:min=3", "views:int:default=0"),
    *(
        "views:int:ge=-1:le=10:index",
        "size:bigint:null",
        "ratio:float:gt=0:lt=1:default=0.5",
        "active:bool:default=true",
    ),
    *("born_on:date:default=2026-01-31", "published_at:datetime:null", "made_at:datetime:factory=now"),
    *("lasts:timedelta:default=90s", "price:Decimal:digits=10:places=2:default=9.99", "price:Decimal"),
    *("token:UUID:factory=uuid4", "token:UUID:null:unique", "settings:dict:factory=dict", "settings:dict:null"),
    *("digest:bytes:max=64", "email:EmailStr:unique", "email:EmailStr:null:max=100", "website:HttpUrl:null"),
    *("website:HttpUrl", "tags:str:list", "tags:int:list:factory=list", "tags:str:list:null"),
    *("status:draft/published:default=draft", "status:draft/published:null", "kinds:a/b:list"),
    *("role:Role:default=admin", "role:Role:null", "code:str:pattern=^[a-z]+$", "code:str:column=kode"),
    *("code:str:desc=hello", "author:User", "author:User:null:ondelete=set-null"),
    *("author:User:ondelete=cascade:back=articles", "author:User:back=none", "author:User:private", "profile:User:one"),
    *("author:User:desc=hello", "author:User:column=writer", "profile:User:one:null:desc=hello", "author:User:index"),
    *("tags:Tag:many", "tags:Tag:many:back=none", "tags:Tag:many:via=PostTag"),
    *("parent:self:null", "parent:self:null:back=kids"),
    *("code:str:factory=secrets.token_hex", "key:UUID:factory=uuid.uuid1", "made_at:datetime:factory=app.clock.tick"),
]

# what the class does not say: who may see a field; and what it says as a name where words leave the usual one out
UNSAID = {"source", "key_source", "annotation", "private", "readonly", "immutable", "writes_enum"}
NAMED = {"back", "via"}


@pytest.mark.parametrize("word", WORDS)
def test_a_word_is_read_back(word: str) -> None:
    project = open_project(ROOT, source=PROJECT)
    asked = parse_entity("Post", [word], vocabulary=vocabulary_of(project, "Post"))
    planned = with_models(project, {"Post": planned_model(asked, project)})
    written = {f.path: f.text for f in desired(asked, planned) if f.layer == "model" and f.kind == "file"}
    read = open_project(ROOT, source={**PROJECT, **written}).models["Post"].entity
    (before,), (after,) = asked.fields, read.fields
    assert type(before) is type(after)
    for name in {item.name for item in attributes(before)} - UNSAID:
        was, now = getattr(before, name), getattr(after, name)
        assert was == now or (was is None and name in NAMED and now), name


@pytest.mark.parametrize("word", ["title:str", "author:User", "tags:Tag:many", "status:a/b"])
def test_what_was_read_is_written_as_it_stands(word: str) -> None:
    project = open_project(ROOT, source=PROJECT)
    asked = parse_entity("Post", [word], vocabulary=vocabulary_of(project, "Post"))
    planned = with_models(project, {"Post": planned_model(asked, project)})
    written = {f.path: f.text for f in desired(asked, planned) if f.layer == "model" and f.kind == "file"}
    again = open_project(ROOT, source={**PROJECT, **written})
    entity = again.models["Post"].entity
    once_more = {f.path: f.text for f in desired(entity, again) if f.layer == "model" and f.kind == "file"}
    assert once_more["app/models/post.py"] == written["app/models/post.py"]


def test_entities_called_as_layers_are_found_where_they_were_written() -> None:
    names = ["Alert", "Model", "Service", "Schema", "Router", "Repo", "Repository", "App", "Db", "Api"]
    project = open_project(ROOT, source=PROJECT)
    asked = [parse_entity(name, ["title:str"], vocabulary=vocabulary_of(project, name)) for name in names]
    planned = with_models(project, {each.name: planned_model(each, project) for each in asked})
    fragments = [fragment for each in asked for fragment in desired(each, planned) if fragment.owner == each.name]
    own = [f for f in fragments if f.kind == "file" and not f.path.endswith("__init__.py")]
    read = open_project(ROOT, source={**PROJECT, **{fragment.path: fragment.text for fragment in own}})
    for name in names:
        paths = {fragment.layer: fragment.path for fragment in own if fragment.owner == name}
        assert {layer: read.models[name].paths.get(layer) for layer in paths} == paths
    assert read.conventions.layers == project.conventions.layers
    assert read.conventions.router_name == project.conventions.router_name


def test_an_entity_that_is_its_own_plural_says_nothing_about_the_next_one() -> None:
    project = open_project(ROOT, source=PROJECT)
    asked = parse_entity("News", ["title:str"], vocabulary=vocabulary_of(project, "News"))
    written = {
        fragment.path: fragment.text
        for fragment in desired(asked, with_models(project, {"News": planned_model(asked, project)}))
        if fragment.owner == "News" and fragment.kind == "file"
    }
    read = open_project(ROOT, source={**PROJECT, **written})
    assert read.conventions.layers == project.conventions.layers
