from typing import Any

from fastapi import APIRouter
from sqlmodel import select

from app.api.deps import SessionDep
from app.models import Team, TeamsPublic

router = APIRouter(prefix="/teams", tags=["teams"])


@router.get("/", response_model=TeamsPublic)
def read_teams(session: SessionDep) -> Any:
    teams = session.exec(select(Team)).all()
    return TeamsPublic(data=teams, count=len(teams))
