"""New files import what is the project's own as all the others do; what is recorded says where it leads."""

from __future__ import annotations

import textwrap

import pytest

from scaffold.fragment import Fragment
from scaffold.merge import Formatting, merge

TEXT = textwrap.dedent(
    """\
    from typing import TYPE_CHECKING

    from sqlmodel import Session

    from app.api.params import Limit
    from app.crud import (
        create,
        remove,
    )
    from app.models import Item

    if TYPE_CHECKING:
        from app.api.v1.users import User


    def items(session: Session, limit: Limit, user: "User") -> list[Item]:
        return create(session, remove)
    """
)
RELATIVE = textwrap.dedent(
    """\
    from ...crud import (
        create,
        remove,
    )
    from ...models import Item
    from ..params import Limit

    if TYPE_CHECKING:
        from .users import User
    """
)
PATH = "src/app/api/v1/items.py"


@pytest.mark.parametrize(
    ("relative", "path", "layer"),
    [(False, PATH, ""), (True, "tests/test_items.py", "tests"), (True, "src/app/alembic/env.py", "migrations")],
)
def test_absolute_imports_stay(relative: bool, path: str, layer: str) -> None:
    fragment = Fragment(path=path, owner="Item", text=TEXT, layer=layer)
    assert merge(None, fragment, formatting=Formatting(relative_imports=relative)).text == TEXT


def test_a_new_file_imports_as_its_siblings_do_and_stays_as_it_is() -> None:
    fragment = Fragment(path=PATH, owner="Item", text=TEXT)
    formatting = Formatting(relative_imports=True)
    first = merge(None, fragment, formatting=formatting)
    assert first.text is not None
    assert first.record is not None
    assert RELATIVE in first.text
    assert "from sqlmodel import Session\n\nfrom ...crud" in first.text
    again = merge(first.text, fragment, [first.record], formatting=formatting)
    assert (again.text, again.record, again.conflicts) == (first.text, first.record, ())


def test_a_file_without_imports_of_its_own_follows_the_others() -> None:
    fragment = Fragment(path=PATH, owner="Item", kind="part", text="from app.crud import create\n\nx = create()\n")
    formatting = Formatting(relative_imports=True)
    assert merge("import sys\n", fragment, formatting=formatting).text == (
        "import sys\n\nfrom ...crud import create\n\nx = create()\n"
    )
