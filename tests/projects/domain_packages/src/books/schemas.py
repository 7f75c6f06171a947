import uuid
from datetime import date

from pydantic import BaseModel


class BookModel(BaseModel):
    uid: uuid.UUID
    title: str
    published: date
    pages: int


class BookCreateModel(BaseModel):
    title: str
    published: date
    pages: int


class BookUpdateModel(BaseModel):
    title: str
    pages: int
