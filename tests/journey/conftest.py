from __future__ import annotations

from pathlib import Path

import pytest

from tests.journey.workbench import Workbench


@pytest.fixture
def seed(tmp_path: Path) -> Workbench:
    return Workbench.of("blog", tmp_path / "blog")
