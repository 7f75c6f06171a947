"""Statements of three sides, merged by equality alone."""

from __future__ import annotations

import pytest

from scaffold.merge.sequence import diff3, merged


def result(base: str, ours: str, theirs: str) -> str | None:
    chunks = merged(base, ours, theirs)
    if chunks is None:
        return None
    return "".join(theirs[slice(*c.theirs)] if c.side == "theirs" else ours[slice(*c.ours)] for c in chunks)


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "expected"),
    [
        ("abc", "abc", "abc", "abc"),
        ("abc", "abXc", "abc", "abXc"),
        ("abc", "abc", "abXc", "abXc"),
        ("abc", "ac", "abc", "ac"),
        ("abc", "abc", "ac", "ac"),
        ("abc", "Xabc", "abcY", "XabcY"),
        ("abc", "aXc", "aXc", "aXc"),
        ("abc", "aXYc", "aZc", None),  # both changed b
        ("abc", "aXc", "ac", None),
        ("ac", "aXc", "aYc", None),  # both inserted at one point
        ("abc", "aXbc", "aYc", "aXYc"),  # an inserted statement beside a changed one
        ("abc", "abXc", "aYc", "aYXc"),
        ("abc", "aYc", "aXbZc", "aXYZc"),
        ("", "", "a", "a"),
        ("", "a", "", "a"),
    ],
)
def test_merge(base, ours, theirs, expected):
    assert result(base, ours, theirs) == expected


@pytest.mark.parametrize(
    ("base", "ours", "theirs"), [("abcd", "xbcy", "abd"), ("aab", "aba", "baa"), ("abc", "", "xyz")]
)
def test_the_chunks_cover_all_three_sides(base, ours, theirs):
    chunks = diff3(base, ours, theirs)
    for side, text in (("base", base), ("ours", ours), ("theirs", theirs)):
        assert "".join(text[slice(*getattr(chunk, side))] for chunk in chunks) == text
