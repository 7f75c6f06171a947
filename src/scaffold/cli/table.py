"""The arguments and options of every command, for ``parse``; made from the commands."""

from __future__ import annotations

_COMMON = {
    "--dry-run": "dry_run",
    "--json": "json",
    "--yes": "yes",
    "--quiet": "quiet",
    "--project": "project=",
    "--on-conflict": "on_conflict=",
    "--mine": "mine+",
    "--theirs": "theirs+",
    "--no-migration": "no_migration",
    "--upgrade": "upgrade",
    "--no-color": "no_color",
}
TABLE: dict[str, tuple[str, dict[str, str]]] = {
    "init": (
        "",
        {
            **_COMMON,
            "--show": "show",
        },
    ),
    "entity": (
        "name fields*",
        {
            **_COMMON,
            "--pk": "pk=",
            "--table": "table=",
            "--plural": "plural=",
            "--unique": "unique+",
            "--index": "index+",
            "--timestamps": "timestamps",
            "--layers": "layers=",
            "--set": "sets+",
            "--strict-types": "strict_types",
            "--backfill": "backfill+",
        },
    ),
    "field add": (
        "entity fields+",
        {
            **_COMMON,
            "--set": "sets+",
            "--strict-types": "strict_types",
            "--backfill": "backfill+",
        },
    ),
    "field rename": ("entity old new more*", _COMMON),
    "field change": (
        "entity field",
        {
            **_COMMON,
            "--set": "sets+",
            "--strict-types": "strict_types",
            "--backfill": "backfill+",
        },
    ),
    "field drop": ("entity field", _COMMON),
    "remove": ("name", _COMMON),
    "sync": (
        "names*",
        {
            **_COMMON,
            "--backfill": "backfill+",
        },
    ),
    "check": (
        "names*",
        {
            **_COMMON,
            "--migrations": "migrations",
            "--database": "database=",
            "--since": "since=",
            "--select": "select+",
            "--ignore": "ignore+",
            "--fix": "fix",
            "--unsafe-fixes": "unsafe_fixes",
            "--diff": "diff",
            "--exit-zero": "exit_zero",
            "--baseline": "baseline=",
            "--update-baseline": "update_baseline",
            "--output-format": "output_format=",
        },
    ),
    "adopt": (
        "names*",
        {
            **_COMMON,
            "--all": "every",
        },
    ),
    "apply": (
        "file",
        {
            **_COMMON,
            "--strict-types": "strict_types",
            "--backfill": "backfill+",
        },
    ),
    "resolve": (
        "selector",
        {
            **_COMMON,
            "--mine": "mine",
            "--theirs": "theirs",
        },
    ),
    "restore": ("selector", _COMMON),
    "undo": ("", _COMMON),
    "list": ("", _COMMON),
    "show": (
        "name?",
        {
            **_COMMON,
            "--words": "words",
            "--diagram": "diagram=",
        },
    ),
    "templates list": ("", _COMMON),
    "templates eject": ("name", _COMMON),
    "templates diff": ("", _COMMON),
    "explain": ("code", _COMMON),
    "demo": ("directory?", _COMMON),
}
