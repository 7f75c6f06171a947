from fastapi import APIRouter, HTTPException, status
from ...dependencies import SessionDep
from .service import find_poll, list_polls, rename_poll

router = APIRouter(
    prefix="/tools/polls",
    tags=["Polls"]
)

@router.get("/")
async def get_polls(session=SessionDep):
    return list_polls(session)

@router.get("/{id}")
async def get_poll(id: int, session=SessionDep):
    poll = find_poll(session, id)
    if poll is None:
        raise HTTPException(status_code=status.HTTP_404_NOT_FOUND, detail="Poll not found")
    return poll

@router.put("/{id}")
async def update_poll(id: int, name: str, session=SessionDep):
    poll = find_poll(session, id)
    if poll is None:
        raise HTTPException(status_code=status.HTTP_404_NOT_FOUND, detail="Poll not found")
    return rename_poll(session, poll, name)
