"""Regular expressions of ``pattern=``: what Python and pydantic's Rust engine both understand, in linear time."""

from __future__ import annotations

import re

from scaffold.spec.word import Word, shown

# (?=a) (?!a) (?<=a) (?<!a) (?P=name) (?>a) (?(1)a|b) \1 a*+ : not in the Rust engine
_PYTHON_ONLY = re.compile(r"(?<!\\)(?:\\\\)*(\(\?(?:[=!>(]|<[=!]|P=|#)|\\[1-9Z]|[*+?}]\+)")


def check_pattern(word: Word) -> str:
    """The pattern as typed; ``SpecError`` when it is none, or needs what the other engine lacks."""
    text = word.values["pattern"]
    try:
        re.compile(text)
    except (re.error, RecursionError, OverflowError) as error:
        word.fail(f"pattern={shown(text)}: {error}", "--set NAME.pattern='^[a-z]+$'")
    if (found := _PYTHON_ONLY.search(text)) is not None:
        word.fail(
            f"pattern={shown(text)}: pydantic's engine has no {found[1]} (look-around, back reference)",
            "write a pattern without it",
        )
    return text
