from decimal import Decimal

from sqlmodel import Field

from shop.db.base import Base, Timestamps


class Product(Timestamps, Base, table=True):
    name: str = Field(max_length=120)
    price: Decimal = Field(max_digits=10, decimal_places=2)
