from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, status
from sqlmodel.ext.asyncio.session import AsyncSession

from app.db.session import get_session
from app.repositories import user_repo
from app.schemas.user import UserCreate, UserOut
from app.services import user_service

router = APIRouter(prefix="/users", tags=["users"])


@router.post("", status_code=status.HTTP_201_CREATED)
async def create_user(
    payload: UserCreate, session: Annotated[AsyncSession, Depends(get_session)]
) -> UserOut:
    user = await user_service.register(session, payload)
    return UserOut.model_validate(user)


@router.get("/{user_id}")
async def get_user(
    user_id: int, session: Annotated[AsyncSession, Depends(get_session)]
) -> UserOut:
    user = await user_repo.get_user_by_id(session, user_id)
    if user is None:
        raise HTTPException(status_code=404, detail="User not found")
    return UserOut.model_validate(user)
