"""What does this piece of syntax say, whatever it looks like?

Written out by hand and not with ``ast.dump``, whose output differs between Python versions: a lock
written under one Python must hold under the next. Strict on purpose: ``list["Post"]`` is not
``list[Post]``, or a correction of a template would be invisible. Without recursion: an expression of a
thousand terms is no reason to fail.
"""

from __future__ import annotations

import ast
import io
import tokenize
from collections.abc import Iterable, Sequence

from scaffold.lock import digest

_SKIPPED = {"ctx", "kind", "type_comment", "type_ignores"}
_DOCUMENTED = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Module)
# `t"..."` of Python 3.14 has the same pieces as `f"..."`
_FORMATTED: tuple[type[ast.JoinedStr], ...] = (
    ast.JoinedStr,
    getattr(ast, "TemplateStr", ast.JoinedStr),
)


def canonical(node: ast.AST) -> str:
    """One spelling for all spellings of ``node``; docstrings count without their indentation."""
    out: list[str] = []
    stack: list[ast.AST | str] = [node]
    while stack:
        piece = stack.pop()
        if isinstance(piece, str):
            out.append(piece)
        else:
            stack.extend(reversed(_pieces(piece)))
    return "".join(out)


def _pieces(node: ast.AST) -> list[ast.AST | str]:
    """What is written for ``node``, its children as they are."""
    if isinstance(node, ast.Constant):
        return [_constant(node.value)]
    if isinstance(node, _FORMATTED):
        return [type(node).__name__, "[", *_separated(_joined(node.values)), "]"]
    out: list[ast.AST | str] = [type(node).__name__, "("]
    for field in node._fields:
        value = getattr(node, field, None)
        if field in _SKIPPED or value is None or value == []:
            continue
        if isinstance(node, ast.Delete):  # `del (a, b)` is `del a, b`
            value = [part for target in node.targets for part in _unpacked(target)]
        if len(out) > 2:
            out.append(",")
        out.append(f"{field}=")
        if not isinstance(value, list):
            out.append(value if isinstance(value, ast.AST) else _constant(value))
        elif field == "body" and isinstance(node, _DOCUMENTED) and is_text(value[0]):
            out += ["[", *_separated([documentation(value[0]), *value[1:]]), "]"]
        else:
            out += ["[", *_separated(value), "]"]
    return [*out, ")"]


def _separated(values: Iterable[object]) -> list[ast.AST | str]:
    out: list[ast.AST | str] = []
    for value in values:
        if out:
            out.append(",")
        out.append(value if isinstance(value, (ast.AST, str)) else _constant(value))
    return out


def _constant(value: object) -> str:
    """``ascii``, as what ``repr`` escapes depends on the Unicode version; no limit on digits."""
    if isinstance(value, int) and not isinstance(value, bool):
        return hex(value)
    return ascii(value)


def _unpacked(target: ast.expr) -> Sequence[ast.expr]:
    return target.elts if isinstance(target, (ast.Tuple, ast.List)) else (target,)


def _joined(values: Iterable[ast.expr]) -> list[ast.AST | str]:
    """The pieces of an f-string: neighbours joined, the empty ones of Python 3.12.0 left out."""
    out: list[ast.AST | str] = []
    text = ""
    for value in values:
        if isinstance(value, ast.Constant) and isinstance(value.value, str):
            text += value.value
            continue
        out += [ascii(text)] if text else []
        out.append(value)
        text = ""
    return [*out, ascii(text)] if text else out


def is_text(node: object) -> bool:
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
