"""What to do with a text that our parser refuses. (Being written: for now, nothing of it is read.)"""

from __future__ import annotations

import ast

from scaffold.facts.declarations import Problem


def parse(text: str) -> tuple[ast.Module, str, Problem | None]:
    """A tree that declares what ``text`` declares, the text to cut sources from, and what could not be read."""
    try:
        return ast.parse(text), text, None
    except SyntaxError as error:
        problem = Problem(error.lineno or 1, error.offset or 1, error.msg)
    except (ValueError, RecursionError, MemoryError) as error:
        problem = Problem(1, 1, str(error))
    return ast.Module([], []), text, problem
