from fastapi import APIRouter
from sqlmodel import select

from server.database import db_session
from server.entity.account_entity import AccountEntity
from server.schema.account_schema import AccountResponse

account_router = APIRouter()


@account_router.get("/")
async def list_accounts() -> list[AccountResponse]:
    return (await db_session.execute(select(AccountEntity))).scalars().all()
