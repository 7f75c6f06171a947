# Alembic and the mappers need every model; keep this list whole.
from app.db.models.user import User

__all__ = ["User"]
