from fastapi import APIRouter
from sqlmodel import select

from app.deps import SessionDep
from app.models import Note

router = APIRouter(prefix="/notes")


@router.get("")
async def list_notes(session: SessionDep) -> list[Note]:
    return list((await session.exec(select(Note))).all())
