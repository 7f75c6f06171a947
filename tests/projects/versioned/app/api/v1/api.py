from fastapi import APIRouter

from app.api.v1.endpoints import cities, countries

api_router = APIRouter()

api_router.include_router(countries.router, prefix="/countries", tags=["Countries"])
api_router.include_router(cities.router, prefix="/cities", tags=["Cities"])
