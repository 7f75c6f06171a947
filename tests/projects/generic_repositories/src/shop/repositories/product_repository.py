from shop.models.product import Product
from shop.repositories.base import Repository


class ProductRepository(Repository[Product]):
    model = Product
