"""What a run can be asked to do."""

from __future__ import annotations

from typing import Any

from .compare import Compare
from .models import Models
from .revise import Revise

TASKS: dict[str, Any] = {"compare": Compare, "models": Models, "revise": Revise}
