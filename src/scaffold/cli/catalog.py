"""Which commands there are, in the order in which they are told, and where each of them is."""

from __future__ import annotations

COMMANDS = {
    "init": "init:init",
    "entity": "entity:entity",
    "field add": "field:add",
    "field rename": "field:rename",
    "field change": "field:change",
    "field drop": "field:drop",
    "remove": "remove:remove",
    "sync": "sync:sync",
    "check": "check:check",
    "adopt": "adopt:adopt",
    "apply": "apply:apply",
    "resolve": "resolve:resolve",
    "restore": "restore:restore",
    "undo": "undo:undo",
    "list": "list:list_entities",
    "show": "show:show",
    "templates list": "templates:list_templates",
    "templates eject": "templates:eject",
    "templates diff": "templates:diff",
    "explain": "explain:explain",
    "demo": "demo:demo",
}
GROUPS = {
    "field": "Change one field through every layer and the migration, hand edits kept.",
    "templates": "Own one template, and see how it differs from the shipped one.",
}
READING = frozenset({"check", "list", "show", "templates list", "templates diff", "explain"})

# Which commands read fields, and which may need to know what existing rows get.
TYPES = frozenset({"entity", "field add", "field change", "apply"})
ROWS = TYPES | {"sync"}
SHOWN_TO_READERS = frozenset({"json", "quiet", "project", "no_color"})

# The options that take a value and may stand before the command.
_VALUED = frozenset(
    {
        "--project",
        "--on-conflict",
        "--mine",
        "--theirs",
        "--show-completion",
        "--install-completion",
    }
)


def named(words: list[str]) -> tuple[str, list[str]]:
    """The command that ``words`` name, ``""`` for none, and the rest of the words.

    ``scaffold --json field add Post`` is ``field add`` with ``--json Post``. The name need not
    exist.
    """
    rest = list(words)
    ahead: list[str] = []
    while rest and rest[0].startswith("-"):
        ahead.append(rest.pop(0))
        if ahead[-1] in _VALUED and rest:
            ahead.append(rest.pop(0))
    if not rest:
        return "", ahead
    name = rest.pop(0)
    if name in GROUPS:
        while rest and rest[0].startswith("-"):
            ahead.append(rest.pop(0))
        name = f"{name} {rest.pop(0)}" if rest else name
    return name, [*ahead, *rest]
