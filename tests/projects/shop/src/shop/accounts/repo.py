import uuid

from sqlmodel import Session, select

from shop.accounts.models import Customer
from shop.accounts.schemas import CustomerIn


class CustomerRepo:
    def __init__(self, db: Session) -> None:
        self.db = db

    def get(self, customer_id: uuid.UUID) -> Customer | None:
        return self.db.get(Customer, customer_id)

    def list(self) -> list[Customer]:
        return list(self.db.exec(select(Customer)).all())

    def create(self, data: CustomerIn) -> Customer:
        customer = Customer(**data.model_dump())
        self.db.add(customer)
        self.db.commit()
        self.db.refresh(customer)
        return customer
