from typing import Annotated

from fastapi import APIRouter, Depends
from sqlalchemy.ext.asyncio import AsyncSession

from shop.db.session import get_db
from shop.schemas.product import ProductRead
from shop.services.product_service import ProductService

router = APIRouter(prefix="/products", tags=["Products"])


@router.get("")
async def list_products(db: Annotated[AsyncSession, Depends(get_db)]) -> list[ProductRead]:
    return await ProductService.list_products(db)
