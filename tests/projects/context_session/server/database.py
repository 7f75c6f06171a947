from asyncio import current_task

from sqlalchemy.ext.asyncio import async_scoped_session, async_sessionmaker, create_async_engine
from sqlmodel.ext.asyncio.session import AsyncSession

engine = create_async_engine("postgresql+asyncpg://localhost/app")
db_session = async_scoped_session(async_sessionmaker(engine, class_=AsyncSession), scopefunc=current_task)
