from sqlmodel import Session

from app.models import Hero, HeroCreate, Team, TeamCreate


def create_team(*, session: Session, team_in: TeamCreate) -> Team:
    team = Team.model_validate(team_in)
    session.add(team)
    session.commit()
    return team


def create_hero(*, session: Session, hero_in: HeroCreate) -> Hero:
    hero = Hero.model_validate(hero_in)
    session.add(hero)
    session.commit()
    return hero
