import importlib
import pkgutil

from fastapi import FastAPI

import shop.routers


def create_app() -> FastAPI:
    app = FastAPI()
    for module in pkgutil.iter_modules(shop.routers.__path__):
        app.include_router(importlib.import_module(f"shop.routers.{module.name}").router)
    return app
