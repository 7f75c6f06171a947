"""Imports come with the code that needs them, and leave with it."""

from __future__ import annotations

import pytest
from merging import follow, is_clean, is_disputed, meet, part, take_back

from scaffold.merge import Settle

WANTED = "from sqlmodel import Field\n\n\nclass User:\n    posts: int = Field()\n"


def with_import(host: str) -> str:
    merged = part(host + "\n\nclass User:\n    id: int\n", WANTED)
    assert merged.conflicts == ()
    assert merged.text is not None
    top, _, _ = merged.text.partition("\n\nclass User")
    back = take_back(merged)
    assert back.text == host + "\n\nclass User:\n    id: int\n"
    return top


@pytest.mark.parametrize(
    ("host", "result"),
    [
        ("from sqlmodel import SQLModel\n", "from sqlmodel import Field, SQLModel\n"),
        ("from sqlmodel import AA, Zed, col\n", "from sqlmodel import AA, Field, Zed, col\n"),
        ("from sqlmodel import Zed, SQLModel\n", "from sqlmodel import Zed, SQLModel, Field\n"),
        ("from sqlmodel import (\n    SQLModel,\n)\n", "from sqlmodel import (\n    Field,\n    SQLModel,\n)\n"),
        (
            "from sqlmodel import (SQLModel,\n                      select)\n",
            "from sqlmodel import (Field,\n                      SQLModel,\n                      select)\n",
        ),
        (
            "from sqlmodel import SQLModel, \\\n    select\n",
            "from sqlmodel import Field, \\\n    SQLModel, \\\n    select\n",
        ),
        (
            "from sqlmodel import (  # a\n    SQLModel,  # b\n    # c\n)\n",
            "from sqlmodel import (  # a\n    Field,\n    SQLModel,  # b\n    # c\n)\n",
        ),
        (
            "from sqlmodel import SQLModel as Base\n",
            "from sqlmodel import Field\nfrom sqlmodel import SQLModel as Base\n",
        ),
        ("from sqlmodel import A, B as C\n", "from sqlmodel import A, B as C, Field\n"),
        ("import os\n\nfrom pydantic import B\n", "import os\n\nfrom pydantic import B\nfrom sqlmodel import Field\n"),
        ("import os\n\nfrom zoo import B\n", "import os\n\nfrom sqlmodel import Field\nfrom zoo import B\n"),
        ("import os\n", "import os\n\nfrom sqlmodel import Field\n"),
        ("from app.x import y\n", "from sqlmodel import Field\n\nfrom app.x import y\n"),
        ("from .x import y\n", "from sqlmodel import Field\n\nfrom .x import y\n"),
        ("from __future__ import annotations\n", "from __future__ import annotations\n\nfrom sqlmodel import Field\n"),
        ("import os; import sys\n", "import os; import sys\n\nfrom sqlmodel import Field\n"),
        (
            "from sqlmodel import Enum, Session, SQLModel, create_engine\n",
            "from sqlmodel import Enum, Field, Session, SQLModel, create_engine\n",
        ),
        (
            "from sqlmodel import Enum, SQLModel, Session, create_engine\n",
            "from sqlmodel import Enum, Field, SQLModel, Session, create_engine\n",
        ),
    ],
)
def test_where_an_import_goes_and_that_it_leaves_again(host, result):
    assert with_import(host) == result


@pytest.mark.parametrize(
    ("host", "added"),
    [
        ("from app.user import A\n", "from app.post import post\n"),
        ("from app.user import A\nfrom .team import B\n", "from app.post import post\n"),
        ("import os\n", "from app.post import post\n"),
        ("from .user import A\n", "from .post import post\n"),
    ],
)
def test_a_module_of_the_project_is_reached_as_the_file_reaches_the_others(host, added):
    there = f"{host}\n\nclass User:\n    id: int\n"
    merged = part(there, "from app.post import post\n\n\nclass User:\n    posts: int = post()\n", path="app/main.py")
    assert added in merged.text
    assert take_back(merged, path="app/main.py").text == there


def test_a_comment_above_the_first_import_of_a_section_stays_on_top():
    host = "import os\n\n# the models, by table\nfrom zoo import B\nfrom zoo2 import C\n"
    assert with_import(host) == host.replace("from zoo import", "from sqlmodel import Field\nfrom zoo import")
    alone = "import os\n\n# mine\nfrom zoo import B\n"
    assert with_import(alone) == alone.replace("from zoo import", "from sqlmodel import Field\nfrom zoo import")


def test_statements_sorted_by_module_stay_so():
    host = "import alpha\nfrom beta import B\nimport zoo\n"
    assert with_import(host) == host.replace("import zoo", "from sqlmodel import Field\nimport zoo")
    plain = "import alpha\nimport zoo\nfrom beta import B\n"
    assert with_import(plain) == f"{plain}from sqlmodel import Field\n"


def test_one_name_a_line_stays_so():
    host = "from sqlmodel import SQLModel\nfrom sqlmodel import col\n"
    assert with_import(host) == f"from sqlmodel import Field\n{host}"


def test_a_section_of_its_own_stands_where_the_template_has_it():
    wanted = "from sqlmodel import Field\n\nfrom blog.x import Y\n\n\nclass User:\n    a: Y = Field()\n"
    merged = part("from zoo import B\n\n\nclass User:\n    id: int\n", wanted)
    assert merged.text.startswith("from sqlmodel import Field\nfrom zoo import B\n\nfrom blog.x import Y\n")


def test_what_the_template_tells_its_tools_comes_along():
    wanted = WANTED.replace("import Field", "import Field  # type: ignore[attr-defined]")
    host = "import os\n\n\nclass User:\n    id: int\n"
    merged = part(host, wanted)
    assert "from sqlmodel import Field  # type: ignore[attr-defined]\n" in merged.text
    assert take_back(merged).text == host
    beside = part(f"from sqlmodel import SQLModel\n{host}", wanted)
    assert "from sqlmodel import Field, SQLModel  # type: ignore[attr-defined]\n" in beside.text


@pytest.mark.parametrize(
    "host",
    [
        "from sqlmodel import Field\n",
        "from sqlmodel import *\n",
        "try:\n    from sqlmodel import Field\nexcept ImportError:\n    Field = None\n",
        "if x:\n    from sqlmodel import Field\nelse:\n    from sqlmodel import Field\n",
        "try:\n    from sqlmodel import Field\nexcept ImportError:\n    from other import Field\n",
        "import os; from sqlmodel import Field\n",
    ],
)
def test_an_import_that_is_there_is_enough(host):
    assert with_import(host) == host


def test_a_line_that_gets_too_long_is_exploded():
    host = "from sqlmodel import " + ", ".join(f"Name{i}" for i in range(9)) + "\n"
    assert "import (\n    Field,\n    Name0,\n" in part(host + "\n\nclass User:\n    id: int\n", WANTED).text


@pytest.mark.parametrize(
    "host",
    [
        "from pydantic import Field\n",
        "class Field: ...\n",
        "Field = 1\n",
        "import Field\n",
        "def Field(): ...\n",
        "try:\n    from pydantic import Field\nexcept E:\n    pass\n",
    ],
)
def test_a_name_that_means_something_else_is_never_bound_again(host):
    text = host + "\n\nclass User:\n    id: int\n"
    merged = part(text, WANTED)
    is_disputed(merged, text, "User.posts")
    assert "`Field` is" in merged.conflicts[0].reason
    assert part(text, WANTED, settle=Settle(default="theirs")).text == text
    is_clean(part(text, WANTED, settle=Settle(default="mine")), text)


@pytest.mark.parametrize(
    ("ours", "wanted"),
    [
        ("from app.models import User", "from app.models.user import User"),
        ("from app.models.user import User", "from app.models import User"),
        ("from typing_extensions import User", "from typing import User"),
        ("from starlette.x import User", "from fastapi import User"),
        ("from .models import User", "from app.models import User"),
        ("import app.user as User", "from app import user as User"),
    ],
)
def test_the_same_thing_by_another_way(ours, wanted):
    host = f"{ours}\n\n\nclass A:\n    x: int\n"
    merged = part(host, f"{wanted}\n\n\nclass A:\n    y: User\n", path="app/x.py")
    is_clean(merged, host + "    y: User\n")


def test_the_same_thing_under_an_alias_is_said():
    host = "from sqlmodel import Field as F\n\n\nclass User:\n    id: int = F()\n"
    merged = part(host, WANTED)
    assert merged.text.startswith("from sqlmodel import Field\nfrom sqlmodel import Field as F\n")
    assert "imported as `F`" in merged.notices[0]


def test_an_import_that_a_person_or_ruff_removed_comes_back_only_with_need():
    base = "from sqlmodel import Field, col\n\n\nclass A:\n    x: int = Field(col)\n"
    ours = "class A:\n    mine: int\n"
    is_clean(follow(base, ours, base.replace("    x:", "    y: int\n    x:")), "class A:\n    mine: int\n    y: int\n")
    is_clean(
        follow(base, ours, base.replace("    x:", "    y: int = Field()\n    x:")),
        "from sqlmodel import Field\n\n\nclass A:\n    mine: int\n    y: int = Field()\n",
    )


def test_an_import_that_a_person_uses_now_stays():
    base = "from sqlmodel import Field\n\n\nclass A:\n    x: int = Field()\n    y: int\n"
    ours = base + "    mine: int = Field()\n"
    merged = follow(base, ours, "class A:\n    y: int\n")
    is_clean(merged, "from sqlmodel import Field\n\n\nclass A:\n    y: int\n    mine: int = Field()\n")


@pytest.mark.parametrize("use", ["x: 'Field'", "x = 'list[Field]'", "def f(a: Field): ...", "__all__ = ['Field']"])
def test_what_counts_as_a_use(use):
    base = "from sqlmodel import Field\n\n\nclass A:\n    y: int = Field()\n"
    ours = base + f"\n\n{use}\n"
    merged = follow(base, ours, "class A:\n    y: int\n")
    assert merged.text.startswith("from sqlmodel import Field\n")


def test_a_mention_in_a_docstring_is_no_use():
    base = "from sqlmodel import Field\n\n\nclass A:\n    y: int = Field()\n"
    ours = base + '\n\ndef mine():\n    """Field"""\n'
    assert "import" not in follow(base, ours, "class A:\n    y: int\n").text


def test_an_import_with_a_comment_of_a_person_is_not_taken_out():
    base = "from sqlmodel import Field\n\n\nclass A:\n    y: int = Field()\n"
    ours = base.replace("import Field\n", "import Field  # mine\n")
    assert follow(base, ours, "class A:\n    y: int\n").text.startswith("from sqlmodel import Field  # mine\n")
    exploded = base.replace("import Field\n", "import (\n    Field,  # mine\n    x,\n)\n")
    assert "Field,  # mine" in follow(base, exploded, "class A:\n    y: int\n").text


@pytest.mark.parametrize(
    ("line", "use"), [("import app.dialects as pg", "pg.UUID"), ("import app.dialects", "app.dialects.X")]
)
def test_an_imported_module_stays_while_a_person_uses_it_and_goes_when_nobody_does(line, use):
    mine = f"class Mine:\n    a = {use}\n"
    zoo = f"class Zoo:\n    a = {use}\n"
    base = f"{line}\n\n\n{zoo}"
    is_clean(follow(base, f"{base}\n\n{mine}", ""), f"{line}\n\n\n{mine}")
    is_clean(follow(base, f"{base}\n\nx = 1\n", ""), "x = 1\n")


def test_an_import_goes_with_its_last_use_when_a_person_took_the_others():
    base = "from app.clock import now\n\n\nclass Zoo:\n    a = now()\n    b = now()\n"
    ours, theirs = base.replace("    b = now()\n", ""), base.replace("a = now()", "a = 1")
    is_clean(merged := follow(base, ours, theirs), "class Zoo:\n    a = 1\n")
    assert "now" not in str(merged.record)
    is_clean(follow(base, ours, base), ours)
    unused = ours.replace("a = now()", "a = 2")  # their own linter will tell
    is_clean(follow(base, unused, base), unused)


def test_an_attribute_of_the_same_name_is_no_use_of_an_import():
    base = "from datetime import date\n\n\nclass A:\n    d: date\n"
    theirs = "import datetime as dt\n\n\nclass A:\n    d: dt.date\n    date: str\n"
    is_clean(follow(base, base, theirs), theirs)
    counted = "from app.numbers import count\n\n\ncount += 1\n"
    is_clean(follow(counted + "first = count\n", counted + "first = count\n", counted), counted)


def test_an_import_that_a_person_hands_on_is_not_taken_out():
    base = "from sqlmodel import Field\n\n\nclass A:\n    y: int = Field()\n"
    ours = base.replace("import Field\n", "import Field as Field\n")
    assert follow(base, ours, "class A:\n    y: int\n").text.startswith("from sqlmodel import Field as Field\n")


def test_an_import_for_type_checkers_gets_its_block_and_gives_it_back():
    host = '"""Doc."""\n\nimport os\n\n\nclass User:\n    id: int\n'
    merged = part(
        host,
        """
        from typing import TYPE_CHECKING

        if TYPE_CHECKING:
            from app.post import Post


        class User:
            posts: list["Post"]
        """,
    )
    assert merged.text == (
        '"""Doc."""\n\nimport os\nfrom typing import TYPE_CHECKING\n\n'
        "if TYPE_CHECKING:\n    from app.post import Post\n"
        '\n\nclass User:\n    id: int\n    posts: list["Post"]\n'
    )
    assert take_back(merged).text == host


@pytest.mark.parametrize(
    ("block", "result"),
    [
        (
            "if TYPE_CHECKING:\n    from app.user import User\n",
            "if TYPE_CHECKING:\n    from app.post import Post\n    from app.user import User\n",
        ),
        (
            "if typing.TYPE_CHECKING:\n    # mine\n    import x\n",
            "if typing.TYPE_CHECKING:\n    # mine\n    import x\n\n    from app.post import Post\n",
        ),
        (
            "if TYPE_CHECKING:\n    from app.post import Other\n",
            "if TYPE_CHECKING:\n    from app.post import Other, Post\n",
        ),
        ("if TYPE_CHECKING: import x\n", "if TYPE_CHECKING:\n    import x\n\n    from app.post import Post\n"),
        (
            "if TYPE_CHECKING:\n\tfrom app.user import User\n",
            "if TYPE_CHECKING:\n\tfrom app.post import Post\n\tfrom app.user import User\n",
        ),
    ],
)
def test_the_block_for_type_checkers_that_is_there_is_used(block, result):
    host = f"import typing\nfrom typing import TYPE_CHECKING\n\n{block}\n\nclass User:\n    id: int\n"
    wanted = "if TYPE_CHECKING:\n    from app.post import Post\n\n\nclass User:\n    posts: list['Post']\n"
    assert result in part(host, wanted).text


def test_new_code_that_uses_a_name_that_is_gone_is_said():
    base = "LIMIT = 1\n\n\ndef f():\n    return 1\n"
    ours = "MINE = 1\n\n\ndef f():\n    return 1\n"
    merged = follow(base, ours, base.replace("return 1", "return LIMIT"))
    assert any("`LIMIT`" in notice for notice in merged.notices)


def test_an_import_that_was_there_before_us_is_not_ours_to_take():
    host = "from sqlmodel import Field\n\n\nclass User:\n    id: int\n"
    assert take_back(part(host, WANTED)).text == host


def test_a_file_that_is_adopted_has_its_imports_adopted():
    text = "from sqlmodel import Field\n\n\nclass A:\n    x: int\n    y: int = Field()\n"
    adopted = meet(text, text)
    assert adopted.record is not None
    assert adopted.record.symbols["i"] == {"Field": "sqlmodel:Field"}


def test_a_future_import_is_never_brought_to_a_file():
    host = "class User:\n    id: int\n"
    merged = part(host, "from __future__ import annotations\n\n\nclass User:\n    x: int\n")
    is_clean(merged, host + "    x: int\n")


@pytest.mark.parametrize("future", ["", "from __future__ import annotations\n"])
def test_what_only_annotations_use_may_stay_with_the_type_checkers(future):
    block = "if TYPE_CHECKING:\n    from app.post import Post\n"
    host = f"{future}from typing import TYPE_CHECKING\n\n{block}\n\nclass A:\n    x: int\n"
    wanted = "from app.post import Post\n\n\nclass A:\n    def f(self, post: Post) -> Post: ...\n"
    merged = part(host, wanted)
    assert merged.text.count("from app.post import Post") == (1 if future else 2)
    called = wanted.replace("...", "return Post()")
    assert part(host, called).text.count("from app.post import Post") == 2


def test_an_import_that_a_person_turned_to_another_module_means_what_they_say():
    base = "from app.post import Post\n\n\ndef f(a: Post):\n    return a\n"
    ours = base.replace("app.post", "mine.post")
    is_clean(follow(base, ours, base.replace("return a", "return Post(a)")), ours.replace("return a", "return Post(a)"))
    gone = follow(base, ours, "x = 1\n")
    assert gone.text.startswith("from mine.post import Post\n")


@pytest.mark.parametrize(
    "binding",
    [
        "try:\n    from typing import TYPE_CHECKING\nexcept ImportError:\n    TYPE_CHECKING = False\n",
        "TYPE_CHECKING = False\n",
    ],
)
def test_the_block_for_type_checkers_stands_below_what_it_asks(binding):
    host = f"import os\n\n{binding}\n\nclass User:\n    id: int\n"
    wanted = "if TYPE_CHECKING:\n    from app.post import Post\n\n\nclass User:\n    posts: list['Post']\n"
    merged = part(host, wanted)
    assert merged.text.index(binding) < merged.text.index("if TYPE_CHECKING:")
    assert take_back(merged).text == host


def test_an_import_below_the_code_that_needs_it_comes_too_late():
    host = "class User:\n    id: int\n\n\nfrom sqlmodel import SQLModel\n"
    merged = part(host, WANTED)
    assert merged.text.startswith("from sqlmodel import Field\n\n\nclass User")


def test_what_a_star_brings_is_not_missed():
    host = "from sqlmodel import *\n\n\nclass Other:\n    id: int = Field()\n"
    assert part(host, WANTED).notices == ()


def test_a_name_that_a_factory_imports_for_itself_is_there() -> None:
    host = (
        "from fastapi import FastAPI\n\n\ndef create_app():\n    app = FastAPI()\n    from app.api import users\n\n"
        "    app.include_router(users.router)\n    return app\n"
    )
    merged = part(host, "from app.api import tags\n\napp.include_router(tags.router)\n")
    assert "    from app.api import tags, users\n" in (merged.text or "")
    assert merged.notices == ()
