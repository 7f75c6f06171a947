"""SCF9: what we generated, and the lock that remembers it."""
