from fastapi import APIRouter
from sqlmodel import select

from app.core.db.session import DatabaseSession
from app.models import Ticket
from app.schemas.ticket import TicketResponse

router = APIRouter(prefix="/tickets")


@router.get("")
def list_tickets(db: DatabaseSession) -> list[TicketResponse]:
    return db.exec(select(Ticket)).all()
