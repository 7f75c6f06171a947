from fastapi import APIRouter

from server.controller.account_controller import account_router


def create_router() -> APIRouter:
    router = APIRouter()
    router.include_router(account_router, tags=["account"], prefix="/account")
    return router
