from fastapi import APIRouter

from app.api.routes import heroes, teams

api_router = APIRouter()
api_router.include_router(heroes.router)
api_router.include_router(teams.router)
