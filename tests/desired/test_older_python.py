"""What is written for a Python before 3.11, and that a newer one is never taken for an older."""

from __future__ import annotations

import pytest
from growing import Grown, said
from styles import conventions

from scaffold.dataclass import replace
from scaffold.desired import desired
from scaffold.desired.older_python import for_python


def written(line: str, python: tuple[int, int], **files: str) -> dict[str, str]:
    grown = replace(Grown(), conventions=replace(conventions("usual"), python=python, pydantic=(2, 10)))
    grown = replace(grown, files={**grown.files, **files})
    return {fragment.path: fragment.text for fragment in desired(said(line, grown), grown.project)}


TEXT = """\
from datetime import UTC, datetime

Name = Annotated[T | None, Check(A | B)]
BOTH = ONE | TWO


def at(value: dict[str, str | int] | None = None) -> datetime | None:
    return datetime.now(UTC)
"""
OLDER = """\
from datetime import timezone, datetime

Name = Annotated[T | None, Check(A | B)]
BOTH = ONE | TWO


def at(value: dict[str, str | int] | None = None) -> datetime | None:
    return datetime.now(timezone.utc)
"""
OLDEST = """\
from typing import Optional, Union
from datetime import timezone, datetime

Name = Annotated[Optional[T], Check(A | B)]
BOTH = ONE | TWO


def at(value: Optional[dict[str, Union[str, int]]] = None) -> Optional[datetime]:
    return datetime.now(timezone.utc)
"""


@pytest.mark.parametrize(
    ("version", "told"),
    [
        ((3, 14), TEXT),
        ((3, 11), TEXT),
        ((3, 10), OLDER),
        ((3, 9), OLDEST.replace("Optional\n", "Optional, Union\n", 1)),
    ],
)
def test_only_what_the_version_lacks_is_said_in_older_words(version: tuple[int, int], told: str) -> None:
    assert for_python(TEXT, version) == told


def test_python_3_9_gets_no_newer_syntax() -> None:
    texts = written("Post title:str body:text:null at:datetime state:on/off --timestamps", (3, 9))
    code = "\n".join(text for path, text in texts.items() if path.endswith(".py"))
    assert "body: Optional[str] = Field(default=None, sa_type=sa.Text)" in code
    assert " | None" not in code
    assert "match violation_of" not in code
    assert "import UTC" not in code
    assert "(UTC)" not in code


@pytest.mark.parametrize(
    ("own", "there"),
    [
        ("x: str | None = None\n", {"body: str | None", "now(timezone.utc)"}),
        ("from datetime import UTC\n", {"body: str | None", "datetime.now(UTC)"}),
    ],
)
def test_code_that_needs_a_newer_python_tells_more_than_what_is_declared(own: str, there: set[str]) -> None:
    texts = written("Post body:text:null --timestamps", (3, 9), **{"app/clock.py": own})
    assert all(word in texts["app/db/models/post.py"] for word in there)
