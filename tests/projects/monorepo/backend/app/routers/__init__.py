from app.routers.ticket import router as ticket_router

ALL = [ticket_router]
