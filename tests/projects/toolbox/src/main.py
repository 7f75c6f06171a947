from contextlib import asynccontextmanager
from fastapi import FastAPI
from .db import init_db
from .tools.polls.router import router as polls_router
from .tools.timers.router import router as timers_router

@asynccontextmanager
async def lifespan(app: FastAPI):
    init_db()
    yield

app = FastAPI(lifespan=lifespan)

routers = [polls_router, timers_router]
for router in routers:
    app.include_router(router)

@app.get("/")
async def hello():
    return {"message": "ready"}
