from sqlmodel import SQLModel, Field, Relationship
from ..models import Tool

class Poll(Tool, table=True):
    answers: list["PollAnswer"] | None = Relationship(back_populates="poll", cascade_delete=True)

class PollAnswer(SQLModel, table=True):
    __tablename__ = "poll_answer"

    id: int | None = Field(default=None, primary_key=True)
    poll_id: int = Field(foreign_key="poll.id")
    poll: Poll = Relationship(back_populates="answers")
    text: str

class PollVote(SQLModel, table=True):
    __tablename__ = "poll_vote"

    id: int | None = Field(default=None, primary_key=True)
    answer_id: int = Field(foreign_key="poll_answer.id")
