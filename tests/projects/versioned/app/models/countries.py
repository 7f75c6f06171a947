from typing import TYPE_CHECKING, List, Optional

from sqlmodel import Field, Relationship, SQLModel

if TYPE_CHECKING:
    from .cities import City


class CountryBase(SQLModel):
    name: str = Field(index=True, description="The country's name")


class Country(CountryBase, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)
    cities: List["City"] = Relationship(back_populates="country")


class CountryCreate(CountryBase):
    pass


class CountryRead(CountryBase):
    id: int


class CountryUpdate(SQLModel):
    name: Optional[str] = None
