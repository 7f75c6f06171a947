"""Make a fragment true in a source text: the only home of LibCST."""
