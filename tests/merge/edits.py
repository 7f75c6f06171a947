"""What people do to files: random edits by habit, each a function from text to text.

An operator that finds nothing to do returns the text as it is. Every word that an operator writes holds
``mine``, so that a check can ask for it again.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Callable
from random import Random

Edit = Callable[[str, Random], str]


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def _nodes(text: str, *kinds: type[ast.AST]) -> list[ast.stmt]:
    return [n for n in ast.walk(ast.parse(text)) if isinstance(n, kinds)]  # type: ignore[misc]


def start_of(node: ast.stmt) -> int:
    """The line, from 0, on which a statement starts, decorators included."""
    return min([node.lineno, *(d.lineno for d in getattr(node, "decorator_list", []))]) - 1


def _indent(lines: list[str], node: ast.stmt) -> str:
    line = lines[node.lineno - 1]
    return line[: len(line) - len(line.lstrip())]


def _pick(rng: Random, nodes: list) -> ast.stmt | None:
    return rng.choice(nodes) if nodes else None


def _word(rng: Random) -> str:
    return f"mine{rng.randint(100, 999)}"


def _insert(text: str, at: int, new: str) -> str:
    lines = _lines(text)
    if at and lines and at <= len(lines) and not lines[at - 1].endswith("\n"):
        lines[at - 1] += "\n"
    return "".join([*lines[:at], new, *lines[at:]])


def _cut(text: str, start: int, stop: int, new: str = "") -> str:
    lines = _lines(text)
    return "".join([*lines[:start], new, *lines[stop:]])


def _statements(text: str) -> list[ast.stmt]:
    """Every statement that starts a line of its own."""
    lines = _lines(text)
    found = []
    for node in _nodes(text, ast.stmt):
        line = lines[node.lineno - 1]
        if line[: node.col_offset].strip() == "":
            found.append(node)
    return found


def comment_above(text: str, rng: Random) -> str:
    node = _pick(rng, _statements(text))
    if node is None:
        return text
    return _insert(text, start_of(node), f"{_indent(_lines(text), node)}# {_word(rng)} above\n")


def comment_behind(text: str, rng: Random) -> str:
    nodes = [n for n in _statements(text) if not hasattr(n, "body")]
    node = _pick(rng, nodes)
    if node is None or node.end_lineno is None:
        return text
    lines = _lines(text)
    line = lines[node.end_lineno - 1]
    if "#" in line or line.rstrip().endswith(";") or line[node.end_col_offset :].strip():
        return text
    lines[node.end_lineno - 1] = line.rstrip() + f"  # {_word(rng)} behind\n"
    return "".join(lines)


def comment_on_header(text: str, rng: Random) -> str:
    lines = _lines(text)
    nodes = [
        n for n in _nodes(text, ast.ClassDef, ast.FunctionDef) if lines[start_of(n.body[0]) - 1].rstrip().endswith(":")
    ]
    node = _pick(rng, nodes)
    if node is None:
        return text
    at = start_of(node.body[0]) - 1
    lines[at] = lines[at].rstrip() + f"  # {_word(rng)} header\n"
    return "".join(lines)


def comment_at_end_of_block(text: str, rng: Random) -> str:
    node = _pick(rng, _nodes(text, ast.ClassDef, ast.FunctionDef))
    if node is None:
        return text
    indent = _indent(_lines(text), node) + "    "
    return _insert(text, node.end_lineno, f"{indent}# {_word(rng)} end\n")


def comment_at_top(text: str, rng: Random) -> str:
    return f"# {_word(rng)} top\n" + text


def add_attribute(text: str, rng: Random) -> str:
    node = _pick(rng, _nodes(text, ast.ClassDef))
    if node is None or node.body[0].lineno == node.lineno:
        return text
    child = rng.choice(node.body)
    indent = _indent(_lines(text), node.body[0])
    return _insert(text, child.end_lineno, f"{indent}{_word(rng)}: int = 0\n")


def add_method(text: str, rng: Random) -> str:
    node = _pick(rng, _nodes(text, ast.ClassDef))
    if node is None or node.body[0].lineno == node.lineno:
        return text
    indent = _indent(_lines(text), node.body[0])
    new = f"\n{indent}def {_word(rng)}(self) -> int:\n{indent}    return 1\n"
    return _insert(text, node.end_lineno, new)


def add_function(text: str, rng: Random) -> str:
    new = f"\n\ndef {_word(rng)}() -> None:\n    print('mine')\n"
    tops = [n for n in ast.parse(text).body if hasattr(n, "body")]
    if tops and rng.random() < 0.5:
        return _insert(text, rng.choice(tops).end_lineno, new)
    return text + new


def add_constant(text: str, rng: Random) -> str:
    tops = [n for n in ast.parse(text).body if isinstance(n, ast.Import | ast.ImportFrom)]
    at = tops[-1].end_lineno if tops else 0
    return _insert(text, at, f"\n{_word(rng).upper()} = 'mine'\n")


def add_statement(text: str, rng: Random) -> str:
    node = _pick(rng, [n for n in _nodes(text, ast.FunctionDef) if n.body[0].lineno > n.lineno])
    if node is None:
        return text
    child = rng.choice(node.body)
    indent = _indent(_lines(text), child)
    return _insert(text, start_of(child), f"{indent}print('{_word(rng)}')\n")


def change_constant(text: str, rng: Random) -> str:
    nodes = [
        n
        for n in ast.walk(ast.parse(text))
        if isinstance(n, ast.Constant) and type(n.value) is int and n.lineno == n.end_lineno
    ]
    if not nodes:
        return text
    node = rng.choice(nodes)
    lines = _lines(text)
    line = lines[node.lineno - 1]
    new = str(rng.randint(1000, 9999))
    lines[node.lineno - 1] = line[: node.col_offset] + new + line[node.end_col_offset :]
    return "".join(lines)


def change_statement(text: str, rng: Random) -> str:
    nodes = [n for n in _nodes(text, ast.Return) if n.value and n.lineno == n.end_lineno]
    node = _pick(rng, nodes)
    if node is None:
        return text
    lines = _lines(text)
    line = lines[node.lineno - 1]
    value = line[node.value.col_offset : node.value.end_col_offset]
    changed = line[: node.value.col_offset] + f"{_word(rng)}({value})"
    lines[node.lineno - 1] = changed + line[node.value.end_col_offset :]
    return "".join(lines)


def rename_local(text: str, _: Random) -> str:
    return re.sub(r"\bpost\b(?=[ .)]|$)", "mine_post", text) if "post = " in text else text


def delete_statement(text: str, rng: Random) -> str:
    parents = [
        n for n in ast.walk(ast.parse(text)) if isinstance(n, ast.ClassDef | ast.FunctionDef) and len(n.body) > 1
    ]
    if not parents:
        return text
    node = rng.choice(rng.choice(parents).body)
    if node not in _on_own_lines(text, [node]):
        return text
    return _cut(text, start_of(node), node.end_lineno)


def _on_own_lines(text: str, nodes: list[ast.stmt]) -> list[ast.stmt]:
    lines = _lines(text)
    return [
        n
        for n in nodes
        if not lines[start_of(n)][: 0 if hasattr(n, "decorator_list") else n.col_offset].strip()
        and not lines[n.end_lineno - 1][n.end_col_offset :].split("#")[0].strip()
    ]


def delete_definition(text: str, rng: Random) -> str:
    tops = [n for n in ast.parse(text).body if isinstance(n, ast.ClassDef | ast.FunctionDef)]
    if len(tops) < 2:
        return text
    node = rng.choice(tops)
    return _cut(text, start_of(node), node.end_lineno)


def swap_members(text: str, rng: Random) -> str:
    node = _pick(rng, [n for n in _nodes(text, ast.ClassDef) if len(n.body) > 2])
    if node is None:
        return text
    at = rng.randrange(1, len(node.body) - 1)
    one, two = node.body[at], node.body[at + 1]
    if len(_on_own_lines(text, [one, two])) < 2 or start_of(two) < one.end_lineno:
        return text
    lines = _lines(text)
    first = lines[start_of(one) : one.end_lineno]
    between = lines[one.end_lineno : start_of(two)]
    second = lines[start_of(two) : two.end_lineno]
    return "".join([*lines[: start_of(one)], *second, *between, *first, *lines[two.end_lineno :]])


def rename_attribute(text: str, rng: Random) -> str:
    nodes = [n for n in _nodes(text, ast.AnnAssign) if isinstance(n.target, ast.Name)]
    node = _pick(rng, nodes)
    if node is None:
        return text
    lines = _lines(text)
    line = lines[node.lineno - 1]
    old = node.target
    lines[node.lineno - 1] = line[: old.col_offset] + _word(rng) + line[old.end_col_offset :]
    return "".join(lines)


def rename_function(text: str, rng: Random) -> str:
    node = _pick(rng, _nodes(text, ast.FunctionDef))
    if node is None:
        return text
    lines = _lines(text)
    line = lines[node.lineno - 1]
    lines[node.lineno - 1] = line.replace(f"def {node.name}", f"def {_word(rng)}", 1)
    return "".join(lines)


def add_parameter(text: str, rng: Random) -> str:
    lines = _lines(text)
    nodes = [n for n in _nodes(text, ast.FunctionDef) if "()" not in lines[n.lineno - 1]]
    nodes = [n for n in nodes if re.search(r"\) ->.*:$", lines[n.lineno - 1].rstrip())]
    node = _pick(rng, nodes)
    if node is None or not node.args.args:
        return text
    lines[node.lineno - 1] = lines[node.lineno - 1].replace(") ->", f", *, {_word(rng)}: int = 0) ->", 1)
    try:
        ast.parse("".join(lines))
    except SyntaxError:
        return text
    return "".join(lines)


def add_base(text: str, rng: Random) -> str:
    node = _pick(rng, [n for n in _nodes(text, ast.ClassDef) if n.bases])
    if node is None:
        return text
    lines = _lines(text)
    line = lines[node.lineno - 1]
    at = node.bases[0]
    if at.lineno != node.lineno or "Mine" in {getattr(base, "id", "") for base in node.bases}:  # twice is a TypeError
        return text
    lines[node.lineno - 1] = (
        line[: at.col_offset] + "object, "[:0] + line[at.col_offset :].replace(at.id, f"{at.id}, Mine", 1)
    )
    return "".join(lines)


def add_decorator(text: str, rng: Random) -> str:
    node = _pick(rng, _nodes(text, ast.FunctionDef, ast.ClassDef))
    if node is None:
        return text
    at = rng.choice([start_of(node), node.lineno - 1])
    return _insert(text, at, f"{_indent(_lines(text), node)}@{_word(rng)}\n")


def delete_decorator(text: str, rng: Random) -> str:
    nodes = [n for n in _nodes(text, ast.FunctionDef) if n.decorator_list]
    node = _pick(rng, nodes)
    if node is None:
        return text
    decorator = rng.choice(node.decorator_list)
    if decorator.lineno != decorator.end_lineno:
        return text
    return _cut(text, decorator.lineno - 1, decorator.lineno)


def guard_endpoint(text: str, rng: Random) -> str:
    """A person's permission: one more argument in a decorator."""
    nodes = [d for n in _nodes(text, ast.FunctionDef) for d in n.decorator_list]
    nodes = [d for d in nodes if isinstance(d, ast.Call) and d.lineno == d.end_lineno]
    if not nodes:
        return text
    node = rng.choice(nodes)
    lines = _lines(text)
    line = lines[node.lineno - 1]
    at = node.end_col_offset - 1
    lines[node.lineno - 1] = line[:at] + f", dependencies=[{_word(rng)}]" + line[at:]
    return "".join(lines)


def change_docstring(text: str, rng: Random) -> str:
    return re.sub(r'"""(.+?)"""', f'"""{_word(rng)} says."""', text, count=1)


def add_docstring(text: str, rng: Random) -> str:
    nodes = [
        n
        for n in _nodes(text, ast.FunctionDef, ast.ClassDef)
        if ast.get_docstring(n) is None and n.body[0].lineno > n.lineno
    ]
    node = _pick(rng, nodes)
    if node is None:
        return text
    child = node.body[0]
    return _insert(text, start_of(child), f'{_indent(_lines(text), child)}"""{_word(rng)}."""\n')


def add_import(text: str, rng: Random) -> str:
    nodes = [n for n in ast.parse(text).body if isinstance(n, ast.Import | ast.ImportFrom)]
    at = start_of(rng.choice(nodes)) if nodes else 0
    return _insert(text, at, f"from {_word(rng)} import {_word(rng)}  # noqa: F401\n")


def extend_import(text: str, rng: Random) -> str:
    node = _from_import(text, rng)
    if node is None:
        return text
    names = [*(a.name for a in node.names), _word(rng)]
    return _cut(text, node.lineno - 1, node.end_lineno, f"from {node.module} import {', '.join(names)}\n")


def explode_import(text: str, rng: Random) -> str:
    node = _from_import(text, rng)
    if node is None:
        return text
    names = [a.name for a in node.names]
    style = rng.randrange(4)
    if style == 0:
        body = "(\n" + "".join(f"    {n},\n" for n in names) + ")"
    elif style == 1:
        body = "(\n" + "".join(f"    {n},  # mine {n}\n" for n in names) + ")"
    elif style == 2:
        body = "(" + ", ".join(names) + ")"
    else:
        body = ", \\\n    ".join(names)
    return _cut(text, node.lineno - 1, node.end_lineno, f"from {node.module} import {body}\n")


def _from_import(text: str, rng: Random) -> ast.ImportFrom | None:
    nodes = [
        n
        for n in ast.parse(text).body
        if isinstance(n, ast.ImportFrom)
        and not n.level
        and n.module != "__future__"
        and all(a.asname is None and a.name != "*" for a in n.names)
    ]
    nodes = [n for n in nodes if n in _on_own_lines(text, [n])]
    found = _pick(rng, nodes)
    lines = _lines(text)
    if found is not None and any("#" in line for line in lines[found.lineno - 1 : found.end_lineno]):
        return None
    return found  # type: ignore[return-value]


def relative_import(text: str, _: Random) -> str:
    return text.replace("from app.schemas.", "from ..schemas.")


def conditional_import(text: str, rng: Random) -> str:
    node = _from_import(text, rng)
    if node is None:
        return text
    names = ", ".join(a.name for a in node.names)
    line = f"    from {node.module} import {names}\n"
    new = f"try:\n{line}except ImportError:\n    mine = None\n"
    return _cut(text, node.lineno - 1, node.end_lineno, new)


def split_import(text: str, rng: Random) -> str:
    node = _from_import(text, rng)
    if node is None or len(node.names) < 2:
        return text
    new = "".join(f"from {node.module} import {a.name}\n" for a in node.names)
    return _cut(text, node.lineno - 1, node.end_lineno, new)


def wrap_in_if(text: str, rng: Random) -> str:
    tops = [n for n in ast.parse(text).body if isinstance(n, ast.FunctionDef | ast.Assign)]
    node = _pick(rng, _on_own_lines(text, tops))
    if node is None:
        return text
    lines = _lines(text)[start_of(node) : node.end_lineno]
    if any(mark in "".join(lines) for mark in ('"""', "'''")):
        return text
    body = "".join("    " + line if line.strip() else line for line in lines)
    return _cut(text, start_of(node), node.end_lineno, "if mine := True:\n" + body)


def join_with_semicolon(text: str, rng: Random) -> str:
    for parent in rng.sample(p := _nodes(text, ast.ClassDef), len(p)):
        for one, two in zip(parent.body, parent.body[1:], strict=False):
            simple = not hasattr(one, "body") and not hasattr(two, "body")
            alone = len(_on_own_lines(text, [one, two])) == 2
            if simple and alone and one.end_lineno == one.lineno and two.lineno == one.lineno + 1:
                lines = _lines(text)
                if "#" in lines[one.lineno - 1] or two.end_lineno != two.lineno:
                    continue
                joined = lines[one.lineno - 1].rstrip() + "; " + lines[two.lineno - 1].lstrip()
                return _cut(text, one.lineno - 1, two.lineno, joined)
    return text


def blank_lines(text: str, rng: Random) -> str:
    node = _pick(rng, _statements(text))
    return text if node is None else _insert(text, start_of(node), "\n" * rng.randint(1, 4))


def no_blank_lines(text: str, rng: Random) -> str:
    return re.sub(r"\n\n+(?=    )", "\n", text, count=rng.randint(1, 3))


def no_final_newline(text: str, _: Random) -> str:
    return text.rstrip("\n")


def trailing_blanks(text: str, rng: Random) -> str:
    lines = _lines(text)
    at = rng.randrange(len(lines)) if lines else 0
    if not lines or lines[at].rstrip().endswith("\\") or _in_string(text, at):
        return text
    lines[at] = lines[at].rstrip("\n") + "  \n"
    return "".join(lines)


def _in_string(text: str, at: int) -> bool:
    return any(
        isinstance(n, ast.Constant) and isinstance(n.value, str) and n.lineno - 1 <= at < n.end_lineno
        for n in ast.walk(ast.parse(text))
        if hasattr(n, "lineno") and n.lineno != n.end_lineno
    )


def form_feed(text: str, rng: Random) -> str:
    tops = [n for n in ast.parse(text).body if isinstance(n, ast.FunctionDef | ast.ClassDef)]
    node = _pick(rng, tops)
    return text if node is None else _insert(text, start_of(node), "\x0c\n")


def requote(text: str, _: Random) -> str:
    return text.replace('"', "'") if "'" not in text and '"""' not in text else text


def reformat(text: str, rng: Random) -> str:
    options = [
        ["--config", "line-length=40"],
        ["--config", "line-length=140"],
        ["--config", "format.quote-style='single'"],
        ["--config", "format.skip-magic-trailing-comma=true"],
        ["--config", "indent-width=2"],
        [],
    ]
    return ruff(["format", *rng.choice(options)], text)


def sort_imports(text: str, _: Random) -> str:
    return ruff(["check", "--isolated", "--fix", "--select", "I,F401"], text)


def ruff(arguments: list[str], text: str) -> str:
    """``text`` as ruff leaves it; as it was if ruff does not take it."""
    command = [sys.executable, "-m", "ruff", *arguments, "-q", "--stdin-filename", "x.py", "-"]
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=False)
    return done.stdout or text


def crlf(text: str, _: Random) -> str:
    return text.replace("\r\n", "\n").replace("\n", "\r\n")


def all_as_tuple(text: str, _: Random) -> str:
    return re.sub(r"__all__ = \[(.*?)\]", r"__all__ = (\1,)", text)


def all_exploded(text: str, _: Random) -> str:
    found = re.search(r"__all__ = \[(.*?)\]", text)
    if not found or "\n" in found[1]:
        return text
    body = "".join(f"    {name.strip()},\n" for name in found[1].split(","))
    return text.replace(found[0], f"__all__ = [\n{body}]")


def add_element(text: str, rng: Random) -> str:
    text = re.sub(r'__all__ = ([\[(])(?=")', rf'__all__ = \1"{_word(rng)}", ', text, count=1)
    return re.sub(r"PAYLOAD = {\n", f'PAYLOAD = {{\n    "{_word(rng)}": 1,\n', text, count=1)


def change_value(text: str, rng: Random) -> str:
    return re.sub(r'(    "\w+": )"abc"', rf'\1"{_word(rng)}"', text, count=1)


def delete_element(text: str, rng: Random) -> str:
    lines = _lines(text)
    found = [i for i, line in enumerate(lines) if re.match(r'    "\w+": .*,$', line.rstrip())]
    return _cut(text, (at := rng.choice(found)), at + 1) if found else text


CHEAP: tuple[Edit, ...] = (
    comment_above,
    comment_behind,
    comment_on_header,
    comment_at_end_of_block,
    comment_at_top,
    add_attribute,
    add_method,
    add_function,
    add_constant,
    add_statement,
    change_constant,
    change_statement,
    rename_local,
    delete_statement,
    delete_definition,
    swap_members,
    rename_attribute,
    rename_function,
    add_parameter,
    add_base,
    add_decorator,
    delete_decorator,
    guard_endpoint,
    change_docstring,
    add_docstring,
    add_import,
    extend_import,
    explode_import,
    relative_import,
    conditional_import,
    split_import,
    wrap_in_if,
    join_with_semicolon,
    blank_lines,
    no_blank_lines,
    trailing_blanks,
    form_feed,
    requote,
    all_as_tuple,
    all_exploded,
    add_element,
    change_value,
    delete_element,
)
LAST: tuple[Edit, ...] = (no_final_newline, crlf)  # whatever comes behind them would undo them
RUFF: tuple[Edit, ...] = (reformat, sort_imports)


def edited(text: str, rng: Random, count: int, ruff_share: float = 0.1) -> tuple[str, list[str]]:
    """``text`` after ``count`` random edits, and their names; an edit that breaks it is left out."""
    done = []
    for _ in range(count):
        edit = rng.choice(RUFF if rng.random() < ruff_share else CHEAP)
        try:
            new = edit(text, rng)
            compile(new, "x.py", "exec", dont_inherit=True)
        except (SyntaxError, ValueError, IndexError):
            continue
        if new != text:
            text, done = new, [*done, edit.__name__]
    if count and rng.random() < 0.1:
        edit = rng.choice(LAST)
        text, done = edit(text, rng), [*done, edit.__name__]
    return text, done
