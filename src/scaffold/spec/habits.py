"""What shells do to words, and what hands used to other tools type: each gets the line to type instead."""

from __future__ import annotations

import re
from collections.abc import Sequence

from scaffold.errors import SpecError

EXAMPLES = {
    "max": "200",
    "min": "1",
    "ge": "0",
    "gt": "0",
    "le": "100",
    "lt": "100",
    "digits": "10",
    "places": "2",
    "pattern": "'^[a-z]+$'",
    "default": "0",
    "factory": "uuid4",
    "back": "posts",
    "via": "PostTag",
    "ondelete": "cascade",
    "column": "name",
    "desc": "words",
}

_REQUIRED = "fields are required by default"

# what other tools call a modifier -> ours ("" where the thing is the default)
_MODIFIERS = {
    "uniq": "unique",
    "uniqueness": "unique",
    "optional": "null",
    "nullable": "null",
    "none": "null",
    "blank": "null",
    "required": "",
    "notnull": "",
    "not_null": "",
    "not-null": "",
    "nonnull": "",
    "array": "list",
    "m2m": "many",
    "manytomany": "many",
    "many_to_many": "many",
    "has_many": "many",
    "one_to_one": "one",
    "onetoone": "one",
    "o2o": "one",
    "max_length": "max=",
    "maxlength": "max=",
    "length": "max=",
    "size": "max=",
    "limit": "max=",
    "min_length": "min=",
    "max_digits": "digits=",
    "precision": "digits=",
    "decimal_places": "places=",
    "scale": "places=",
    "regex": "pattern=",
    "default_factory": "factory=",
    "description": "desc=",
    "doc": "desc=",
    "comment": "desc=",
    "back_populates": "back=",
    "backref": "back=",
    "related_name": "back=",
    "link_model": "via=",
    "through": "via=",
    "on_delete": "ondelete=",
    "secret": "private",
    "hidden": "private",
    "writeonly": "private",
    "write_only": "private",
    "read_only": "readonly",
}

# what other tools call a type -> ours
TYPES = {
    "varchar": "str",
    "char": "str",
    "number": "int",
    "numeric": "Decimal",
    "money": "Decimal",
    "double": "float",
    "real": "float",
    "long": "bigint",
    "biginteger": "bigint",
    "smallint": "int",
    "timestamp": "datetime",
    "timestamptz": "datetime",
    "interval": "timedelta",
    "duration": "timedelta",
    "jsonb": "dict",
    "object": "dict",
    "hash": "dict",
    "blob": "bytes",
    "binary": "bytes",
    "file": "bytes",
    "guid": "UUID",
    "uri": "HttpUrl",
    "longtext": "text",
    "markdown": "text",
    "password": "str",
    "slug": "str",
    "array": "str:list",
    "list": "str:list",
    "any": "dict",
    "belongs_to": "references",
    "foreignkey": "references",
}


def refuse_braces(words: Sequence[str]) -> None:
    """``price:decimal{10,2}`` arrives as two words; say so instead of naming a second field of that name."""
    seen: dict[tuple[str, str], tuple[str, str]] = {}
    for word in words:
        match = re.match(r"([^:=]+):([A-Za-z]+)(\d+)(?=:|$)", word)
        if match is None:
            continue
        name, kind, size = match.groups()
        if (first := seen.get((name, kind.lower()))) is not None:
            hint = f"write {name}:Decimal:digits={first[1]}:places={size}"
            raise SpecError(
                f"{first[0]} and {word}: your shell expanded braces", where=word, hint=hint
            )
        seen[name, kind.lower()] = (word, size)


def refuse_punctuation(word: str) -> None:
    """``title:str!`` and ``title:str?``, as in other generators and in TypeScript."""
    name, _, rest = word.partition(":")
    kind, _, after = rest.partition(":")
    tail = f":{after}" if after else ""
    if kind.endswith("!") or name.endswith("!"):
        plain = f"{name.rstrip('!')}:{kind.rstrip('!') or 'str'}{tail}"
        raise SpecError(f"{_REQUIRED}; '!' is not needed", where=word, hint=f"write {plain}")
    if kind.endswith("?") or name.endswith("?"):
        plain = f"{name.rstrip('?')}:{kind.rstrip('?') or 'str'}:null{tail}"
        raise SpecError(
            "'?' is not how a field becomes optional", where=word, hint=f"write {plain}"
        )


def refuse_modifier(word: str, part: str) -> None:
    """A modifier under the name that another tool gives it."""
    key, _, value = part.partition("=")
    if key.rstrip("!?") == "" or (ours := _MODIFIERS.get(key.lower().rstrip("!?"))) is None:
        return
    if ours == "":
        raise SpecError(f"{part}: {_REQUIRED}", where=word, hint=f"leave {part} out")
    plain = ours + (value or EXAMPLES[ours[:-1]]) if ours.endswith("=") else ours
    raise SpecError(f"{part} is called {ours.rstrip('=')} here", where=word, hint=f"write {plain}")


def instead_of(name: str, kind: str) -> str:
    """What to type for a type in the notation of Python, SQL or another tool; ``""`` when there is no telling."""
    for pattern, plain in _NOTATIONS:
        if (match := re.fullmatch(pattern, kind, re.IGNORECASE)) is not None:
            return f"write {name}:" + match.expand(plain)
    ours = TYPES.get(kind.lower())
    return f"write {name}:{ours}" if ours else ""


_NOTATIONS = (
    (r"optional\[(\w+)\]|(\w+)\s*\|\s*none|none\s*\|\s*(\w+)", r"\1\2\3:null"),
    (r"(?:list|set|sequence|tuple)\[(?!str|int|float|bool|dict)([A-Z]\w*)\]", r"\1:many"),
    (r"(?:list|set|sequence|tuple)\[(\w+)[^\]]*\]|(\w+)\[\]", r"\1\2:list"),
    (r"dict\[.*\]", r"dict"),
    (
        r"(?:var)?char(?:acter)?\((\d+)\)|(?:str|string)[(\[{]?(\d+)[)\]}]?|varchar(\d+)",
        r"str:max=\1\2\3",
    ),
    (r"(?:decimal|numeric)[(\[{](\d+)\s*,\s*(\d+)[)\]}]", r"Decimal:digits=\1:places=\2"),
    (r"(?:decimal|numeric)[(\[{]?(\d+)[)\]}]?", r"Decimal:digits=\1:places=0"),
    (r"(str|text|int|bigint|float|bool|date|datetime|decimal|uuid)=(.+)", r"\1:default=\2"),
    (r"int(?:eger)?\d+", r"int"),
    (r"float\d+", r"float"),
    (r"\[?(\w+(?:[|,]\w+)+)\]?", r"a/b"),
)
