"""Generated text in the clothes of the file that it goes into: indentation and line ends.

Lines that start inside a string keep every blank: they are data.
"""

from __future__ import annotations

import io
import tokenize

from scaffold.dataclass import replace
from scaffold.merge.segments import Segment, lines_of
from scaffold.merge.source import Style, with_newlines

_OPENING = {"FSTRING_START", "TSTRING_START"}
_CLOSING = {"FSTRING_END", "TSTRING_END"}


def adapted(segment: Segment, column: str, written: Style, host: Style) -> Segment:
    """``segment``, which was ``written`` in one style, as it stands at ``column`` of the ``host``."""

    def fit(text: str) -> str:
        return reindented(text, (segment.column, written.unit), (column, host.unit), host.newline)

    inner = column + host.unit
    return replace(
        segment,
        lead=fit(segment.lead),
        code=fit(segment.code),
        tail=with_newlines(segment.tail, host.newline),
        decorators=tuple(adapted(d, column, written, host) for d in segment.decorators),
        body=None if segment.body is None else tuple(adapted(child, inner, written, host) for child in segment.body),
        foot=fit(segment.foot),
        column=column,
        line=0,
    )


def reindented(text: str, old: tuple[str, str], new: tuple[str, str], newline: str) -> str:
    """``text`` moved from one column and unit of indentation to another."""
    (old_column, old_unit), (column, unit) = old, new
    data = lines_in_strings(text)
    out = []
    for number, line in enumerate(lines_of(text)):
        stripped = line.lstrip(" \t")
        if number in data:
            out.append(line)
        elif not stripped.strip():
            out.append(stripped)
        else:
            indent = line[: len(line) - len(stripped)].removeprefix(old_column)
            levels, rest = 0, indent
            while old_unit and rest.startswith(old_unit):
                levels, rest = levels + 1, rest[len(old_unit) :]
            out.append(column + unit * levels + rest + stripped)
    return with_newlines("".join(out), newline)


def lines_in_strings(text: str) -> set[int]:
    """The lines of ``text``, from 0, that start inside a string."""
    if '"""' not in text and "'''" not in text and "\\" not in text:
        return set()
    indented = text[:1] in (" ", "\t")
    source = "if 1:\n" + text if indented else text
    inside: set[int] = set()
    starts: list[int] = []
    try:
        for token in tokenize.generate_tokens(io.StringIO(source).readline):
            name = tokenize.tok_name[token.type]
            if name in _OPENING:
                starts.append(token.start[0])
            elif name in _CLOSING:
                inside.update(range(starts.pop(), token.end[0]))
            elif name == "STRING":
                inside.update(range(token.start[0], token.end[0]))
    except (tokenize.TokenError, SyntaxError):
        pass  # half a statement, a header say: what was read so far is right
    return {line - int(indented) for line in inside}
