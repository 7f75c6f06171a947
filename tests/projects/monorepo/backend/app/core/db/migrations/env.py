from alembic import context

import app.models  # noqa: F401

context.configure()
