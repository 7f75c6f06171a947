from pydantic import EmailStr
from sqlmodel import Field, SQLModel


class UserCreate(SQLModel):
    email: EmailStr = Field(max_length=255)
    username: str = Field(min_length=1, max_length=50)


class UserOut(SQLModel):
    id: int
    email: str
    username: str
    is_active: bool
