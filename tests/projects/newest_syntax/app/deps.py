from collections.abc import AsyncGenerator
from typing import Annotated

from fastapi import Depends, HTTPException
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine
from sqlmodel.ext.asyncio.session import AsyncSession

engine = create_async_engine("sqlite+aiosqlite://")
sessions = async_sessionmaker(engine, class_=AsyncSession)


async def get_session() -> AsyncGenerator[AsyncSession]:
    async with sessions() as session:
        yield session


type SessionDep = Annotated[AsyncSession, Depends(get_session)]


def parse(value: str) -> int:
    try:
        return int(value)
    except TypeError, ValueError:
        raise HTTPException(status_code=422, detail=f"{"not"} a number") from None


class Box[T]:
    item: T
