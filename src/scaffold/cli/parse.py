"""The words of a command as values, by the table that ``app`` derives from the Typer commands.

Typer costs more start-up time than a whole check, so it is asked only where the words do not fit:
it then finds the words for what is wrong.
"""

from __future__ import annotations

Typed = dict[str, "str | bool | list[str]"]


def parse(spec: tuple[str, dict[str, str]], words: list[str]) -> Typed | None:
    """What was typed, by parameter name; ``None`` when the words do not fit.

    ``spec`` is the arguments, ``"name fields*"``, and the options, ``{"--pk": "pk=", "--set":
    "sets+", "--json": "json"}``: a value, several values, a flag. Arguments end in ``?`` when
    they may be missing, in ``*`` or ``+`` when there may be several.
    """
    names, options = spec
    typed: Typed = {}
    arguments: list[str] = []
    rest = iter(words)
    for word in rest:
        if word == "--":
            arguments += rest
        elif word.startswith("-") and word != "-":
            option, equals, value = word.partition("=")
            target = options.get(option)
            if target is None or (equals and target.isidentifier()):
                return None
            if not _option(typed, target, value if equals else None, rest):
                return None
        else:
            arguments.append(word)
    return typed if _arguments(typed, names.split(), arguments) else None


def _option(typed: Typed, target: str, value: str | None, rest: object) -> bool:
    if target.isidentifier():
        typed[target] = True
        return True
    if value is None:
        value = next(rest, None)  # type: ignore[call-overload]
        if value is None:
            return False
    if target.endswith("+"):
        several = typed.setdefault(target[:-1], [])
        assert isinstance(several, list)
        several.append(value)
    else:
        typed[target[:-1]] = value
    return True


def _arguments(typed: Typed, names: list[str], words: list[str]) -> bool:
    """Give each argument its word, the last one all that are left where it takes several."""
    left = list(words)
    for name in names:
        if name[-1] in "*+":
            if name[-1] == "+" and not left:
                return False
            typed[name[:-1]], left = left, []
        elif left:
            typed[name.rstrip("?")] = left.pop(0)
        elif not name.endswith("?"):
            return False
    return not left
