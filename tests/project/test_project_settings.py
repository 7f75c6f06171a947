"""``[tool.scaffold]``: only what differs is written, and it is read back to the same conventions."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from scaffold.dataclass import fields, replace
from scaffold.errors import ProjectError
from scaffold.project import Conventions, CrudBase, Name, Registry, open_project, settings_of, with_settings

ROOT = Path("/project")
MODEL = (
    "from sqlmodel import Field, SQLModel\n\n\nclass A(SQLModel, table=True):\n    id: int = Field(primary_key=True)\n"
)

OTHER = Conventions(
    python=(3, 13),
    pydantic=(2, 9),
    sqlmodel=(0, 0, 40),
    source_root="src",
    package="shop",
    layers={"model": "src/shop/models.py", "router": "src/shop/{package}/api.py", "admin": "src/shop/admin/{snake}.py"},
    support={**Conventions().support, "session": "src/shop/db.py"},
    main="src/shop/app.py",
    application="api",
    application_scope="create_app",
    models_package=None,
    exports={"schema": "src/shop/schemas/__init__.py:{Name}In,{Name}Read"},
    create_suffix="In",
    update_suffix="Patch",
    out_suffix="Read",
    schema_prefix="I",
    is_async=False,
    session_class=Name("sqlmodel", "Session"),
    session_dependency=Name("shop.db", "get_db"),
    session_provider=Name("shop.db", "get_db"),
    session_method="execute",
    pk="uuid",
    table_style="singular",
    explicit_table=False,
    model_base=Name("shop.base", "Base"),
    mixins=(Name("shop.base", "Stamped"),),
    registry=Registry(path="src/shop/app.py", style="list", receiver="ROUTERS", alias="{snake}_router"),
    router_name="{snake}_router",
    router_prefix="/admin/{plural}",
    router_tag="{Name}",
    router_path="/",
    item_parameter="id",
    update_method="put",
    list_style="envelope",
    list_envelope="Page[{Out}]",
    session_style="depends",
    session_attribute="session",
    session_parameter="db",
    async_tests="anyio",
    repository_style="generic",
    repository_class="{Name}Repo",
    service_style="class",
    service_class="{Name}Service",
    repository_base=CrudBase(base="shop.repo:Repo[{Entity}]", made="{Class}(session)", get="get(id: id)"),
    service_base=CrudBase(base="shop.service:Service", create="add(db: session, *, obj: data)"),
    repository_instance="{snake}_repo",
    service_instance="{plural}",
    instances_in_routers=True,
    named_arguments=True,
    relative_imports=True,
    tests_root="src",
    held_session="db",
    model_suffix="Row",
    schema_base=Name("pydantic", "BaseModel"),
    entity_base="schema",
    entity_base_last=True,
    entity_base_parents=(Name("shop.base", "Stamped"),),
    pk_name="uid",
    key_suffix="_uid",
    pk_inherited=True,
    timestamps=True,
    relations_apart=False,
    quoted_relations=True,
    table_prefix="t_",
    table_suffix="_tbl",
    served_as="asgi:api",
    alembic_ini=None,
    migrations="src/migrations",
    migrations_head="blog@head",
    line_length=100,
    formatter="black",
    quotes="single",
    client_fixture="api",
    interpreter=".venv/bin/python",
    shadow_url="postgresql://localhost/shadow",
    shadow_settings={"SECRET_KEY": "x"},
)


def opened(table: str, **files: str) -> Conventions:
    return open_project(ROOT, source={"pyproject.toml": table, "models.py": MODEL, **files}).conventions


def test_nothing_differs_from_what_was_found() -> None:
    assert settings_of(Conventions(), Conventions()) == {}


def test_every_convention_can_be_decided() -> None:
    same = {item.name for item in fields(Conventions) if getattr(OTHER, item.name) == getattr(Conventions(), item.name)}
    assert same == set()


def test_what_is_written_is_read_back() -> None:
    table = settings_of(OTHER, Conventions())
    assert replace(opened(with_settings("", table)), support=OTHER.support) == OTHER


def test_only_what_would_not_be_found_again_is_written() -> None:
    found = opened("")
    chosen = replace(found, create_suffix="In")
    text = with_settings("", settings_of(chosen, found))
    assert tomllib.loads(text) == {"tool": {"scaffold": {"create-suffix": "In"}}}
    assert opened(text) == chosen


def test_a_person_s_file_keeps_its_form() -> None:
    before = '# mine\n[project]\nname = "x"    # odd spacing\n\n[tool.scaffold]\npk = "int"  # decided\n\n[tool.ruff]\n'
    after = with_settings(before, {"pk": "uuid", "layers": {"service": False}})
    assert after.startswith('# mine\n[project]\nname = "x"    # odd spacing\n')
    assert 'pk = "uuid"  # decided\n' in after
    assert tomllib.loads(after)["tool"]["scaffold"] == {"pk": "uuid", "layers": {"service": False}}
    assert "\r\n" in with_settings(before.replace("\n", "\r\n"), {"pk": "uuid"})


def test_what_follows_from_a_decision_is_found_accordingly() -> None:
    here = opened('[tool.scaffold]\npackage = "shop"\n')
    assert here.layers["service"] == "shop/services/{snake}_service.py"


def test_a_layer_may_be_left_out_or_added() -> None:
    here = opened('[tool.scaffold.layers]\nservice = false\nadmin = "admin/{snake}.py"\n')
    assert "service" not in here.layers
    assert here.layers["admin"] == "admin/{snake}.py"


def test_tables_of_other_parts_are_let_through() -> None:
    opened('[tool.scaffold.check]\nselect = ["SCF1"]\n[tool.scaffold.migrations]\nlint-after = "a1"\n')


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ('modles = "x"', "unknown key 'modles' in [tool.scaffold]; did you mean 'layers.model'?"),
        ('sesion-style = "alias"', "unknown key 'sesion-style' in [tool.scaffold]; did you mean 'session-style'"),
        ('session-style = "alais"', "'alais' is none of its values; \"alias\""),
        ('async = "yes"', "'async' in [tool.scaffold] is not true or false"),
        ('session-class = "Session"', "'session-class' in [tool.scaffold] is not a name"),
        ("python-version = 3.11", "'python-version' in [tool.scaffold] is not a version"),
        ("line-length = true", "'line-length' in [tool.scaffold] is not a number"),
        ('layers = "app"', "'layers' in [tool.scaffold] is not a table"),
        ('layers.model = "app/{name}.py"', "{name} is no placeholder of a path"),
        ('layers.model = "../x.py"', "the path leaves the project"),
        ('layers.model = "/x.py"', "the path leaves the project"),
        ('support.sesion = "x.py"', "unknown key 'support.sesion'"),
        ('registry = {path = "a.py", styl = "call"}', "unknown key 'registry.styl'"),
        ('registry = {style = "call"}', "'registry' in [tool.scaffold] is not a table such as"),
        ('shadow.uri = "x"', "unknown key 'shadow.uri' in [tool.scaffold]; did you mean 'shadow.url'"),
        ('mixins = "a:B"', "'mixins' in [tool.scaffold] is not a list"),
    ],
)
def test_a_mistake_is_named_with_what_to_write(table: str, words: str) -> None:
    with pytest.raises(ProjectError) as caught:
        opened(f"[tool.scaffold]\n{table}\n")
    assert words in f"{caught.value.message}; {caught.value.hint}"
    assert "pyproject.toml" in caught.value.where
