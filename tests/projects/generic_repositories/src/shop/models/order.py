from sqlmodel import Field

from shop.db.base import Base, Timestamps


class Order(Timestamps, Base, table=True):
    product_id: int = Field(foreign_key="shop_products.id")
    amount: int = Field(ge=1)
