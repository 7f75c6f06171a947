from fastapi import FastAPI

app = FastAPI(title="Demo blog")


@app.get("/health")
async def health() -> dict[str, str]:
    # Load balancers poll this; it must not touch the database.
    return {"status": "ok"}
