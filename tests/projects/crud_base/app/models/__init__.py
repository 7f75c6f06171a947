from app.models.item import Item, ItemCreate, ItemRead, ItemUpdate
