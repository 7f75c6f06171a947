from typing import TYPE_CHECKING, Optional

from sqlmodel import Field, Relationship, SQLModel

if TYPE_CHECKING:
    from .countries import Country


class CityBase(SQLModel):
    name: str
    country_id: Optional[int] = Field(default=None, foreign_key="country.id")


class City(CityBase, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)
    country: Optional["Country"] = Relationship(back_populates="cities")


class CityCreate(CityBase):
    pass


class CityRead(CityBase):
    id: int
