"""What runs inside the project's interpreter: its own ``env.py`` against a shadow database, and
nothing else.

These modules are data to the rest of the package (but for ``masking``): they are started by path in another Python, so
they import only each other (relatively), the standard library, SQLAlchemy and Alembic, and they
keep to what Python 3.9 understands.
"""
