import os
from collections.abc import Generator
from typing import Annotated

from fastapi import Depends
from sqlmodel import Session, create_engine

engine = create_engine(os.environ.get("SHOP_DATABASE_URL", "sqlite:///shop.db"))


def get_db() -> Generator[Session, None, None]:
    with Session(engine) as session:
        yield session


DB = Annotated[Session, Depends(get_db)]
