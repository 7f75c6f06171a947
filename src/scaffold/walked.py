"""Which folders of a project are looked into, and which files in them are read.

Nothing is imported here: a check that is answered from memory asks, too.
"""

from __future__ import annotations

SKIPPED = frozenset(
    [
        ".git",
        ".hg",
        ".svn",
        ".tox",
        ".nox",
        ".venv",
        "venv",
        "env",
        ".env",
        "virtualenv",
        "node_modules",
        "__pycache__",
        ".mypy_cache",
        ".pytest_cache",
        ".ruff_cache",
        ".hypothesis",
        ".idea",
        ".vscode",
        ".eggs",
        "build",
        "dist",
        "site-packages",
        "htmlcov",
        ".scaffold",
    ]
)
TEXT = (".py", ".toml", ".ini", ".cfg", ".mako", ".txt", ".lock", ".md", ".yml", ".yaml", ".in", ".json")
