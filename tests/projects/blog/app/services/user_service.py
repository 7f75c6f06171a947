from sqlmodel.ext.asyncio.session import AsyncSession

from app.db.models import User
from app.repositories import user_repo
from app.schemas.user import UserCreate


async def register(session: AsyncSession, data: UserCreate) -> User:
    # TODO(ops): send the welcome mail once the queue is there
    return await user_repo.create_user(session, data)
