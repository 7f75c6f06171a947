import uuid

from fastapi import APIRouter, HTTPException

from shop.accounts.repo import CustomerRepo
from shop.accounts.schemas import CustomerIn, CustomerRead
from shop.core.db import DB

router = APIRouter(prefix="/customers", tags=["customers"])


@router.get("/", response_model=list[CustomerRead])
def list_customers(db: DB):
    return CustomerRepo(db).list()


@router.post("/", response_model=CustomerRead, status_code=201)
def create_customer(data: CustomerIn, db: DB):
    return CustomerRepo(db).create(data)


@router.get("/{customer_id}", response_model=CustomerRead)
def get_customer(customer_id: uuid.UUID, db: DB):
    customer = CustomerRepo(db).get(customer_id)
    if customer is None:
        raise HTTPException(404, "customer not found")
    return customer
