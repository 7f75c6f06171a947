"""Cut a node out of the text that it was parsed from, character for character."""

from __future__ import annotations

import ast
import re
from itertools import accumulate

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")


class Cutter:
    """Holds the lines; a form feed or a line separator inside a string is no line end, as for Python."""

    def __init__(self, text: str) -> None:
        self._lines: list[str] = _LINE.findall(text)
        self._ascii = text.isascii()

    def column(self, node: ast.expr | ast.stmt) -> int:
        """Where the node begins in its line, from 1, in characters."""
        return self._characters(node.lineno, node.col_offset) + 1

    def source(self, node: ast.expr | ast.stmt) -> str:
        """The node as it was written."""
        first, last = node.lineno, node.end_lineno or node.lineno
        if self._ascii and first == last:
            return self._lines[first - 1][node.col_offset : node.end_col_offset]
        start = self._characters(first, node.col_offset)
        end = self._characters(last, node.end_col_offset or 0)
        if first == last:
            return self._lines[first - 1][start:end]
        between = self._lines[first : last - 1]
        return "".join([self._lines[first - 1][start:], *between, self._lines[last - 1][:end]])

    def span(self, node: ast.expr | ast.stmt | ast.alias) -> tuple[int, int]:
        """Where the node begins and ends in the text, in characters."""
        starts = (0, *accumulate(map(len, self._lines)))
        first, last = node.lineno, node.end_lineno or node.lineno
        begin = starts[first - 1] + self._characters(first, node.col_offset)
        return begin, starts[last - 1] + self._characters(last, node.end_col_offset or 0)

    def _characters(self, line: int, offset: int) -> int:
        # the parser counts UTF-8 bytes
        if self._ascii:
            return offset
        return len(self._lines[line - 1].encode()[:offset].decode(errors="ignore"))
