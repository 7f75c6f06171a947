"""What does this piece of syntax say, whatever it looks like?

Written out by hand and not with ``ast.dump``, whose output differs between Python versions: a lock
written under one Python must hold under the next. Strict on purpose: ``list["Post"]`` is not
``list[Post]``, or a correction of a template would be invisible.
"""

from __future__ import annotations

import ast
import io
import tokenize
from collections.abc import Iterable, Sequence

from scaffold.lock import digest

_SKIPPED = {"ctx", "kind", "type_comment", "type_ignores"}


def canonical(node: ast.AST) -> str:
    """One spelling for all spellings of ``node``; docstrings count without their indentation."""
    if isinstance(node, ast.Constant):
        return _constant(node.value)
    if isinstance(node, _FORMATTED):
        return type(node).__name__ + _pieces(node.values)
    parts = []
    for field in node._fields:
        value = getattr(node, field, None)
        if field in _SKIPPED or value is None or value == []:
            continue
        if isinstance(node, ast.Delete):  # `del (a, b)` is `del a, b`
            value = [part for target in node.targets for part in _unpacked(target)]
        if field == "body" and isinstance(node, _DOCUMENTED):
            parts.append("body=[" + ",".join(_body(value)) + "]")
        else:
            parts.append(f"{field}={_value(value)}")
    return f"{type(node).__name__}({','.join(parts)})"


# `t"..."` of Python 3.14 has the same pieces as `f"..."`
_FORMATTED: tuple[type[ast.JoinedStr], ...] = (
    ast.JoinedStr,
    getattr(ast, "TemplateStr", ast.JoinedStr),
)
_DOCUMENTED = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Module)


def _value(value: object) -> str:
    if isinstance(value, ast.AST):
        return canonical(value)
    if isinstance(value, list):
        return "[" + ",".join(map(_value, value)) + "]"
    return _constant(value)


def _constant(value: object) -> str:
    """``ascii``: what ``repr`` escapes depends on the Unicode version. Hexadecimal: it has no limit."""
    if isinstance(value, int) and not isinstance(value, bool):
        return hex(value)
    return ascii(value)


def _unpacked(target: ast.expr) -> Sequence[ast.expr]:
    return target.elts if isinstance(target, (ast.Tuple, ast.List)) else (target,)


def _pieces(values: Iterable[ast.expr]) -> str:
    """The pieces of an f-string: neighbours joined, the empty ones of Python 3.12.0 left out."""
    out: list[str] = []
    text = ""
    for value in values:
        if isinstance(value, ast.Constant) and isinstance(value.value, str):
            text += value.value
            continue
        if text:
            out.append(ascii(text))
        text = ""
        out.append(canonical(value))
    if text:
        out.append(ascii(text))
    return "[" + ",".join(out) + "]"


def _body(statements: Sequence[ast.stmt]) -> list[str]:
    first, *rest = statements
    head = documentation(first) if is_text(first) else canonical(first)
    return [head, *map(canonical, rest)]


def is_text(node: ast.stmt) -> bool:
    """Whether ``node`` is a string that stands alone, as a docstring does."""
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def documentation(node: ast.stmt) -> str:
    """A docstring without what a formatter changes: indentation, trailing blanks, outer blank lines."""
    assert isinstance(node, ast.Expr)
    assert isinstance(node.value, ast.Constant)
    lines = str(node.value.value).expandtabs().split("\n")
    rest = [line for line in lines[1:] if line.strip()]
    margin = min((len(line) - len(line.lstrip()) for line in rest), default=0)
    lines = [lines[0].lstrip(), *(line[margin:] for line in lines[1:])]
    return "Doc(" + ascii("\n".join(line.rstrip() for line in lines).strip()) + ")"


def comments(code: str) -> tuple[str, ...]:
    """The comments inside ``code``, ``#x`` and ``# x`` alike, nothing inside strings."""
    if "#" not in code:
        return ()
    # a statement that stands indented in its file:  `    x = 1  # why`
    source = "if 1:\n" + code if code[:1] in (" ", "\t", "\f") else code
    found = []
    try:
        for token in tokenize.generate_tokens(io.StringIO(source).readline):
            if token.type == tokenize.COMMENT:
                found.append("#" + token.string[1:].strip())
    except (tokenize.TokenError, SyntaxError):
        return ("?" + code,)  # cannot be told apart, so every character counts
    return tuple(found)


def fingerprint(parts: Iterable[str], size: int = 4) -> str:
    """The digest of canonical text and comments, ``2 * size`` digits."""
    return digest("\0".join(parts), size)
