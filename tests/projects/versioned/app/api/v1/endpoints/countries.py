from typing import List

from fastapi import APIRouter, Depends
from sqlmodel import Session, select

from app.db.database import get_db
from app.models import Country, CountryCreate, CountryRead

router = APIRouter()


@router.post("/")
def create_country(*, db: Session = Depends(get_db), country: CountryCreate) -> CountryRead:
    ...


@router.get("/")
def read_countries(*, db: Session = Depends(get_db)) -> List[CountryRead]:
    return db.exec(select(Country)).all()


@router.get("/{country_id}")
def read_country(*, db: Session = Depends(get_db), country_id: int) -> CountryRead:
    ...
