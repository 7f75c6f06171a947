from fastapi import FastAPI

from shop.api.v1 import v1


def create_app() -> FastAPI:
    app = FastAPI(title="Shop")
    app.include_router(v1)
    return app


app = create_app()
