from fastapi import FastAPI

from server.router import create_router


def create_app() -> FastAPI:
    app = FastAPI()
    app.include_router(create_router())
    return app
