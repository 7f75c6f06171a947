from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from app.db.models import User
from app.schemas.user import UserCreate


async def create_user(session: AsyncSession, data: UserCreate) -> User:
    user = User.model_validate(data)
    session.add(user)
    await session.commit()
    return user


async def get_user_by_id(session: AsyncSession, user_id: int) -> User | None:
    return await session.get(User, user_id)


async def list_users(
    session: AsyncSession, offset: int = 0, limit: int = 20
) -> list[User]:
    statement = select(User).order_by(col(User.id)).offset(offset).limit(limit)
    return list((await session.exec(statement)).all())
