"""What siblings' repositories inherit is followed as far as it can be called surely, and not further."""

from __future__ import annotations

from pathlib import Path

import pytest
from away import PROJECTS

from scaffold.desired import desired
from scaffold.pipeline.growth import vocabulary_of
from scaffold.project import CrudBase, Found, Project, Tree, open_project
from scaffold.spec import parse_entity

FILES = dict(Tree(PROJECTS / "crud_base"))
BASE, ITEM, API = "app/crud/base.py", "app/crud/crud_item.py", "app/api/items.py"
HEAD = (
    "from typing import Any, Generic, TypeVar\nfrom sqlmodel import Session, SQLModel, select\n\n"
    "T = TypeVar('T', bound=SQLModel)\n\n\n"
)
SIBLING = "from app.crud.base import {}\nfrom app.models.item import Item, ItemCreate, ItemUpdate\n\n\n"
HOLDING = (
    f"{HEAD}class BaseRepository(Generic[T]):\n"
    "    def __init__(self, model: type[T], session: Session):\n"
    "        self.model = model\n        self._session = session\n\n"
    "    def get_by_id(self, id: int) -> T | None:\n        return self._session.get(self.model, id)\n\n"
    "    def list(self, limit: int = 20, offset: int = 0) -> list[T]:\n"
    "        return list(self._session.exec(select(self.model).offset(offset).limit(limit)).all())\n\n"
    "    def add(self, entity: T) -> T:\n        self._session.add(entity)\n        return entity\n\n"
    "    def delete(self, entity: T) -> None:\n        self._session.delete(entity)\n"
)
HELD = SIBLING.format("BaseRepository") + (
    "class ItemRepository(BaseRepository[Item]):\n    def __init__(self, session: Session):\n"
    "        super().__init__(Item, session)\n"
)
DAO = (
    f"{HEAD}class BaseDAO:\n    model: type[SQLModel]\n\n"
    "    @classmethod\n    def add(cls, session: Session, **values: Any):\n"
    "        row = cls.model(**values)\n        session.add(row)\n        return row\n\n"
    "    @classmethod\n    def find_one_or_none_by_id(cls, session: Session, data_id: int):\n"
    "        return session.get(cls.model, data_id)\n\n"
    "    @classmethod\n    def update(cls, session: Session, filter_by: dict, **values: Any) -> int:\n"
    "        return session.execute(cls.model).rowcount\n"
)
DAOS = SIBLING.format("BaseDAO") + "class ItemDAO(BaseDAO):\n    model = Item\n"


def opened(base: str = FILES[BASE], sibling: str = FILES[ITEM], **more: str) -> Project:
    return open_project(Path("/project"), source={**FILES, BASE: base, ITEM: sibling, **more})


def found(project: Project) -> CrudBase | None:
    return project.conventions.repository_base


def row(project: Project) -> Found:
    assert project.findings is not None
    return next(each for each in project.findings.rows if each.key == "repository_base")


def written(project: Project, *words: str) -> dict[str, str]:
    entity = parse_entity("Tag", ["name:str", *words], vocabulary=vocabulary_of(project, "Tag"))
    return {each.path: each.text for each in desired(entity, project)}


def test_functions_have_no_base() -> None:
    project = opened(sibling="from app.models import Item\n\n\ndef create_item(db, data) -> Item: ...\n")
    assert found(project) is None
    assert project.conventions.repository_style == "functions"
    assert not [each for each in project.findings.rows if each.key == "repository_base"]  # type: ignore[union-attr]


def test_a_base_is_known_with_what_it_gives() -> None:
    assert found(opened()) == CrudBase(
        base="app.crud.base:CRUDBase[{Entity}, {Create}, {Update}]",
        made="{Class}({Entity})",
        create="create(db: session, *, obj_in: data)",
        get="get(db: session, id: id)",
        list="get_multi(db: session, *, skip: offset, limit: limit)",
        update="update(db: session, *, db_obj: row, obj_in: data)",
        delete="remove(db: session, *, id: id)",
    )
    assert opened().conventions.repository_instance == "{snake}"


def test_a_new_class_inherits_and_repeats_nothing() -> None:
    files = written(opened())
    assert (
        "class CRUDTag(CRUDBase[Tag, TagCreate, TagUpdate]):\n    pass\n\n\ntag = CRUDTag(Tag)\n"
        in (files["app/crud/crud_tag.py"])
    )
    router = files["app/api/tags.py"]
    assert "from app.crud.crud_tag import tag as tag_crud\n" in router
    assert "tag = tag_crud.create(db, obj_in=payload)" in router
    assert "tags = tag_crud.get_multi(db, skip=offset, limit=limit)" in router
    assert "tag = tag_crud.get(session, tag_id)" in router
    assert "tag = tag_crud.update(db, db_obj=tag, obj_in=payload)" in router
    assert "tag_crud.remove(db, id=tag_id)" in router


def test_what_the_base_knows_nothing_of_is_written_over_it() -> None:
    text = written(opened(), "items:Item:many")["app/crud/crud_tag.py"]
    assert "def create(self, db: Session, *, obj_in: TagCreate) -> Tag:" in text
    assert "def update(self, db: Session, *, db_obj: Tag, obj_in: TagUpdate) -> Tag:" in text
    assert "set_links(db, db_obj, obj_in, LINKS)" in text
    assert "def remove" not in text


def test_a_base_that_holds_its_session_is_handed_it() -> None:
    project = opened(HOLDING, HELD)
    assert found(project) == CrudBase(
        base="app.crud.base:BaseRepository[{Entity}]",
        made="{Class}(session)",
        init="super().__init__({Entity}, session)",
        session="_session",
        get="get_by_id(id: id)",
        list="list(limit: limit, offset: offset)",
        delete="delete(entity: row)",
    )
    files = written(project)
    text, router = files["app/crud/crud_tag.py"], files["app/api/tags.py"]
    assert "class TagRepository(BaseRepository[Tag]):\n    def __init__(self, session: Session) -> None:\n" in text
    assert "        super().__init__(Tag, session)\n" in text
    assert "def create(self, data: TagCreate) -> Tag:" in text
    assert "self._session.add(tag)" in text
    assert "TagRepository(db).list(limit, offset)" in router
    assert "TagRepository(session).get_by_id(tag_id)" in router


def test_class_methods_are_called_on_the_class() -> None:
    project = opened(DAO, DAOS)
    assert found(project) == CrudBase(
        base="app.crud.base:BaseDAO",
        body="model = {Entity}",
        taken="update",
        create="add(session: session, **values: values)",
        get="find_one_or_none_by_id(session: session, data_id: id)",
    )
    files = written(project)
    text, router = files["app/crud/crud_tag.py"], files["app/api/tags.py"]
    assert "class TagDAO(BaseDAO):\n    model = Tag\n" in text
    assert "    @staticmethod\n    def update_tag(session: Session, tag: Tag, data: TagUpdate) -> Tag:" in text
    assert "TagDAO.add(db, **payload.model_dump())" in router
    assert "TagDAO.update_tag(db, tag, payload)" in router


def test_a_class_without_methods_is_of_its_base_s_kind() -> None:
    project = opened(DAO, DAOS)
    after = open_project(Path("/project"), source={**project.files, **written(project)})
    assert project.conventions.repository_style == after.conventions.repository_style == "static"


def test_type_parameters_of_newer_python_are_read() -> None:
    head = "class CRUDBase[ModelType: SQLModel, CreateType: SQLModel, UpdateType: SQLModel]:"
    newer = FILES[BASE].replace("class CRUDBase(Generic[ModelType, CreateType, UpdateType]):", head)
    assert found(opened(newer)) == found(opened())


@pytest.mark.parametrize(
    ("old", "new", "verb"),
    [
        ("obj_in: CreateType)", "obj_in: CreateType, owner_id: int)", "create"),
        ("    def create(", "    async def create(", "create"),
        ("        db.delete(row)\n", "        row.is_deleted = True\n", "delete"),
        ("skip: int = 0, limit", "page: int = 1, limit", "list"),
        ("def get(self, db: Session, id: Any)", "def get(self, db: Session, **where: Any)", "get"),
    ],
)
def test_what_asks_for_something_else_is_not_called(old: str, new: str, verb: str) -> None:
    assert old in FILES[BASE]
    base = found(opened(FILES[BASE].replace(old, new)))
    assert base is not None
    assert getattr(base, verb) == ""
    assert base.unlike == ""


@pytest.mark.parametrize(
    ("old", "new", "verb", "head"),
    [
        (
            *("self.model.model_validate(obj_in)", "self.model(**jsonable_encoder(obj_in))", "create"),
            "def create(self, db: Session, *, obj_in: TagCreate) -> Tag:",
        ),
        (
            *("obj_in.model_dump(exclude_unset=True)", "obj_in.model_dump()", "update"),
            "def update(self, db: Session, *, db_obj: Tag, obj_in: TagUpdate) -> Tag:",
        ),
        (
            *("(exclude_unset=True)", "(exclude_unset=True, exclude_none=True)", "update"),
            "def update(self, db: Session, *, db_obj: Tag, obj_in: TagUpdate) -> Tag:",
        ),
        (
            *("select(self.model).offset", "select(self.model).order_by(self.model.created_at).offset", "list"),
            "def get_multi(self, db: Session, *, skip: int = 0, limit: int = 20) -> list[Tag]:",
        ),
    ],
)
def test_what_does_something_else_is_written_over(old: str, new: str, verb: str, head: str) -> None:
    assert old in FILES[BASE]
    project = opened(FILES[BASE].replace(old, new))
    base = found(project)
    assert base is not None
    assert base.unlike == verb
    text = written(project)["app/crud/crud_tag.py"]
    assert f"    {head}\n" in text
    assert text.count("    def ") == 1
    assert "offset(offset)" not in text


def test_a_base_from_elsewhere_is_said_to_be_unsure() -> None:
    head = "from fastcrud import FastCRUD\nfrom app.models.item import Item\n\n\n"
    sibling = f"{head}class CRUDItem(FastCRUD[Item]):\n    x = 1\n"
    project = opened(sibling=sibling)
    assert found(project) is None
    assert not row(project).sure
    assert "FastCRUD, which is not of this project; a new one does without" in row(project).reason


def test_a_class_without_the_base_that_it_does_without_is_kept_as_an_object() -> None:
    sibling = "from fastcrud import FastCRUD\nfrom app.models.item import Item\n\n\n"
    files = written(
        opened(sibling=f"{sibling}class CRUDItem(FastCRUD[Item]):\n    pass\n\n\ncrud_items = CRUDItem(Item)\n")
    )
    text = files["app/crud/crud_tag.py"]
    assert "    def create(self, session: Session, data: TagCreate) -> Tag:" in text
    assert "staticmethod" not in text
    assert text.endswith("\n\n\ncrud_tags = CRUDTag()\n")
    assert "crud_tags.create(db, payload)" in files["app/api/tags.py"]


def test_one_that_is_made_with_more_is_said_to_be_unsure() -> None:
    base = FILES[BASE].replace("model: type[ModelType])", "model: type[ModelType], cache: object)")
    assert "is made with more than a model and a session" in row(opened(base)).reason


@pytest.mark.parametrize(
    "sibling",
    [
        "item = CRUDBase[Item, ItemCreate, ItemUpdate](Item)\n",
        "CRUDItem = CRUDBase[Item, ItemCreate, ItemUpdate]\n\nitem = CRUDItem(Item)\n",
    ],
)
def test_a_base_that_is_used_as_it_is_gets_a_class(sibling: str) -> None:
    project = opened(sibling=SIBLING.format("CRUDBase") + sibling)
    assert found(project) == found(opened())
    text = written(project)["app/crud/crud_tag.py"]
    assert "class CRUDTag(CRUDBase[Tag, TagCreate, TagUpdate]):\n    pass\n\n\ntag = CRUDTag(Tag)\n" in text


def test_an_interface_of_one_entity_is_no_base_of_all() -> None:
    interface = "class ItemRepository(ABC):\n    def get(self, id: int): ...\n\n\n"
    held = (
        "    def __init__(self, session: Session):\n        self.session = session\n\n    def get(self, id: int): ...\n"
    )
    project = opened(sibling=f"{SIBLING.format('CRUDBase')}{interface}class SQLItemRepository(ItemRepository):\n{held}")
    assert [each for each in project.findings.rows if each.key == "repository_base"] == []  # type: ignore[union-attr]
    assert project.conventions.repository_class == "SQL{Name}Repository"


def test_a_class_says_whom_it_is_for_in_several_ways() -> None:
    named = DAOS + "    entity_name = 'Item'\n"
    base = DAO.replace("        return session.get(", "        raise MissingError()\n        return session.get(")
    project = opened(base, named)
    known = found(project)
    assert known is not None
    assert (known.body, known.unlike) == ("model = {Entity}\nentity_name = '{Entity}'", "get")
    text = written(project)["app/crud/crud_tag.py"]
    assert '    model = Tag\n    entity_name = "Tag"\n' in text
    assert "    async def find" not in text
    assert "    def find_one_or_none_by_id(session: Session, data_id: int) -> Tag | None:" in text


def test_a_class_that_says_more_is_not_followed() -> None:
    project = opened(DAO, DAOS + "    table = 'items_v2'\n")
    assert found(project) is None
    assert "is told more than its model" in row(project).reason
