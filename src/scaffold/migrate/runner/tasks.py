"""What a run can be asked to do. Only what is asked for is imported: the run lives for a second."""

from __future__ import annotations

from importlib import import_module
from typing import Any

_TASKS = {"compare": "Compare", "live": "Live", "models": "Models", "revise": "Revise"}


def task(name: str) -> Any:
    """The class of the task: each in the module of its name."""
    return getattr(import_module(f".{name}", __package__), _TASKS[name])
