"""SCF0: the run itself: configuration, files that cannot be read, comments that silence nothing."""
