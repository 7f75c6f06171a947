from alembic import context

from app.models import *  # noqa: F403

context.configure()
