"""One row per type of the grammar: how it is spelled in a model, in the schemas, in SQL, and an example of it."""

from scaffold.fieldtypes.defaults import value_of
from scaffold.fieldtypes.row import Arguments, FieldType, Import
from scaffold.fieldtypes.rows import ALIASES, TYPES

__all__ = ["ALIASES", "TYPES", "Arguments", "FieldType", "Import", "value_of"]
