"""A question to a person: put on stderr, answered on stdin, only where both are a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable

from scaffold.pipeline.flags import Question


def terminal() -> bool:
    """Is there a person who can be asked?"""
    return sys.stdin.isatty() and sys.stderr.isatty()


def asker(pause: Callable[[], None] = lambda: None) -> Callable[[Question], str | None]:
    """A function that asks, after ``pause`` cleared the line; ``None`` is the end of input."""

    def ask(question: Question) -> str | None:
        pause()
        while True:
            print(f"{question.text} {_offer(question)}".rstrip(), end=" ", file=sys.stderr, flush=True)
            typed = sys.stdin.readline()
            if not typed:
                print(file=sys.stderr)
                return None
            answer = chosen(question, typed.strip())
            if answer is not None:
                return answer
            print(f"Please answer {' or '.join(question.choices)}.", file=sys.stderr)

    return ask


def chosen(question: Question, typed: str) -> str | None:
    """What ``typed`` means: a choice, the beginning of just one, nothing for the default."""
    if not typed:
        return question.default
    if not question.choices:
        return typed
    lowered = typed.lower()
    if lowered in question.choices:
        return lowered
    fitting = [choice for choice in question.choices if choice.startswith(lowered)]
    if not fitting and lowered in ("yes", "no"):
        fitting = [choice for choice in question.choices if choice == lowered[0]]
    return fitting[0] if len(fitting) == 1 else None


def _offer(question: Question) -> str:
    if not question.choices:
        return f"[{question.default}]" if question.default else ""
    names = [c.upper() if c == question.default and len(c) == 1 else c for c in question.choices]
    default = f"; Enter: {question.default}" if question.default and len(question.default) > 1 else ""
    return f"[{'/'.join(names)}{default}]"
