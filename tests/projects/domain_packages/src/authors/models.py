import uuid
from typing import List

import sqlalchemy.dialects.postgresql as pg
from sqlmodel import Column, Field, Relationship, SQLModel


class Author(SQLModel, table=True):
    __tablename__ = "authors"

    uid: uuid.UUID = Field(sa_column=Column(pg.UUID, nullable=False, primary_key=True, default=uuid.uuid4))
    name: str
    books: List["Book"] = Relationship(back_populates="author", sa_relationship_kwargs={"lazy": "selectin"})
