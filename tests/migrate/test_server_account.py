"""The embedded server is run by an account that may not even look into the folder where it is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from scaffold.migrate.embedded import binaries
from scaffold.migrate.server_account import account_of, readable_copy

pytestmark = pytest.mark.postgres


def test_our_own_programs_are_used_where_they_are(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert readable_copy(binaries(), account_of(lambda: tmp_path)) == binaries()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root hands the server to another account")
def test_programs_in_a_closed_folder_start_from_their_copy(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    package = binaries().parent.parent
    closed, cache = tmp_path / "closed", tmp_path / "cache"
    for folder in (package, package.with_name(f"{package.name}.libs")):
        shutil.copytree(folder, closed / folder.name, symlinks=True)
    closed.chmod(0o700)
    monkeypatch.setenv("SCAFFOLD_CACHE_DIR", str(cache))
    account = account_of(lambda: cache)

    programs = readable_copy(closed / package.name / binaries().parent.name / "bin", account)

    assert programs.is_relative_to(cache)
    assert programs == readable_copy(closed / package.name / binaries().parent.name / "bin", account)
    said = subprocess.run([programs / "initdb", "--version"], capture_output=True, text=True, check=True)
    assert "PostgreSQL" in said.stdout
