from sqlmodel import Session, select
from .models import Poll

def list_polls(session: Session):
    return session.exec(select(Poll)).all()

def find_poll(session: Session, id: int):
    return session.get(Poll, id)

def rename_poll(session: Session, poll: Poll, name: str):
    poll.name = name
    session.add(poll)
    session.commit()
    session.refresh(poll)
    return poll
