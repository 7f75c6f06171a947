from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from sqlmodel import Session, SQLModel, select

ModelType = TypeVar("ModelType", bound=SQLModel)
CreateType = TypeVar("CreateType", bound=SQLModel)
UpdateType = TypeVar("UpdateType", bound=SQLModel)


class CRUDBase(Generic[ModelType, CreateType, UpdateType]):
    def __init__(self, model: type[ModelType]) -> None:
        self.model = model

    def get(self, db: Session, id: Any) -> ModelType | None:
        return db.get(self.model, id)

    def get_multi(self, db: Session, *, skip: int = 0, limit: int = 100) -> Sequence[ModelType]:
        return db.exec(select(self.model).offset(skip).limit(limit)).all()

    def create(self, db: Session, *, obj_in: CreateType) -> ModelType:
        db_obj = self.model.model_validate(obj_in)
        db.add(db_obj)
        db.commit()
        db.refresh(db_obj)
        return db_obj

    def update(self, db: Session, *, db_obj: ModelType, obj_in: UpdateType | dict[str, Any]) -> ModelType:
        values = obj_in if isinstance(obj_in, dict) else obj_in.model_dump(exclude_unset=True)
        for name, value in values.items():
            setattr(db_obj, name, value)
        db.add(db_obj)
        db.commit()
        db.refresh(db_obj)
        return db_obj

    def remove(self, db: Session, *, id: Any) -> ModelType | None:
        row = db.get(self.model, id)
        db.delete(row)
        db.commit()
        return row
