from fastapi import APIRouter

from shop.accounts.api import router as accounts_router

ROUTERS = [
    accounts_router,
]

v1 = APIRouter(prefix="/api/v1")
for r in ROUTERS:
    v1.include_router(r)
