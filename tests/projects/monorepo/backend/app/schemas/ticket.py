from pydantic import BaseModel


class TicketIn(BaseModel):
    subject: str


class TicketPatch(BaseModel):
    subject: str | None = None


class TicketResponse(BaseModel):
    id: str
    subject: str
