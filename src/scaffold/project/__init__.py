"""What is this project: its files, layout, conventions and models. All reading happens here."""
