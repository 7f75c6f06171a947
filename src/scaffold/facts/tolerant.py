"""A text that our parser refuses: newer syntax is respelled in place, and what is broken is left out.

Every replacement has the length of what it replaces, so that lines and columns are those of the original and the
sources that are cut out by them are what the person wrote::

    class Box[T]:            class Box   :
    type Pair[T] = ...       type;Pair    = ...
    except A, B:             except A| B:
    f"{x["a"]}"              f"xxxxxxxxx"
    t"{name}"                f"xxxxxx"
    lazy import json         lazy;import json
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator

from scaffold.facts.declarations import Problem
from scaffold.facts.lexer import Token, tokens


def parse(text: str) -> tuple[ast.Module, Problem | None]:
    """A tree whose positions are those of ``text``, and the first place that could not be read."""
    readable = _respelled(text)
    try:
        return _with_aliases(ast.parse(readable)), None
    except SyntaxError as error:
        problem = Problem(error.lineno or 1, error.offset or 1, error.msg)
    except (ValueError, RecursionError, MemoryError) as error:
        return ast.Module([], []), Problem(1, 1, str(error) or type(error).__name__)
    return in_pieces(text), problem


def in_pieces(text: str) -> ast.Module:
    """The top-level statements that can be parsed, each by itself; of a broken class or function, its good parts."""
    readable = _respelled(text)
    lines = re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$", readable)
    return _with_aliases(
        ast.Module(
            [node for start, end in _blocks(lines, 0, len(lines), "") for node in _block(lines, start, end, "")], []
        )
    )


def _with_aliases(module: ast.Module) -> ast.Module:
    """``type;Pair = ...`` as the one statement that it was."""
    for node in ast.walk(module):
        body: object = getattr(node, "body", None)
        if isinstance(body, list):
            body[:] = _joined(body)
    return module


def _joined(body: Iterable[ast.stmt]) -> Iterator[ast.stmt]:
    word: ast.stmt | None = None
    for statement in body:
        match word, statement:
            case ast.Expr(lineno=line, col_offset=column, end_col_offset=int(end)), ast.Assign():
                if (statement.lineno, statement.col_offset) == (line, end + 1):
                    statement.col_offset, word = column, None
        if word is not None:
            yield word
        word = statement if _is_word(statement) else None
        if word is None:
            yield statement
    if word is not None:
        yield word


def _is_word(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Name) and statement.value.id == "type"


def _respelled(text: str) -> str:
    """The text with syntax that is newer than Python 3.11 in older words of the same length."""
    out = list(text)
    line: list[Token] = []
    for token in [*tokens(text), Token("newline", "", len(text), len(text), 0)]:
        if token.kind == "string":
            out[token.start : token.end] = _plain_string(token.text)
        if token.kind != "newline":
            line.append(token)
            continue
        _respell_line(line, out)
        line = []
    return "".join(out)


def _plain_string(literal: str) -> str:
    prefix = re.match(r"\w*", literal)
    assert prefix is not None
    letters = prefix[0].lower()
    if "f" not in letters and "t" not in letters:
        return literal
    quote = literal[len(letters) : len(letters) + (3 if literal[len(letters) :][:3] in ('"""', "'''") else 1)]
    inner = literal[len(letters) + len(quote) : -len(quote)]
    return prefix[0].replace("t", "f").replace("T", "F") + quote + re.sub(r"[\"'{}\\]", "x", inner) + quote


def _respell_line(line: list[Token], out: list[str]) -> None:
    words = [token.text for token in line[:3]]
    if not words:
        return
    if words[0] in ("class", "def") or words[:2] == ["async", "def"]:
        _blank_brackets(line[2 if words[0] != "async" else 3 :], out)
    elif words[0] == "type" and len(line) > 1 and line[1].kind == "name":
        out[line[1].start - 1] = ";"
        _blank_brackets(line[2:], out)
    elif words[0] == "lazy" and len(line) > 1 and words[1] in ("import", "from"):
        out[line[1].start - 1] = ";"
    elif words[0] == "except":
        for token in line:
            if token.text == "," and token.depth == 0:
                out[token.start] = "|"


def _blank_brackets(line: list[Token], out: list[str]) -> None:
    """The type parameters that open the line become blanks; a line break in them is continued."""
    if not line or line[0].text != "[":
        return
    end = next((token.end for token in line if token.text == "]" and token.depth == line[0].depth), line[-1].end)
    for position in range(line[0].start, end):
        if out[position] not in "\r\n":
            out[position] = " "
        elif out[position - 1] == " ":
            out[position - 1] = "\\"


def _block(lines: list[str], start: int, end: int, indent: str) -> list[ast.stmt]:
    """The statements of lines ``start`` to ``end`` (exclusive, from 0), at the indentation ``indent``."""
    try:
        return _parsed(lines, start, end, indent)
    except (SyntaxError, ValueError):
        pass
    header = _header_end(lines, start, end)
    if header is None or header >= end:
        return []
    inner = re.match(r"[ \t]*", lines[header])
    assert inner is not None
    shell = [*lines[:header], f"{inner[0]}pass\n"]
    try:
        nodes = _parsed(shell, start, header + 1, indent)
    except (SyntaxError, ValueError):
        return []
    if len(inner[0]) <= len(indent) or len(nodes) != 1:
        return nodes
    node = nodes[0]
    if isinstance(node, (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
        node.end_lineno = end
        node.body = [
            child
            for first, last in _blocks(lines, header, end, inner[0])
            for child in _block(lines, first, last, inner[0])
        ] or node.body
    return nodes


def _parsed(lines: list[str], start: int, end: int, indent: str) -> list[ast.stmt]:
    source = "".join(lines[start:end])
    if not indent:
        return ast.parse("\n" * start + source).body
    # the statement stands in a block: give it one, on the line above
    (block,) = ast.parse("\n" * (start - 1) + "if 1:\n" + source).body
    assert isinstance(block, ast.If)
    return block.body


def _header_end(lines: list[str], start: int, end: int) -> int | None:
    """The index of the first line of the body of a class or function."""
    source = "".join(lines[start:end])
    opened = False
    for token in tokens(source):
        if token.kind == "name" and token.text in ("class", "def") and token.depth == 0:
            opened = True
        if opened and token.kind == "symbol" and token.text == ":" and token.depth == 0:
            return start + source[: token.end].count("\n") + 1
    return None


_CONTINUES = re.compile(r"(?:else|elif|except|finally)\b")


def _blocks(lines: list[str], start: int, end: int, indent: str) -> Iterator[tuple[int, int]]:
    """The line ranges of the statements at ``indent`` between two lines; decorators belong to what follows."""
    heads = _logical_lines("".join(lines[start:end]), start)
    first: int | None = None
    decorated = False
    for index in heads:
        line = lines[index]
        code = line[len(indent) :] if line.startswith(indent) else ""
        if not code.strip() or code[0] in " \t#\f" or _CONTINUES.match(code) or not line.strip():
            continue
        if first is not None and not decorated:
            yield first, index
            first = index
        first = index if first is None else first
        decorated = code.startswith("@")
    if first is not None:
        yield first, end


def _logical_lines(source: str, start: int) -> list[int]:
    """The indexes of the lines on which a logical line begins."""
    heads, fresh, counted, line = [], True, 0, start
    for token in tokens(source):
        if token.kind == "newline":
            fresh = True
        elif fresh:
            line += source.count("\n", counted, token.start)
            counted = token.start
            heads.append(line)
            fresh = False
    return heads
