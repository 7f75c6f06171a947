"""One module per command: its words, its options, its help, and the pipeline that it calls."""
