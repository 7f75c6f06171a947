from sqlmodel import desc, select
from sqlmodel.ext.asyncio.session import AsyncSession

from src.books.models import Book

from .schemas import BookCreateModel


class BookService:
    async def get_all_books(self, session: AsyncSession):
        return (await session.exec(select(Book).order_by(desc(Book.created_at)))).all()

    async def create_book(self, data: BookCreateModel, session: AsyncSession):
        book = Book(**data.model_dump())
        session.add(book)
        await session.commit()
        return book
