from fastapi import APIRouter
from ...dependencies import SessionDep
from .service import list_timers

router = APIRouter(
    prefix="/tools/timers",
    tags=["Timers"]
)

@router.get("/")
async def get_timers(session=SessionDep):
    return list_timers(session)
