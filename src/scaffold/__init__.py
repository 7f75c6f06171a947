"""The next entity of a FastAPI + SQLModel project, merged into the code that is already there."""
