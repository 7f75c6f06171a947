"""SCF2: the schemas beside the models."""
