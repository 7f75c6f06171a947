from sqlmodel import Session, create_engine

engine = create_engine("postgresql://localhost/app")


def get_db():
    with Session(engine) as session:
        yield session
