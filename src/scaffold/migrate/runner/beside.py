"""Whether a run read of the repository beside the project, which nobody looks through for what has changed there."""

from __future__ import annotations

import os
import sys
from typing import Any


class Beside:
    """Watches files that are opened. ``read`` says whether one stood in a folder beside those of the project."""

    def __init__(self, above: str, staged: str) -> None:
        self._above = os.path.join(os.path.realpath(above), "")
        self._staged = os.path.join(os.path.realpath(staged), "")
        self.read = False

    def install(self) -> None:
        """Watch from now on, to the end of the process."""
        if self._above != self._staged:
            sys.addaudithook(self._hear)

    def _hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event != "open" or self.read or not isinstance(arguments[0], str):
            return
        path = (
            arguments[0] if ".." not in arguments[0] and os.path.isabs(arguments[0]) else os.path.abspath(arguments[0])
        )
        if path.startswith(self._above) and not path.startswith(self._staged):
            # the files above the project are looked at, the folders beside it are not
            self.read = not self._staged.startswith(os.path.join(os.path.dirname(path), ""))
