"""What is being done, while it takes long: a spinner on a terminal, nothing anywhere else."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from scaffold.console.screen import colored

if TYPE_CHECKING:
    from rich.status import Status


class Progress:
    """Called with what is being done; stopped before anything else is printed or asked."""

    def __init__(self, *, wanted: bool = True) -> None:
        self._wanted = wanted and colored(sys.stderr)
        self._status: Status | None = None

    def __call__(self, doing: str) -> None:
        """Show ``doing`` until something else is done."""
        if not self._wanted:
            return
        if self._status is not None:
            self._status.update(doing)
            return
        from rich.console import Console

        self._status = Console(stderr=True, highlight=False).status(doing, spinner="line")
        self._status.start()

    def stop(self) -> None:
        """Leave the line empty."""
        if self._status is not None:
            self._status.stop()
            self._status = None
