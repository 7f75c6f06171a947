"""What every test of the grammar needs: a small project's vocabulary."""

from __future__ import annotations

import pytest

from scaffold.spec import Known, Vocabulary


@pytest.fixture
def blog() -> Vocabulary:
    """A project with users, tags and an Enum class."""
    return Vocabulary(
        entities={
            "User": Known(table="users", attributes=("id", "email", "profile")),
            "Tag": Known(table="tags", attributes=("id", "name")),
            "Profile": Known(table="profiles", attributes=("id",), requires=("User",)),
            "shop.Item": Known(table="shop_items", attributes=("id",)),
        },
        enums={"Status": ("open", "closed"), "Level": ()},
    )
