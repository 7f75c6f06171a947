from fastapi import FastAPI

from app.routers import ALL

app = FastAPI()
for router in ALL:
    app.include_router(router)
