from sqlmodel import select
from sqlmodel.ext.asyncio.session import AsyncSession

from src.authors.models import Author


class AuthorService:
    async def get_all_authors(self, session: AsyncSession):
        return (await session.exec(select(Author))).all()
