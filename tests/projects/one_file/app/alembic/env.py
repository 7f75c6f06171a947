from alembic import context

from app.models import SQLModel

target_metadata = SQLModel.metadata
context.configure(target_metadata=target_metadata)
