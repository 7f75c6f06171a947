from app.crud.crud_item import item
