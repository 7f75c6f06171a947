from alembic import context
from sqlmodel import SQLModel

from src.books.models import Book  # noqa: F401
from src.authors.models import Author  # noqa: F401

target_metadata = SQLModel.metadata
context.configure(target_metadata=target_metadata)
