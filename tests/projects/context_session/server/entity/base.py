from datetime import datetime

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel


class BaseEntity(SQLModel):
    id: int = Field(default_factory=lambda: 1, primary_key=True, sa_type=BigInteger)


class Stamped(SQLModel):
    created_at: datetime = Field(default_factory=datetime.now)
