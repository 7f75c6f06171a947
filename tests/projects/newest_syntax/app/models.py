from sqlmodel import Field, Relationship, SQLModel


class Note(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    body: str
    author_id: int = Field(foreign_key="author.id")
    author: Author = Relationship(back_populates="notes")


class Author(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(max_length=100)
    notes: list[Note] = Relationship(back_populates="author")

    def label[T](self, other: T) -> str:
        return t"{self.name}"
