from fastapi import FastAPI

from src.authors.routes import author_router
from src.books.routes import book_router

version = "v1"

app = FastAPI(title="Library", version=version)

app.include_router(book_router, prefix=f"/api/{version}/books", tags=["books"])
app.include_router(author_router, prefix=f"/api/{version}/authors", tags=["authors"])
