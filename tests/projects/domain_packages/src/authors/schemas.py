import uuid

from pydantic import BaseModel


class AuthorModel(BaseModel):
    uid: uuid.UUID
    name: str


class AuthorCreateModel(BaseModel):
    name: str
