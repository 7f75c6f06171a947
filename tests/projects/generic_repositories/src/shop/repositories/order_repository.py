from shop.models.order import Order
from shop.repositories.base import Repository


class OrderRepository(Repository[Order]):
    model = Order
