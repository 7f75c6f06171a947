import uuid
from datetime import date, datetime
from typing import Optional

import sqlalchemy.dialects.postgresql as pg
from sqlmodel import Column, Field, Relationship, SQLModel


class Book(SQLModel, table=True):
    __tablename__ = "books"

    uid: uuid.UUID = Field(sa_column=Column(pg.UUID, nullable=False, primary_key=True, default=uuid.uuid4))
    title: str = Field(sa_column=Column(pg.VARCHAR, nullable=False))
    published: date
    pages: int
    author_uid: Optional[uuid.UUID] = Field(default=None, foreign_key="authors.uid")
    created_at: datetime = Field(sa_column=Column(pg.TIMESTAMP, default=datetime.now))
    author: Optional["Author"] = Relationship(back_populates="books")
