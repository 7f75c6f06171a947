import pytest_asyncio
from httpx import ASGITransport, AsyncClient

from shop.main import create_app


@pytest_asyncio.fixture(name="api")
async def api_client():
    async with AsyncClient(transport=ASGITransport(create_app()), base_url="http://test") as client:
        yield client
