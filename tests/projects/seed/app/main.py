from fastapi import FastAPI

from app.routers import users

app = FastAPI(title="Seed")

app.include_router(users.router)


@app.get("/health")
async def health() -> dict[str, str]:
    return {"status": "ok"}
