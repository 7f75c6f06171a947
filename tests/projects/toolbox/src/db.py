from sqlmodel import SQLModel, Session, create_engine
from .tools.models import *
from .tools.polls.models import *
from .tools.timers.models import *

engine = create_engine("sqlite:///./toolbox.db")

def get_session():
    with Session(engine) as session:
        yield session

def init_db():
    SQLModel.metadata.create_all(engine)
