"""SCF7: the migration files, without running them. With ``--since`` only the new ones are looked into."""
