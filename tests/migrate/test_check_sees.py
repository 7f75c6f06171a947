"""``check --migrations`` sees every change of the bench for which nobody wrote a revision, and nothing before it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from bench import write_project
from schema_changes import CHANGES, HEADER, Change

from scaffold.migrate.embedded import server

pytestmark = pytest.mark.slow
DRIFT = {"SCF601", "SCF602", "SCF603", "SCF605", "SCF607", "SCF608", "SCF609", "SCF610", "SCF611"}


def on(dialect: str) -> list[object]:
    return [pytest.param(change, id=change.name) for change in CHANGES if change.only in ("", dialect)]


@pytest.fixture(scope="module")
def shadow() -> Iterator[str]:
    with server() as url:
        yield url


@pytest.mark.postgres
@pytest.mark.parametrize("change", on("postgresql"))
def test_on_postgresql(change: Change, tmp_path: Path, shadow: str) -> None:
    seen(change, tmp_path, "postgresql+psycopg", f'[tool.scaffold.shadow]\nurl = "{shadow}"\n')


@pytest.mark.parametrize("change", on("sqlite"))
def test_on_sqlite(change: Change, tmp_path: Path) -> None:
    seen(change, tmp_path, "sqlite", "[tool.scaffold.shadow]\n")


def seen(change: Change, root: Path, driver: str, shadow: str) -> None:
    dead = write_project(change, root, driver)
    settings = f'[tool.scaffold]\npython = "{sys.executable}"\n{shadow}env = {{ DATABASE_URL = "{dead}" }}\n'
    (root / "pyproject.toml").write_text(settings)
    assert check(root) == (0, [])

    (root / "app/models.py").write_text(HEADER + change.after)
    code, findings = check(root)

    print(change.name, code, json.dumps(findings))
    if change.expects == "none":
        assert (code, findings) == (0, [])
    else:
        assert code == 1
        assert {finding["code"] for finding in findings} & DRIFT


def check(root: Path) -> tuple[int, list[dict[str, str]]]:
    command = [
        sys.executable,
        "-m",
        "scaffold",
        "check",
        "--migrations",
        "--output-format",
        "json",
        "--select",
        "SCF6,SCF7",
    ]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stdout + done.stderr
    return done.returncode, json.loads(done.stdout)["findings"]
