"""The verdict of ``check --migrations`` is remembered for a project that is as it was, and never for another."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from env_styles import MODELS, write_host

from scaffold.dataclass import replace
from scaffold.migrate import Comparison, Request, compare


@pytest.fixture
def host(tmp_path: Path) -> Path:
    repository = tmp_path / "repository"
    (repository / ".git").mkdir(parents=True)
    return write_host(repository / "backend")


@pytest.fixture
def ask(host: Path, tmp_path: Path) -> Callable[..., bool]:
    """Whether the verdict came out of memory. What is remembered is marked, so that it can be told."""
    cache = tmp_path / "cache"
    request = Request(root=host, python=sys.executable)

    def asked(**more: object) -> bool:
        verdict: Comparison = compare(replace(request, **more), cache=cache)  # type: ignore[arg-type]
        for file in cache.glob("migrations-*.json"):
            file.write_text(json.dumps({**json.loads(file.read_text()), "remarks": ["remembered"]}))
        return verdict.remarks == ("remembered",)

    return asked


def test_what_is_as_it_was_is_not_tried_again(ask: Callable[..., bool], monkeypatch: pytest.MonkeyPatch) -> None:
    assert not ask()
    monkeypatch.setenv("SHLVL", "7")
    monkeypatch.setenv("OLDPWD", "/")
    assert ask()


def test_a_file_that_changed_is_seen(host: Path, ask: Callable[..., bool]) -> None:
    assert not ask()
    for path, text in (
        ("app/models.py", MODELS + "    city: str | None = None\n"),
        (".env", "DATABASE_URL=sqlite:///other.db\n"),
        ("../.env", "DATABASE_URL=sqlite:///other.db\n"),
        ("app/columns.csv", "city\n"),
    ):
        (host / path).write_text(text)
        assert not ask(), path
    assert ask()


def test_a_linked_folder_a_setting_and_the_environment_count(
    host: Path, tmp_path: Path, ask: Callable[..., bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    (shared / "mixins.py").write_text("")
    (host / "app/shared").symlink_to(shared)
    assert not ask()

    (shared / "mixins.py").write_text("LIMIT = 3\n")
    assert not ask()
    assert not ask(settings={"APP_MODE": "test"})
    monkeypatch.setenv("FEATURE_FLAGS", "archive")
    assert not ask()
    assert ask()


def test_a_folder_beside_the_project_can_be_imported_and_is_looked_at_each_time(
    host: Path, ask: Callable[..., bool]
) -> None:
    shared = host.parent / "shared"
    (shared / "names").mkdir(parents=True)
    (shared / "names/__init__.py").write_text("LIMIT = 50\n")
    env = host / "migrations/env.py"
    there = (
        'import sys\nfrom pathlib import Path\n\nsys.path.append(str(Path(__file__).resolve().parents[2] / "shared"))\n'
    )
    env.write_text(there + "import names\n\n" + env.read_text())

    assert not ask()
    assert not ask()
    assert not (shared / "names/__pycache__").exists()


def test_a_damaged_memory_is_none(tmp_path: Path, ask: Callable[..., bool]) -> None:
    assert not ask()
    for file in (tmp_path / "cache").iterdir():
        file.write_text("{")
    assert not ask()


def test_the_users_own_server_is_asked_again(ask: Callable[..., bool]) -> None:
    assert not ask(shadow_url="postgresql://app@127.0.0.1:9/shadow")
    assert not ask(shadow_url="postgresql://app@127.0.0.1:9/shadow")
