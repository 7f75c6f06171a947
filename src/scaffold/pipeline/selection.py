"""Which rules run, and where: the options, over ``[tool.scaffold.check]``, over what is on by default."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase
from typing import Any

from scaffold.dataclass import dataclass, field
from scaffold.errors import ProjectError, SpecError
from scaffold.naming import near
from scaffold.rule import Finding, Rule
from scaffold.rules.catalog import RULES

_KEYS = ("select", "extend-select", "ignore", "per-file-ignores", "baseline", "since")
_WHERE = "[tool.scaffold.check] in pyproject.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """``[tool.scaffold.check]`` as it is written."""

    select: tuple[str, ...] = ()
    extend: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    per_file: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    baseline: str | None = None
    since: str | None = None


def settings(files: Mapping[str, str]) -> Settings:
    """The settings of a project. Raises ``ProjectError`` for a key or value that means nothing."""
    text = files.get("pyproject.toml", "")
    if "tool.scaffold.check" not in text:
        return Settings()
    import tomllib

    try:
        tools = tomllib.loads(text.removeprefix("\ufeff")).get("tool", {})
    except tomllib.TOMLDecodeError as error:
        raise ProjectError(f"cannot be read: {error}", where="pyproject.toml") from error
    table = tools.get("scaffold", {}).get("check", {})
    for key in table:
        if key not in _KEYS:
            close = near(key, _KEYS) or _KEYS
            raise ProjectError(f'unknown key "{key}"', where=_WHERE, hint=f'did you mean "{close[0]}"?')
    per_file = table.get("per-file-ignores", {})
    if not isinstance(per_file, Mapping):
        raise ProjectError('"per-file-ignores" is a table', where=_WHERE, hint='"app/legacy/*" = ["SCF2"]')
    return Settings(
        select=_codes(table, "select"),
        extend=_codes(table, "extend-select"),
        ignore=_codes(table, "ignore"),
        per_file={pattern: _codes(per_file, pattern) for pattern in per_file},
        baseline=_text(table, "baseline"),
        since=_text(table, "since"),
    )


def chosen(select: Sequence[str], ignore: Sequence[str], found: Settings, *, release: bool) -> tuple[Rule, ...]:
    """The rules to run. Raises ``SpecError`` for a code that no rule has.

    ``release``: migrations are looked at for what they do to a database in use, which is a matter of their release
    and not of the code being in step.
    """
    for code in (*select, *ignore, *found.select, *found.extend, *found.ignore):
        known(code)
    asked = tuple(select) or found.select
    unwanted = (*ignore, *found.ignore)
    return tuple(
        rule
        for rule in RULES
        if (_in(rule.code, asked) if asked else _unasked(rule, found, release))
        and not _outweighed(rule.code, asked, unwanted)
    )


def _unasked(rule: Rule, found: Settings, release: bool) -> bool:
    return rule.default or _in(rule.code, found.extend) or (release and rule.release)


def wanted(code: str, select: Sequence[str], ignore: Sequence[str], found: Settings) -> bool:
    """Whether a finding that no rule of ours made (a replay, a live database) shall be told."""
    asked, unwanted = tuple(select) or found.select, (*ignore, *found.ignore)
    return (not asked or _in(code, asked)) and not _outweighed(code, asked, unwanted)


def known(code: str) -> None:
    """Raise ``SpecError`` for a code or prefix that no rule has. What needs a database has codes of its own."""
    elsewhere = re.fullmatch(r"SCF(?:0|6|7|8)\d{0,2}", code) is not None
    if elsewhere or any(rule.code.startswith(code) for rule in RULES):
        return
    close = near(code, tuple(rule.code for rule in RULES)) or ("SCF2",)
    raise SpecError("no rule has this code", where=code, hint=f"did you mean {close[0]}?")


def ignored(finding: Finding, found: Settings) -> bool:
    """Whether a pattern of ``per-file-ignores`` silences it."""
    return any(
        _in(finding.code, codes) and _matches(finding.path, pattern) for pattern, codes in found.per_file.items()
    )


def _matches(path: str, pattern: str) -> bool:
    return (
        fnmatchcase(path, pattern)
        or fnmatchcase(path.rpartition("/")[2], pattern)
        or (fnmatchcase(path, f"{pattern.rstrip('/')}/*"))
    )


def _in(code: str, prefixes: Sequence[str]) -> bool:
    return any(code.startswith(prefix) for prefix in prefixes)


def _outweighed(code: str, wanted: Sequence[str], unwanted: Sequence[str]) -> bool:
    """The longer prefix wins, as in ruff: ``--select SCF2 --ignore SCF202``, ``--ignore SCF2 --select SCF202``."""
    no = max((len(prefix) for prefix in unwanted if code.startswith(prefix)), default=0)
    yes = max((len(prefix) for prefix in wanted if code.startswith(prefix)), default=0)
    return no > 0 and no >= yes


def _codes(table: Mapping[str, Any], key: str) -> tuple[str, ...]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ProjectError(f'"{key}" is a list of codes', where=_WHERE, hint=f'{key} = ["SCF2", "SCF401"]')
    return tuple(value)


def _text(table: Mapping[str, Any], key: str) -> str | None:
    value = table.get(key)
    if value is not None and not isinstance(value, str):
        raise ProjectError(f'"{key}" is a text', where=_WHERE)
    return value
