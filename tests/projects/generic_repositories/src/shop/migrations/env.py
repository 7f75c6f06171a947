import importlib
import pkgutil

from alembic import context
from sqlmodel import SQLModel

import shop.models

for module in pkgutil.iter_modules(shop.models.__path__):
    importlib.import_module(f"shop.models.{module.name}")

context.configure(target_metadata=SQLModel.metadata)
