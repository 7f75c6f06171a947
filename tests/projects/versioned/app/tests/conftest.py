import pytest
from fastapi.testclient import TestClient

from app.main import app


@pytest.fixture(name="client", scope="session")
def client_fixture():
    yield TestClient(app)
