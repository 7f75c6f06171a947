from typing import List

from fastapi import APIRouter, Depends
from sqlmodel.ext.asyncio.session import AsyncSession

from src.db.main import get_session

from .schemas import AuthorModel
from .service import AuthorService

author_router = APIRouter()
author_service = AuthorService()


@author_router.get("/", response_model=List[AuthorModel])
async def get_all_authors(session: AsyncSession = Depends(get_session)):
    return await author_service.get_all_authors(session)
