"""Every printed character: stdout is the result, stderr everything else, a pipe gets plain text."""
