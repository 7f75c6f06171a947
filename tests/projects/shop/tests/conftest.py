import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session, SQLModel

from shop.core.db import engine
from shop.main import app


@pytest.fixture
def db():
    SQLModel.metadata.create_all(engine)
    with Session(engine) as session:
        yield session
    SQLModel.metadata.drop_all(engine)


@pytest.fixture
def client(db):
    return TestClient(app)
