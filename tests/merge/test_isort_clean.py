"""A file whose imports are sorted stays sorted when one is added: for ruff, and for isort with black's profile."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import isort
import pytest

from scaffold.fragment import Fragment
from scaffold.merge import Formatting, merge

OWN = Formatting(known_first_party=frozenset({"app"}))

HOSTS = {
    "nothing": "",
    "a docstring": '"""Models."""\n\n',
    "a licence": "# Copyright\n\n",
    "one": "from sqlmodel import SQLModel\n",
    "three sections": "import os\n\nfrom sqlmodel import SQLModel\n\nfrom app.db.base import Base\n",
    "own alone": "from app.db.base import Base\nfrom app.db.user import User\n",
    "own and standard": "import os\nfrom typing import Any\n\nfrom app.db.base import Base\n",
    "relative": "import os\n\nimport fastapi\n\nfrom ..base import Base\nfrom .user import User\n",
    "aliased": "import sqlalchemy as sa\nfrom sqlmodel import Field\nfrom sqlmodel import Session as S\n",
    "numbered": "from a2 import x\nfrom a10 import y\nfrom zoo import z\n",
    "cased": "from PIL import Image\nfrom sqlmodel import SQLModel\n",
    "constants": "from fastapi import FastAPI, status\nfrom sqlmodel import JSON, Column, Field, col\n",
    "exploded": "from sqlmodel import (\n    JSON,\n    Column,\n    Relationship,\n    SQLModel,\n)\n",
    "headed": "# the models\nfrom app.db.user import User\n",
    "described": '"""Models."""\n\n# in the order of their tables\nfrom app.db.user import User\n',
    "typing": (
        "from typing import TYPE_CHECKING\n\nfrom sqlmodel import SQLModel\n\n"
        "if TYPE_CHECKING:\n    from app.db.user import User\n"
    ),
    "future": "from __future__ import annotations\n\nfrom sqlmodel import SQLModel\n",
}
FORCED = {
    "by module": "from collections import abc\nimport os\n\nfrom fastapi import FastAPI\nimport sqlalchemy\n",
    "by module, own": "from fastapi import FastAPI\nimport sqlalchemy\n\nimport app.b\nfrom app.db.base import Base\n",
}
SINGLE = {
    "one name a line": "from typing import Any\nfrom typing import Self\n\nfrom sqlmodel import SQLModel\n",
}

ADDED = {
    "an alias of a module": (
        "import sqlalchemy as sa\nfrom sqlmodel import Field\n\n\nclass User:\n    x: int = Field(sa)\n"
    ),
    "a name": "from sqlmodel import Field\n\n\nclass User:\n    x: int = Field()\n",
    "standard": "from datetime import datetime\n\n\nclass User:\n    x: datetime\n",
    "a module": "import uuid\n\n\nclass User:\n    x: uuid.UUID\n",
    "several": (
        "from collections.abc import Sequence\nfrom datetime import UTC, datetime\nfrom typing import Any\n\n"
        "import sqlalchemy as sa\nfrom fastapi import Depends\nfrom sqlmodel import Column, Field\n\n"
        "from app.db.mixins import Stamped\n\n\n"
        "class User:\n    x: Sequence[Any] = Field(UTC, datetime, sa, Depends)\n    y: int = Column(Stamped)\n"
    ),
    "an alias of a name": "from sqlmodel import Field as F\n\n\nclass User:\n    x: int = F()\n",
    "for type checkers": (
        "from typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n    from app.db.post import Post\n\n\n"
        'class User:\n    x: "Post"\n'
    ),
    "own": "from app.db.zoo import Zoo\n\n\nclass User:\n    x: Zoo\n",
}


def _results(hosts: dict[str, str]) -> dict[str, tuple[str, str]]:
    found = {}
    for host, text in hosts.items():
        for name, wanted in ADDED.items():
            before = text + ("\n\n" if text.endswith("\n") and "import" in text else "") + "class User:\n    id: int\n"
            part = Fragment(path="app/models/user.py", owner="Post", text=wanted, kind="part")
            merged = merge(before, part, formatting=OWN)
            assert not merged.conflicts
            assert merged.text is not None
            found[f"{host} + {name}"] = before, merged.text
    return found


def _by_isort(text: str, settings: dict[str, bool]) -> str:
    return isort.code(text, profile="black", known_first_party=["app"], **settings)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("hosts", "setting"),
    [(HOSTS, ""), (FORCED, "force-sort-within-sections"), (SINGLE, "force-single-line")],
    ids=["default", "by module", "single"],
)
def test_what_was_sorted_stays_sorted(hosts: dict[str, str], setting: str, tmp_path: Path) -> None:
    results = _results(hosts)
    ours = {setting.replace("-", "_"): True} if setting else {}
    wrong = {}
    for number, (name, (before, after)) in enumerate(results.items()):
        # isort alone tears `from m import A, Z` apart for a `from m import N as M`
        torn = name.endswith("an alias of a name") and "JSON" in before
        if not torn and _by_isort(after, ours) != after:
            wrong[f"isort: {name}"] = after
        (tmp_path / f"f{number}.py").write_text(after)
    command = [sys.executable, "-m", "ruff", "check", "--isolated", "--no-cache", "--select", "I", "-q"]
    command += ["--config", 'lint.isort.known-first-party=["app"]', "--output-format", "concise"]
    command += ["--config", f"lint.isort.{setting}=true"] if setting else []
    said = subprocess.run([*command, str(tmp_path)], capture_output=True, text=True, check=False).stdout
    for number, (name, (_, after)) in enumerate(results.items()):
        if f"f{number}.py:" in said:
            wrong[f"ruff: {name}"] = after
    assert not wrong, "\n".join(f"=== {name}\n{text}" for name, text in wrong.items())
