from sqlmodel import Field, SQLModel


class Ticket(SQLModel, table=True):
    id: str = Field(primary_key=True, max_length=26)
    subject: str = Field(max_length=200)
