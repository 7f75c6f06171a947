from typing import Annotated

from fastapi import Depends
from sqlmodel import Session, create_engine

engine = create_engine("sqlite://")


def session_scope():
    with Session(engine) as session:
        yield session


DatabaseSession = Annotated[Session, Depends(session_scope)]
