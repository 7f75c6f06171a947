"""SCF1: the table models themselves."""
