"""What is found in a project is what is true of it: ten layouts, each value with the reason that its files give."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from away import PROJECTS

from scaffold.dataclass import replace
from scaffold.desired.layout import layout_of
from scaffold.desired.mounting import mounted_at
from scaffold.project import Conventions, Findings, Name, Registry, find_conventions, open_project
from scaffold.project.conventions import LAYERS
from scaffold.spec import Entity

SQLMODEL_ASYNC = Name("sqlmodel.ext.asyncio.session", "AsyncSession")
SQLALCHEMY_ASYNC = Name("sqlalchemy.ext.asyncio", "AsyncSession")
SYNC = Name("sqlmodel", "Session")
SQLMODEL = Name("sqlmodel", "SQLModel")
PYDANTIC = Name("pydantic", "BaseModel")

EXPECTED: dict[str, dict[str, Any]] = {
    "guide": {
        "package": "app",
        "python": (3, 11),
        "layers": {
            "model": "app/db/models/{snake}.py",
            "schema": "app/schemas/{snake}.py",
            "repository": "app/repositories/{snake}_repo.py",
            "service": "app/services/{snake}_service.py",
            "router": "app/routers/{plural}.py",
            "tests": "tests/test_{plural}.py",
        },
        "session_class": SQLALCHEMY_ASYNC,
        "session_method": "execute",
        "session_style": "annotated",
        "is_async": True,
        "models_package": "app/db/models/__init__.py",
        "registry": Registry(path="app/main.py", receiver="app"),
        "table_style": "plural",
        "explicit_table": True,
    },
    "one_file": {
        "python": (3, 12),
        "layers": {
            "model": "app/models.py",
            "schema": "app/models.py",
            "repository": "app/crud.py",
            "router": "app/api/routes/{plural}.py",
            "tests": "tests/api/routes/test_{plural}.py",
        },
        "out_suffix": "Public",
        "entity_base": "model",
        "pk": "uuid",
        "table_style": "sqlmodel",
        "explicit_table": False,
        "is_async": False,
        "session_class": SYNC,
        "session_provider": Name("app.api.deps", "get_db"),
        "session_dependency": Name("app.api.deps", "SessionDep"),
        "session_style": "alias",
        "list_style": "envelope",
        "list_envelope": "{Plural}Public",
        "router_path": "/",
        "item_parameter": "id",
        "update_method": "put",
        "repository_style": "functions",
        "models_package": None,
        "migrations": "app/alembic",
        "registry": Registry(path="app/api/main.py", receiver="api_router", line=7),
        "line_length": 100,
    },
    "domain_packages": {
        "package": "src",
        "main": "src/__init__.py",
        "pydantic": (2, 9),
        "sqlmodel": (0, 0, 22),
        "layers": {
            "model": "src/{plural}/models.py",
            "schema": "src/{plural}/schemas.py",
            "service": "src/{plural}/service.py",
            "router": "src/{plural}/routes.py",
            "tests": "src/tests/test_{snake}.py",
        },
        "create_suffix": "CreateModel",
        "update_suffix": "UpdateModel",
        "out_suffix": "Model",
        "schema_base": PYDANTIC,
        "pk": "uuid",
        "pk_name": "uid",
        "session_class": SQLMODEL_ASYNC,
        "session_style": "depends",
        "service_style": "class",
        "service_class": "{Name}Service",
        "router_name": "{snake}_router",
        "item_parameter": "{snake}_uid",
        "key_suffix": "_uid",
        "models_package": "migrations/env.py",
        "formatter": "black",
        "registry": Registry(
            path="src/__init__.py",
            receiver="app",
            imports="router",
            prefix="include",
            alias="{snake}_router",
            arguments='prefix=f"/api/{version}/{plural}", tags=["{plural}"]',
            line=11,
        ),
    },
    "tutorial": {
        "package": "",
        "main": "main.py",
        "layers": {"model": "main.py", "schema": "main.py", "router": "main.py", "tests": "tests/test_{plural}.py"},
        "is_async": False,
        "session_style": "alias",
    },
    "flat": {
        "package": "",
        "main": "main.py",
        "layers": {
            "model": "models.py",
            "schema": "models.py",
            "router": "api/{plural}.py",
            "tests": "tests/test_{plural}.py",
        },
        "out_suffix": "Read",
        "is_async": False,
        "session_provider": Name("database", "get_session"),
        "session_style": "depends",
        "registry": Registry(path="main.py", receiver="app"),
    },
    "toolbox": {
        "package": "src",
        "main": "src/main.py",
        "layers": {
            "model": "src/tools/{package}/models.py",
            "schema": "src/tools/{package}/schemas.py",
            "service": "src/tools/{package}/service.py",
            "router": "src/tools/{package}/router.py",
            "tests": "tests/test_{plural}.py",
        },
        "is_async": False,
        "session_class": SYNC,
        "session_provider": Name("src.db", "get_session"),
        "session_dependency": Name("src.dependencies", "SessionDep"),
        "session_style": "default",
        "router_prefix": "/tools/{route}",
        "router_tag": "{Plural}",
        "router_path": "/",
        "item_parameter": "id",
        "update_method": "put",
        "alembic_ini": None,
        "migrations": None,
        "models_package": "src/db.py",
        "registry": Registry(
            path="src/main.py", style="list", receiver="routers", imports="router", alias="{plural}_router", line=14
        ),
    },
    "generic_repositories": {
        "source_root": "src",
        "package": "shop",
        "main": "src/shop/main.py",
        "application": "app",
        "application_scope": "create_app",
        "layers": {
            "model": "src/shop/models/{snake}.py",
            "schema": "src/shop/schemas/{snake}.py",
            "repository": "src/shop/repositories/{snake}_repository.py",
            "service": "src/shop/services/{snake}_service.py",
            "router": "src/shop/routers/{plural}.py",
            "tests": "tests/test_{plural}.py",
        },
        "model_base": Name("shop.db.base", "Base"),
        "mixins": (Name("shop.db.base", "Timestamps"),),
        "timestamps": True,
        "pk_inherited": True,
        "table_style": "plural",
        "table_prefix": "shop_",
        "explicit_table": False,
        "session_class": SQLALCHEMY_ASYNC,
        "session_style": "annotated",
        "session_parameter": "db",
        "session_method": "execute",
        "repository_style": "holding",
        "repository_class": "{Name}Repository",
        "service_style": "static",
        "models_package": None,
        "alembic_ini": None,
        "migrations": "src/shop/migrations",
        "line_length": 110,
        "formatter": "black",
        "client_fixture": "api",
    },
    "versioned": {
        "sqlmodel": (0, 0, 16),
        "layers": {
            "model": "app/models/{plural}.py",
            "schema": "app/models/{plural}.py",
            "router": "app/api/v1/endpoints/{plural}.py",
            "tests": "app/tests/test_{plural}.py",
        },
        "out_suffix": "Read",
        "entity_base": "model",
        "session_style": "depends",
        "session_parameter": "db",
        "models_package": "app/models/__init__.py",
        "registry": Registry(
            path="app/api/v1/api.py",
            receiver="api_router",
            prefix="include",
            arguments='prefix="/{plural}", tags=["{Plural}"]',
            line=8,
        ),
    },
    "context_session": {
        "python": (3, 10),
        "package": "server",
        "layers": {
            "model": "server/entity/{snake}_entity.py",
            "schema": "server/schema/{snake}_schema.py",
            "router": "server/controller/{snake}_controller.py",
            "tests": "tests/test_{plural}.py",
        },
        "model_suffix": "Entity",
        "table_prefix": "sys_",
        "table_style": "singular",
        "model_base": Name("server.entity.base", "BaseEntity"),
        "mixins": (Name("server.entity.base", "Stamped"),),
        "pk_inherited": True,
        "session_style": "context",
        "session_provider": Name("server.database", "db_session"),
        "session_class": SQLALCHEMY_ASYNC,
        "session_method": "execute",
        "registry": Registry(
            path="server/router.py",
            receiver="router",
            imports="router",
            prefix="include",
            scope="create_router",
            alias="{snake}_router",
            arguments='tags=["{snake}"], prefix="/{snake}"',
            line=8,
        ),
        "line_length": 120,
    },
    "newest_syntax": {
        "python": (3, 14),
        "session_provider": Name("app.deps", "get_session"),
        "session_dependency": Name("app.deps", "SessionDep"),
        "session_style": "alias",
        "session_class": SQLMODEL_ASYNC,
    },
    "monorepo/backend": {
        "python": (3, 13),
        "pydantic": (2, 12),
        "sqlmodel": (0, 0, 44),
        "layers": {
            "model": "app/models/{snake}.py",
            "schema": "app/schemas/{snake}.py",
            "router": "app/routers/{snake}.py",
            "tests": "tests/{snake}_test.py",
        },
        "pk": "str",
        "create_suffix": "In",
        "update_suffix": "Patch",
        "out_suffix": "Response",
        "session_provider": Name("app.core.db.session", "session_scope"),
        "session_dependency": Name("app.core.db.session", "DatabaseSession"),
        "alembic_ini": "app/core/db/migrations/alembic.ini",
        "migrations": "app/core/db/migrations",
        "registry": Registry(
            path="app/routers/__init__.py",
            style="list",
            receiver="ALL",
            imports="router",
            alias="{snake}_router",
            line=3,
        ),
    },
    "monorepo/billing": {"is_async": False, "session_class": SYNC, "models_package": None},
}


def found_in(name: str) -> Findings:
    findings = open_project(PROJECTS / name).findings
    assert findings is not None
    return findings


@pytest.mark.parametrize("name", EXPECTED)
def test_what_is_found_is_true(name: str) -> None:
    conventions = found_in(name).conventions
    expected = replace(conventions, **EXPECTED[name])
    assert conventions == expected


@pytest.mark.parametrize("name", EXPECTED)
def test_every_value_has_a_reason_and_a_place_that_exists(name: str) -> None:
    project = open_project(PROJECTS / name)
    for row in found_in(name).rows:
        assert row.reason
        assert not row.path or (PROJECTS / name / row.path).exists(), row
        if row.line:
            assert row.line <= project.files[row.path].count("\n") + 1, row


@pytest.mark.parametrize("name", EXPECTED)
def test_no_value_is_found_twice(name: str) -> None:
    keys = [row.key for row in found_in(name).rows]
    assert sorted(keys) == sorted(set(keys))


def test_an_empty_project_gets_the_usual_layout_and_nothing_is_sure() -> None:
    findings = find_conventions({})
    assert findings.conventions.layers == Conventions().layers
    assert find_conventions({"shop/__init__.py": ""}).conventions.layers["model"] == "shop/db/models/{snake}.py"
    assert not any(row.sure for row in findings.rows if row.key.startswith("layers."))


def test_line_ends_and_byte_order_marks_change_nothing(tmp_path: Path) -> None:
    shutil.copytree(PROJECTS / "versioned", tmp_path / "versioned")
    for path in (tmp_path / "versioned").rglob("*.py"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert open_project(tmp_path / "versioned").conventions == found_in("versioned").conventions


def test_the_project_of_our_own_defaults_is_the_default() -> None:
    """What an application in the usual layout has is what a new one gets."""
    usual = Conventions()
    assert tuple(usual.layers) == LAYERS


LOADED = """import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from fastapi import FastAPI
from settings import settings
app = FastAPI()
def register(path, prefix=settings.api):
    spec = spec_from_file_location("routers." + path.stem, path)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    app.include_router(module.router, prefix=prefix)
    return module.router
ROUTERS = [register(path) for folder in [Path("routers")] for path in folder.glob("*.py")]
"""
REGISTRIES = {
    "computed": (
        "from fastapi import FastAPI\nimport plugins\napp = FastAPI()\n"
        "for r in plugins.load():\n    app.include_router(r)\n",
        "computed",
        False,
    ),
    "globbed": (
        "import importlib\nfrom pathlib import Path\nfrom fastapi import FastAPI\napp = FastAPI()\n"
        "for p in Path('routers').glob('*.py'):\n    app.include_router(importlib.import_module(p.stem).router)\n",
        "auto",
        True,
    ),
    "loaded one by one": (LOADED, "auto", True),
    "loaded elsewhere": (
        "import importlib\nimport os\nfrom fastapi import FastAPI\napp = FastAPI()\n"
        "def modules():\n    return [importlib.import_module(n[:-3]) for n in os.listdir('routers')]\n"
        "def register():\n    for m in modules():\n        app.include_router(m.router)\n",
        "auto",
        True,
    ),
    "listed": (
        "from fastapi import FastAPI\nfrom routers import users\napp = FastAPI()\nROUTERS = (users.router,)\n"
        "for r in ROUTERS:\n    app.include_router(r)\n",
        "list",
        True,
    ),
    "comprehended": (
        "from fastapi import FastAPI\nfrom routers import users\napp = FastAPI()\nall_routers = [users.router]\n"
        "[app.include_router(r) for r in all_routers]\n",
        "list",
        True,
    ),
    "called": (
        "from fastapi import FastAPI\nfrom routers import users\napp = FastAPI()\n"
        "app.include_router(router=users.router)\n",
        "call",
        True,
    ),
}


@pytest.mark.parametrize("name", REGISTRIES)
def test_a_registry_is_written_to_only_where_that_is_sure(name: str) -> None:
    text, style, sure = REGISTRIES[name]
    files = {
        "main.py": text,
        "models.py": "from sqlmodel import *\n"
        "class User(SQLModel, table=True):\n    id: int = Field(primary_key=True)\n",
        "routers/users.py": "from fastapi import APIRouter\nrouter = APIRouter()\n"
        "@router.get('')\ndef list_users(): ...\n",
    }
    findings = find_conventions(files)
    (row,) = [row for row in findings.rows if row.key == "registry"]
    registry = findings.conventions.registry
    assert registry is not None
    assert (registry.style, row.sure) == (style, sure)


def test_of_two_sessions_the_one_in_use_is_meant() -> None:
    session = "from sqlmodel import Session\n\n\ndef get_session():\n    with Session(engine) as s:\n        yield s\n"
    files = {
        "app/first.py": session,
        "app/second.py": session,
        "app/routes.py": "from fastapi import APIRouter, Depends\nfrom app.second import get_session\n\n\n"
        "def read(db=Depends(get_session)): ...\n",
    }
    assert find_conventions(files).conventions.session_provider == Name("app.second", "get_session")


def test_the_layers_of_an_entity_are_where_they_stand() -> None:
    models = open_project(PROJECTS / "one_file").models
    assert models["Hero"].paths == {
        "model": "app/models.py",
        "schema": "app/models.py",
        "repository": "app/crud.py",
        "router": "app/api/routes/heroes.py",
        "tests": "tests/api/routes/test_heroes.py",
    }
    assert set(models["Team"].paths) == {"model", "schema", "repository", "router"}


def test_a_plural_of_the_project_s_own_is_kept() -> None:
    model = "from sqlmodel import *\n\n\nclass {}(SQLModel, table=True):\n    id: int = Field(primary_key=True)\n"
    router = "from fastapi import APIRouter\nrouter = APIRouter()\n@router.get('/')\ndef read_all(): ...\n"
    names = {"heros": "Hero", "teams": "Team", "auth": "User"}
    files = {f"app/models/{plural}.py": model.format(name) for plural, name in names.items()}
    files |= {f"app/routers/{plural}.py": router for plural in names}
    models = open_project(Path("/project"), source=files).models
    assert {name: model.entity.plural for name, model in models.items()} == {
        "Hero": "heros",
        "Team": None,
        "User": None,
    }


ONE_ENTITY = {
    "main.py": "from fastapi import FastAPI\napp = FastAPI()\n",
    "FOLDER/models.py": "from sqlmodel import *\n"
    "class Hero(SQLModel, table=True):\n    id: int = Field(primary_key=True)\n",
    "FOLDER/schemas.py": "from sqlmodel import *\nclass HeroCreate(SQLModel):\n    name: str\n",
    "FOLDER/router.py": "from fastapi import APIRouter\nfrom .models import Hero\nrouter = APIRouter()\n"
    "@router.get('/')\ndef list_heroes() -> list[Hero]: ...\n",
}


@pytest.mark.parametrize("folder", ["app", "app/api", "app/core"])
def test_the_only_files_of_a_layer_are_for_all_entities(folder: str) -> None:
    files = {path.replace("FOLDER", folder) if "/" in path else f"app/{path}": t for path, t in ONE_ENTITY.items()}
    layers = open_project(Path("/project"), source=files).conventions.layers
    assert (layers["model"], layers["router"]) == (f"{folder}/models.py", f"{folder}/router.py")


@pytest.mark.parametrize("folder", ["app/people", "src/app/modules/people"])
def test_the_only_package_of_a_domain_is_not_for_all_entities(folder: str) -> None:
    top = folder.rpartition("/")[0]
    main = f"{top.removesuffix('/modules')}/main.py"
    files = {path.replace("FOLDER", folder) if "/" in path else main: t for path, t in ONE_ENTITY.items()}
    project = open_project(Path("/project"), source=files)
    layers = project.conventions.layers
    assert (layers["model"], layers["router"]) == (f"{top}/{{package}}/models.py", f"{top}/{{package}}/router.py")
    assert layers["schema"] == f"{top}/{{package}}/schemas.py"
    assert project.models["Hero"].entity.package == "people"


def test_a_package_for_each_domain_is_no_file_for_all() -> None:
    model = "class {}(SQLModel, table=True):\n    id: int = Field(primary_key=True)\n\n\n"
    router = "from fastapi import APIRouter\nrouter = APIRouter()\n@router.get('/')\ndef list_{}s(): ...\n"
    domains = {"blog": ("Post", "Comment"), "shop": ("Order", "Item"), "users": ("User",)}
    files = {}
    for domain, names in domains.items():
        classes = "".join(model.format(name) for name in names)
        files[f"app/{domain}/models.py"] = f"from sqlmodel import *\n\n\n{classes}"
        files[f"app/{domain}/router.py"] = router.format(names[0].lower())
    project = open_project(Path("/project"), source=files)
    layers = project.conventions.layers
    assert (layers["model"], layers["router"]) == ("app/{package}/models.py", "app/{package}/router.py")
    assert {name: model.entity.package for name, model in project.models.items()} == {
        "Post": "blog",
        "Comment": "blog",
        "Order": "shop",
        "Item": "shop",
        "User": "users",
    }
    assert project.models["Post"].paths == {"model": "app/blog/models.py", "router": "app/blog/router.py"}


CREATES_ALL = "from sqlmodel import SQLModel, create_engine\nSQLModel.metadata.create_all(create_engine('sqlite://'))\n"


def test_a_project_that_makes_its_tables_itself_has_no_migrations() -> None:
    tests_alone = find_conventions({"tests/conftest.py": CREATES_ALL}).conventions
    asks_for_alembic = find_conventions({"requirements.txt": "alembic==1.13\n", "app/db.py": CREATES_ALL}).conventions
    assert tests_alone.migrations == asks_for_alembic.migrations == "migrations"
    made = find_conventions({"app/db.py": CREATES_ALL})
    assert made.conventions.migrations is None
    assert made.conventions.alembic_ini is None
    (row,) = (row for row in made.rows if row.key == "migrations")
    assert (row.path, row.line) == ("app/db.py", 2)


@pytest.mark.parametrize(
    ("code", "dependencies", "found"),
    [
        ("name: str = Field(default=\"it's\", alias='x')", "", "double"),
        ("name: str = Field(default='\"', alias='x')  # it's", "", "single"),
        ("name: str = Field(default='x', alias='x')", "black", "double"),
    ],
)
def test_strings_are_quoted_as_siblings_are(code: str, dependencies: str, found: str) -> None:
    files = {
        "pyproject.toml": f'[project]\ndependencies = ["sqlmodel", "{dependencies or "fastapi"}"]\n',
        "app/models.py": f"from sqlmodel import *\nclass Hero(SQLModel, table=True):\n    {code}\n",
    }
    assert open_project(Path("/project"), source=files).conventions.quotes == found


def test_a_path_parameter_that_is_no_key_is_no_rule() -> None:
    model = "from sqlmodel import *\n\n\nclass Shop(SQLModel, table=True):\n    id: int = Field(primary_key=True)\n"
    router = "from fastapi import APIRouter\nrouter = APIRouter()\n@router.get('/{PARAMETER}')\ndef read(): ...\n"
    for parameter, found in (("address", "{snake}_id"), ("id", "id"), ("shop_key", "{snake}_key")):
        text = router.replace("PARAMETER", parameter)
        files = {"app/models/shop.py": model, "app/routers/shop.py": text}
        assert find_conventions(files).conventions.item_parameter == found


ME = "from fastapi import *\nfrom app.models import User, UserOut\nrouter = APIRouter(prefix='/user')\n"
ANSWERS = "from sqlmodel import *\n\n\nclass User(SQLModel, table=True):\n    id: int = Field(primary_key=True)\n\n\n"


@pytest.mark.parametrize(
    ("answer", "fields", "style", "sure"),
    [
        ("UserOut", "id: int", None, True),  # the user who asks, and no collection
        ("UserOut", "rows: list[User]\n    count: int", "envelope", True),
        ("UserOut", "rows: list[User]\n    page: int", "bare", False),
        ("list[User]", "id: int", "bare", True),
    ],
)
def test_what_a_collection_answers(answer: str, fields: str, style: str | None, sure: bool) -> None:
    files = {
        "app/main.py": "from fastapi import *\nfrom app.routers import user\napp = FastAPI()\n",
        "app/models.py": f"{ANSWERS}class UserOut(SQLModel):\n    {fields}\n",
        "app/routers/user.py": f"{ME}@router.get('')\ndef users() -> {answer}: ...\n",
    }
    found = find_conventions(files)
    row = next((each for each in found.rows if each.key == "list_style"), None)
    assert (row.value if row else None) == style
    assert row is None or row.sure is sure


@pytest.mark.parametrize(
    ("names", "suffixes"),
    [
        (("HeroCreate", "HeroUpdate", "HeroRead"), ("Create", "Update", "Read")),
        (("CreateHero", "UpdateHero", "ReadHero"), ("Create{Name}", "Update{Name}", "Read{Name}")),
        (("NewHero", "EditHero", "HeroOut"), ("New{Name}", "Edit{Name}", "Out")),
        (("HeroCreateDto", "HeroUpdateDto", "HeroReadDto"), ("CreateDto", "UpdateDto", "ReadDto")),
        (("HeroDTOCreate", "HeroDTOUpdate", "HeroDTO"), ("DTOCreate", "DTOUpdate", "DTO")),
        (("HeroDTOCreate",), ("DTOCreate", "DTOUpdate", "DTOOut")),
        (("CreateHero",), ("Create{Name}", "Update{Name}", "Out")),
        (("HeroCreateCmd", "UpdateHeroCmd"), ("CreateCmd", "Update{Name}Cmd", "Out")),
        (("HeroCreate",), ("Create", "Update", "Out")),
        (("HeroSchemaCreate", "HeroSchemaUpdate", "HeroSchema"), ("SchemaCreate", "SchemaUpdate", "Schema")),
        (("HeroCreate", "HeroUpdate", "HeroInfo"), ("Create", "Update", "Info")),
    ],
)
def test_schemas_are_named_before_or_behind_the_entity(names: tuple[str, ...], suffixes: tuple[str, ...]) -> None:
    schemas = "from pydantic import BaseModel\n" + "".join(
        f"class {name}(BaseModel):\n    name: str\n" for name in names
    )
    table = "class Hero(SQLModel, table=True):\n    id: int = Field(primary_key=True)\n"
    files = {
        "app/models.py": f"from sqlmodel import *\n{table}",
        "app/schemas.py": schemas,
        "app/main.py": "from fastapi import FastAPI\napp = FastAPI()\n",
    }
    project = open_project(Path("/project"), source=files)
    found = project.conventions
    assert (found.create_suffix, found.update_suffix, found.out_suffix) == suffixes
    layout = layout_of(Entity(name="Team"), project)
    assert (layout.create, layout.update, layout.out)[: len(names)] == tuple(n.replace("Hero", "Team") for n in names)


SETTINGS = "from pydantic_settings import BaseSettings\n\n\nclass Settings(BaseSettings):\n    database_url: str = ''\n"
GETTER = "\n\ndef get_settings() -> Settings:\n    return Settings()\n"


@pytest.mark.parametrize(
    ("files", "home"),
    [
        ({"config/settings.py": SETTINGS + GETTER}, "config/settings.py"),
        ({"config/settings.py": SETTINGS + "\n\nsettings = Settings()\n"}, "config/settings.py"),
        (
            {
                "config/settings.py": SETTINGS + GETTER,
                "config/__init__.py": "from config.settings import get_settings\nsettings = get_settings()\n",
            },
            "config/__init__.py",
        ),
        (
            {
                "config/settings.py": SETTINGS,
                "config/live.py": "from config.settings import Settings\nsettings = Settings()\n",
            },
            "config/live.py",
        ),
    ],
)
def test_settings_are_where_they_are_made(files: dict[str, str], home: str) -> None:
    made = find_conventions({"main.py": "from fastapi import FastAPI\napp = FastAPI()\n", **files}).conventions
    assert made.support["config"] == home


def test_where_routers_are_loaded_from_a_folder_nothing_else_goes_there_and_the_prefix_is_known(tmp_path: Path) -> None:
    files = {
        "main.py": LOADED,
        "settings.py": "class settings:\n    api = '/v1'\n",
        "models.py": "from sqlmodel import *\n"
        "class User(SQLModel, table=True):\n    id: int = Field(primary_key=True)\n",
        "routers/users.py": "from fastapi import APIRouter\nrouter = APIRouter()\n"
        "@router.get('')\ndef list_users(): ...\n",
    }
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text)
    project = open_project(tmp_path)
    assert project.conventions.layers["router"] == "routers/{plural}.py"
    assert not [path for key, path in project.conventions.support.items() if path.startswith("routers/")]
    assert mounted_at(project) == "/v1"


@pytest.mark.parametrize(
    ("fields", "base"),
    [
        ("    model_config = {}", Name("app.dto", "Query")),
        ("    sort: str = 'desc'", Name("app.dto", "Plain")),
        ("    id: int | None = None", Name("app.dto", "Plain")),
    ],
)
def test_a_base_whose_fields_a_client_could_send_is_no_parent_of_new_schemas(fields: str, base: Name) -> None:
    files = {
        "app/models.py": "from sqlmodel import *\nclass User(SQLModel, table=True):\n"
        "    id: int = Field(primary_key=True)\n",
        "app/dto.py": "from pydantic import BaseModel\nclass Plain(BaseModel):\n    pass\n"
        f"class Query(Plain):\n{fields}\nclass UserQuery(Query):\n    name: str\n",
    }
    assert find_conventions(files).conventions.schema_base == base


@pytest.mark.parametrize(
    ("standing", "layer", "place"),
    [
        ("app/other.py", "model", "app/db/models/{snake}.py"),
        ("app/db.py", "model", "app/models/{snake}.py"),
        ("app/schemas.py", "schema", "app/schemas.py"),
        ("app/services.py", "service", "app/services.py"),
    ],
)
def test_a_usual_place_hides_no_module_that_is_there(standing: str, layer: str, place: str) -> None:
    files = {"app/main.py": "from fastapi import FastAPI\n\napp = FastAPI()\n", standing: "import sqlmodel\n"}
    assert find_conventions(files).conventions.layers[layer] == place


HERO = "class Hero(SQLModel, table=True):\n    id: int = Field(primary_key=True)\n"


@pytest.mark.parametrize(
    ("heads", "named"),
    [
        (("session: Session, name: str",), False),
        (("*, session: Session, name: str",), True),
        (("*, session: Session", "*, session: Session", "session: Session"), True),
        (("session: Session, *, name: str",), False),
    ],
)
def test_functions_that_take_everything_by_name(heads: tuple[str, ...], named: bool) -> None:
    functions = "".join(f"\n\ndef get_hero_{number}({head}): ...\n" for number, head in enumerate(heads))
    files = {
        "app/models.py": f"from sqlmodel import *\n{HERO}",
        "app/crud.py": f"from sqlmodel import Session\nfrom app.models import Hero\n{functions}",
        "app/main.py": "from fastapi import FastAPI\napp = FastAPI()\n",
    }
    assert find_conventions(files).conventions.named_arguments is named


@pytest.mark.parametrize(
    ("imports", "relative"),
    [
        (("app.models", "app.db", "app.errors"), False),
        (("..models", "..db", "app.errors"), False),
        (("..models",), False),
        (("..models", "..db", "..errors"), True),
    ],
)
def test_modules_that_import_each_other_relatively(imports: tuple[str, ...], relative: bool) -> None:
    files = {
        "app/__init__.py": "",
        "app/models.py": f"from sqlmodel import *\n{HERO}",
        "app/db.py": "",
        "app/errors.py": "",
        "app/api/heroes.py": "".join(f"from {module} import x\n" for module in imports),
        "app/main.py": "from fastapi import FastAPI\napp = FastAPI()\n",
    }
    assert find_conventions(files).conventions.relative_imports is relative


@pytest.mark.parametrize(
    ("tested", "root"),
    [("app.main", ""), ("src.app.main", "src"), ("src.app.main import app\nfrom app.models", "")],
)
def test_tests_that_import_through_the_source_root(tested: str, root: str) -> None:
    files = {
        "src/app/__init__.py": "",
        "src/app/models.py": f"from sqlmodel import *\n{HERO}",
        "src/app/api/heroes.py": "from ..models import Hero\nfrom ..main import app\n",
        "src/app/api/teams.py": "from ..models import Hero\nfrom ..main import app\n",
        "src/app/main.py": "from fastapi import FastAPI\napp = FastAPI()\n",
        "src/migrations/env.py": "from app.models import Hero\n",
        "tests/conftest.py": f"from {tested} import x\n",
    }
    found = find_conventions(files).conventions
    assert (found.source_root, found.tests_root) == ("src", root)
