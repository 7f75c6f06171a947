"""The projects of the tests, away from this repository: its own virtual environment would count as theirs."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

_FOLDER = tempfile.TemporaryDirectory()  # removed when the tests end
PROJECTS = Path(shutil.copytree(Path(__file__).parent.parent / "projects", Path(_FOLDER.name) / "projects"))
