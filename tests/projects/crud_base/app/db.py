from collections.abc import Iterator

from sqlmodel import Session, create_engine

engine = create_engine("sqlite:///app.db")


def get_db() -> Iterator[Session]:
    with Session(engine) as session:
        yield session
