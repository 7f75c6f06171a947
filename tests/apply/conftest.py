"""A small project on disk."""

from __future__ import annotations

from pathlib import Path

import pytest
from apply_cases import BEFORE, lay


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The project of ``apply_cases``."""
    folder = tmp_path / "project"
    folder.mkdir()
    lay(folder, BEFORE)
    return folder
