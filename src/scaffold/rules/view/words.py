"""Does a name stand anywhere in a text, comments and strings included."""

from __future__ import annotations


def stands_in(name: str, text: str) -> bool:
    """Whether ``name`` is a word of ``text``."""
    at = text.find(name)
    while at >= 0:
        if not _is_letter(text[max(at - 1, 0) : at]) and not _is_letter(text[at + len(name) : at + len(name) + 1]):
            return True
        at = text.find(name, at + 1)
    return False


def _is_letter(character: str) -> bool:
    return character.isalnum() or character == "_"
