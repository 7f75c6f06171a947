import uuid

from sqlmodel import Field, Relationship, SQLModel


class TeamBase(SQLModel):
    name: str = Field(index=True, max_length=80)
    city: str | None = None


class TeamCreate(TeamBase):
    pass


class TeamUpdate(SQLModel):
    name: str | None = Field(default=None, max_length=80)
    city: str | None = None


class Team(TeamBase, table=True):
    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    heroes: list["Hero"] = Relationship(back_populates="team", cascade_delete=True)


class TeamPublic(TeamBase):
    id: uuid.UUID


class TeamsPublic(SQLModel):
    data: list[TeamPublic]
    count: int


class HeroBase(SQLModel):
    name: str = Field(min_length=1, max_length=255)
    age: int | None = Field(default=None, ge=0)


class HeroCreate(HeroBase):
    pass


class HeroUpdate(SQLModel):
    name: str | None = Field(default=None, min_length=1, max_length=255)
    age: int | None = None


class Hero(HeroBase, table=True):
    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    team_id: uuid.UUID = Field(foreign_key="team.id", nullable=False, ondelete="CASCADE")
    team: Team | None = Relationship(back_populates="heroes")


class HeroPublic(HeroBase):
    id: uuid.UUID
    team_id: uuid.UUID


class HeroesPublic(SQLModel):
    data: list[HeroPublic]
    count: int
