"""Is this still what we wrote? Code that is, and on which no comment of a person hangs, may be removed."""

from __future__ import annotations

import re
from collections.abc import Mapping

from scaffold.lock import digest
from scaffold.merge.elements import elements_of
from scaffold.merge.opened import opened
from scaffold.merge.prints import (
    ClassPrint,
    ElementsPrint,
    Print,
    inner_comments,
    normal_comment,
    own_comments,
    print_of,
)
from scaffold.merge.segments import Segment, SegmentTree, lines_of

Comments = Mapping[str, frozenset[str]]

# a pragma on the line is about the code, and goes with it; one above may be `fmt: off` for more
_PRAGMA = re.compile(r"#\s*(noqa|type:|pragma|fmt:|pyright|ruff|mypy|isort|ty:|pylint)", re.I)


def untouched(segment: Segment, recorded: Print, symbol: str, known: Comments) -> bool:
    """Whether ``segment`` is what was ``recorded``; ``known`` are the template's own comments."""
    if not _is_recorded(segment, recorded):
        return False
    return not foreign_comments(segment, symbol, known)


def _is_recorded(segment: Segment, recorded: Print) -> bool:
    if isinstance(recorded, ElementsPrint):
        elements = elements_of(segment, any_name=True)
        return elements is not None and all(recorded.elements.get(element.key) == element.value for element in elements)
    if not isinstance(recorded, ClassPrint) or segment.kind != "class":
        return print_of(segment) == recorded
    # a class from which a person removed members holds nothing that a person wrote
    segment = opened(segment)
    printed = print_of(segment)
    assert isinstance(printed, ClassPrint)
    if (printed.header, printed.decorators) != (recorded.header, recorded.decorators):
        return False
    return all(
        child.key in recorded.members and _is_recorded(child, recorded.members[child.key])
        for child in segment.body or ()
        if child.code.strip() != "pass" or child.key in recorded.members
    )


def foreign_comments(segment: Segment, symbol: str, known: Comments) -> list[str]:
    """The comments on and inside ``segment`` that the template did not write."""
    own = {
        comment
        for name, comments in known.items()
        if name == symbol or name.startswith(symbol + ".")
        for comment in comments
    }
    found = [*own_comments(segment), *inner_comments(segment)]
    if is_pragma(segment.tail):
        found.remove(own_comments(segment)[-1])
    return [comment for comment in found if comment_digest(comment) not in own]


def is_pragma(tail: str) -> bool:
    """Whether what stands behind a statement speaks to a tool about that statement."""
    return _PRAGMA.match(tail.strip()) is not None


def comment_digest(comment: str) -> str:
    """What the lock keeps of one comment of the template."""
    return digest(comment, 3)


def comments_of(tree: SegmentTree) -> dict[str, frozenset[str]]:
    """The digests of the comments of a template, by the statement that they hang on; ``""`` is the file."""
    found = _comments_of(tree.body, "")
    own = frozenset(map(comment_digest, comment_lines(tree.head + tree.foot)))
    return {**found, "": own} if own else found


def comment_lines(text: str) -> tuple[str, ...]:
    """The comments in ``text``, which holds nothing else."""
    return tuple(normal_comment(line) for line in lines_of(text) if line.strip())


def _comments_of(segments: tuple[Segment, ...], prefix: str) -> dict[str, frozenset[str]]:
    out: dict[str, frozenset[str]] = {}
    for segment in segments:
        if segment.kind in ("import", "typing"):
            continue
        symbol = prefix + segment.key.replace(" ", ":")
        found = list(own_comments(segment))
        if segment.kind == "class":
            out |= _comments_of(segment.body or (), symbol + ".")
            found += comment_lines(segment.foot)
        else:
            found += inner_comments(segment)
        if found:
            out[symbol] = frozenset(map(comment_digest, found))
    return out
