import uuid

from pydantic import BaseModel, ConfigDict


class CustomerIn(BaseModel):
    email: str
    full_name: str


class CustomerPatch(BaseModel):
    email: str | None = None
    full_name: str | None = None


class CustomerRead(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    id: uuid.UUID
    email: str
    full_name: str
