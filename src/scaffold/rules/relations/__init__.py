"""SCF5: foreign keys and the two sides of a relation."""
