from sqlalchemy.ext.asyncio import AsyncSession

from app.db.models.user import User
from app.schemas.user import UserCreate


async def create_user(session: AsyncSession, data: UserCreate) -> User:
    user = User.model_validate(data)
    session.add(user)
    await session.commit()
    return user
