from sqlmodel import SQLModel


class UserCreate(SQLModel):
    email: str
    username: str


class UserUpdate(SQLModel):
    email: str | None = None
    username: str | None = None
    is_active: bool | None = None


class UserOut(SQLModel):
    id: int
    email: str
    username: str
    is_active: bool
