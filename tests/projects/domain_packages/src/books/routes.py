from typing import List

from fastapi import APIRouter, Depends, status
from sqlmodel.ext.asyncio.session import AsyncSession

from src.db.main import get_session

from .schemas import BookCreateModel, BookModel
from .service import BookService

book_router = APIRouter()
book_service = BookService()


@book_router.get("/", response_model=List[BookModel])
async def get_all_books(session: AsyncSession = Depends(get_session)):
    return await book_service.get_all_books(session)


@book_router.post("/", status_code=status.HTTP_201_CREATED, response_model=BookModel)
async def create_book(data: BookCreateModel, session: AsyncSession = Depends(get_session)):
    return await book_service.create_book(data, session)


@book_router.patch("/{book_uid}", response_model=BookModel)
async def update_book(book_uid: str, session: AsyncSession = Depends(get_session)):
    ...
