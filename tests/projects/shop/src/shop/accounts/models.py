from sqlmodel import Field

from shop.core.mixins import TimestampMixin, UUIDMixin


class Customer(UUIDMixin, TimestampMixin, table=True):
    email: str = Field(unique=True, index=True, max_length=320)
    full_name: str
