"""One short function per use case, readable aloud."""
