"""One check: what a finding is, and what a rule looks like."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """News about the user's code. ``line`` and ``column`` count from 1; ``fix`` is the command that repairs it."""

    code: str
    message: str
    path: str
    line: int = 1
    column: int = 1
    symbol: str = ""
    severity: Literal["error", "warning", "info"] = "error"
    fix: str = ""
    fixable: bool = False
