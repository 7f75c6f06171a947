from fastapi import APIRouter, Depends
from sqlmodel import Session

from app import crud
from app.db import get_db
from app.models import ItemCreate, ItemRead

router = APIRouter(prefix="/items", tags=["items"])


@router.post("/", response_model=ItemRead)
def create_item(item_in: ItemCreate, db: Session = Depends(get_db)):
    return crud.item.create(db, obj_in=item_in)


@router.get("/", response_model=list[ItemRead])
def read_items(skip: int = 0, limit: int = 100, db: Session = Depends(get_db)):
    return crud.item.get_multi(db, skip=skip, limit=limit)
