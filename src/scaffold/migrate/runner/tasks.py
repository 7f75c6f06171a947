"""What a run can be asked to do."""

from __future__ import annotations

from typing import Any

from .compare import Compare
from .live import Live
from .models import Models
from .revise import Revise

TASKS: dict[str, Any] = {"compare": Compare, "live": Live, "models": Models, "revise": Revise}
