"""SCF4: what has to know of what, so that it runs."""
