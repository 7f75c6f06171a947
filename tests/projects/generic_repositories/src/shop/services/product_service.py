from sqlalchemy.ext.asyncio import AsyncSession

from shop.models.product import Product
from shop.repositories.product_repository import ProductRepository


class ProductService:
    @staticmethod
    async def list_products(session: AsyncSession) -> list[Product]:
        return await ProductRepository(session).all()
