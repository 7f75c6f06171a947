from sqlmodel import SQLModel, Field
from ..models import Tool

class Timer(Tool, table=True):
    """Counts in the browser; nothing but its name is stored."""

class Lap(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    timer_id: int = Field(foreign_key="timer.id")
    seconds: float
