from datetime import UTC, datetime

from sqlalchemy.orm import declared_attr
from sqlmodel import Field, SQLModel


class Timestamps(SQLModel):
    created_at: datetime = Field(default_factory=lambda: datetime.now(UTC))


class Base(SQLModel):
    id: int | None = Field(default=None, primary_key=True)

    @declared_attr.directive
    def __tablename__(cls) -> str:
        return f"shop_{cls.__name__.lower()}s"
