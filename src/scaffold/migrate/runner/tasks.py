"""What a run can be asked to do. Only what is asked for is imported: the run lives for a second.

Our own modules are kept compiled, as Python keeps what it imports; those of the project are not, for the run writes
nothing into its folders.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any

_TASKS = {"compare": "Compare", "live": "Live", "models": "Models", "revise": "Revise"}
_KEPT = not sys.dont_write_bytecode


def task(name: str) -> Any:
    """The class of the task: each in the module of its name."""
    return getattr(late(name), _TASKS[name])


def late(name: str) -> Any:
    """The module of that name, which not every run needs."""
    sys.dont_write_bytecode = not _KEPT
    try:
        return import_module(f".{name}", __package__)
    finally:
        sys.dont_write_bytecode = True
