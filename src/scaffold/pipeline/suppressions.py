"""``# scaffold: ignore[SCF202] reason``, and the comments that silence nothing any more.

A comment counts for its own line, for the statement that it stands in or ends, and, alone on a line, for the line
below. ``# scaffold: ignore-file[SCF7]`` counts for the whole file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from scaffold.dataclass import dataclass
from scaffold.facts import parse
from scaffold.rule import Edit, Finding, Repair, Rule, Subject
from scaffold.rules.catalog import RULES
from scaffold.rules.run import unused_ignore

_COMMENT = re.compile(r"#[ \t]*scaffold:[ \t]*ignore(-file)?\[([^\]\n]*)\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Suppression:
    """One comment. ``lines`` are those that it is about, empty for the whole file."""

    path: str
    line: int
    column: int
    codes: tuple[str, ...]
    lines: range
    text: str

    def covers(self, finding: Finding) -> str | None:
        """The code of the comment that silences the finding."""
        if finding.path != self.path or (self.lines and finding.line not in self.lines):
            return None
        return next((code for code in self.codes if code and finding.code.startswith(code)), None)


def suppressions(files: Mapping[str, str], paths: Iterable[str]) -> Iterator[Suppression]:
    """The comments of these files."""
    for path in paths:
        text = files.get(path, "")
        if "scaffold:" not in text or not path.endswith((".py", ".mako", ".toml", ".ini")):
            continue
        yield from _in_file(path, text)


def applied(
    findings: Sequence[Finding], comments: Sequence[Suppression], ran: Sequence[Rule], complete: bool
) -> list[Finding]:
    """What is left, and one finding for every code that silenced nothing although its rule ran on everything."""
    used: set[tuple[Suppression, str]] = set()
    left: list[Finding] = []
    for finding in findings:
        covering = [(item, code) for item in comments if (code := item.covers(finding)) is not None]
        used.update(covering)
        if not covering:
            left.append(finding)
    if complete and unused_ignore.RULE in ran:
        left += _unused(comments, used, ran)
    return left


def _unused(
    comments: Sequence[Suppression], used: set[tuple[Suppression, str]], ran: Sequence[Rule]
) -> Iterator[Finding]:
    for item in comments:
        for code in item.codes:
            if (item, code) in used or not _ran(code, ran):
                continue
            yield unused_ignore.RULE.finding(
                item.path,
                f"{code} does not occur here" if _exists(code) else f"{code or 'an empty code'} is no rule",
                line=item.line,
                column=item.column,
                symbol=code,
                fix="remove the comment" if len(item.codes) == 1 else f"remove {code} from the comment",
                fixable=True,
            )


def _ran(code: str, ran: Sequence[Rule]) -> bool:
    """Every rule that the code means was on; what needs a database is nothing that we can tell."""
    if not _exists(code):
        return not code.startswith(("SCF6", "SCF8", "SCF7", "SCF0"))
    return all(rule in ran for rule in RULES if rule.code.startswith(code) and rule.default)


def _exists(code: str) -> bool:
    return bool(code) and any(rule.code.startswith(code) for rule in RULES)


def removal(subject: Subject, finding: Finding) -> Repair | None:
    """The edit that takes a code, or its whole comment, away."""
    for item in _in_file(finding.path, subject.files[finding.path]):
        if (item.line, item.column) != (finding.line, finding.column):
            continue
        rest = [code for code in item.codes if code != finding.symbol]
        line = subject.files[finding.path].split("\n")[item.line - 1]
        if rest:
            old, new = item.text, re.sub(r"\[.*\]", f"[{', '.join(rest)}]", item.text)
            edit = Edit(path=item.path, line=item.line, column=item.column, old=old, new=new)
        else:
            before = line[: item.column - 1]
            kept = before.rstrip()
            whole = line.rstrip("\r")[len(kept) :]
            alone = not kept
            edit = Edit(
                path=item.path,
                line=item.line,
                column=1 if alone else len(kept) + 1,
                old=f"{line}\n" if alone else whole,
                new="",
            )
        return Repair(edits=(edit,))
    return None


def _in_file(path: str, text: str) -> Iterator[Suppression]:
    lines = text.split("\n")
    spans = _spans(text) if path.endswith(".py") else {}
    for number, line in enumerate(lines, 1):
        for found in _COMMENT.finditer(line):
            alone = not line[: found.start()].strip()
            span = range(number, number + 2) if alone else spans.get(number, range(number, number + 1))
            yield Suppression(
                path=path,
                line=number,
                column=found.start() + 1,
                codes=tuple(code.strip() for code in found[2].split(",")),
                lines=range(0) if found[1] else span,
                text=found[0],
            )


def _spans(text: str) -> dict[int, range]:
    """The lines of the simple statement, or of the header, that each line belongs to."""
    import ast

    spans: dict[int, range] = {}
    for node in ast.walk(parse(text)):
        if isinstance(node, ast.stmt):
            body = getattr(node, "body", None)
            last = body[0].lineno - 1 if isinstance(body, list) and body else node.end_lineno or node.lineno
            first = min([node.lineno, *(d.lineno for d in getattr(node, "decorator_list", []))])
            for number in range(first, max(last, node.lineno) + 1):
                spans[number] = range(first, max(last, node.lineno) + 1)
    return spans
