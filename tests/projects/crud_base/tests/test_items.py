from app.main import app


def test_items() -> None:
    assert "/items/" in app.openapi()["paths"]
