from pydantic import BaseModel


class AccountCreate(BaseModel):
    owner: str


class AccountResponse(BaseModel):
    id: int
    owner: str
