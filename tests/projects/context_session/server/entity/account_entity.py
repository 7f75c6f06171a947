from sqlmodel import Field

from server.entity.base import BaseEntity, Stamped


class AccountEntity(Stamped, BaseEntity, table=True):
    __tablename__ = "sys_account"

    owner: str = Field(max_length=64)
