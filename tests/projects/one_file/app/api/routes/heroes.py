import uuid
from typing import Any

from fastapi import APIRouter, HTTPException
from sqlmodel import select

from app.api.deps import SessionDep
from app.models import Hero, HeroCreate, HeroesPublic, HeroPublic, HeroUpdate

router = APIRouter(prefix="/heroes", tags=["heroes"])


@router.get("/", response_model=HeroesPublic)
def read_heroes(session: SessionDep, skip: int = 0, limit: int = 100) -> Any:
    heroes = session.exec(select(Hero).offset(skip).limit(limit)).all()
    return HeroesPublic(data=heroes, count=len(heroes))


@router.get("/{id}", response_model=HeroPublic)
def read_hero(session: SessionDep, id: uuid.UUID) -> Any:
    if (hero := session.get(Hero, id)) is None:
        raise HTTPException(status_code=404, detail="Hero not found")
    return hero


@router.post("/", response_model=HeroPublic)
def create_hero(*, session: SessionDep, hero_in: HeroCreate) -> Any:
    hero = Hero.model_validate(hero_in)
    session.add(hero)
    session.commit()
    return hero


@router.put("/{id}", response_model=HeroPublic)
def update_hero(*, session: SessionDep, id: uuid.UUID, hero_in: HeroUpdate) -> Any:
    hero = session.get(Hero, id)
    hero.sqlmodel_update(hero_in.model_dump(exclude_unset=True))
    session.commit()
    return hero
