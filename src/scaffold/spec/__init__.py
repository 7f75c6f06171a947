"""What do these words mean: the grammar, and the entity that they describe (pure)."""
