from sqlmodel import Session, select
from .models import Timer

def list_timers(session: Session):
    return session.exec(select(Timer)).all()
