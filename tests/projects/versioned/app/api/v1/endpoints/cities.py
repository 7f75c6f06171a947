from typing import List

from fastapi import APIRouter, Depends
from sqlmodel import Session, select

from app.db.database import get_db
from app.models import City, CityRead

router = APIRouter()


@router.get("/")
def read_cities(*, db: Session = Depends(get_db)) -> List[CityRead]:
    return db.exec(select(City)).all()
