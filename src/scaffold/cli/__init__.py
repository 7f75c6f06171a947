"""Commands: what was typed becomes a call of the pipeline, what came of it is printed."""
