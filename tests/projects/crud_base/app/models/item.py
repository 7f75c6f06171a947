from sqlmodel import Field, SQLModel


class ItemCreate(SQLModel):
    title: str


class ItemUpdate(SQLModel):
    title: str | None = None


class Item(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    title: str


class ItemRead(SQLModel):
    id: int
    title: str
