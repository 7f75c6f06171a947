"""How one name is spelled in every place: class, module, variable, table, route, constraint.

What a person typed is never turned back into a singular (``bus`` is not the plural of ``bu``): only plurals are made,
and a word that is its own plural (``news``) keeps one spelling for both.
"""

from __future__ import annotations

import keyword
import re
import unicodedata
from collections.abc import Collection, Iterable
from functools import cache

MAX_IDENTIFIER = 63  # bytes; PostgreSQL cuts longer names off, Alembic then never finds them

# inflection knows the usual English; these are the words that it gets wrong
_PLURALS = {
    "analytics": "analytics",
    "chassis": "chassis",
    "criterion": "criteria",
    "data": "data",
    "feedback": "feedback",
    "foot": "feet",
    "furniture": "furniture",
    "gas": "gases",
    "goose": "geese",
    "hardware": "hardware",
    "hero": "heroes",
    "homework": "homework",
    "human": "humans",
    "info": "info",
    "leaf": "leaves",
    "lens": "lenses",
    "media": "media",
    "metadata": "metadata",
    "music": "music",
    "potato": "potatoes",
    "research": "research",
    "campus": "campuses",
    "cactus": "cacti",
    "firmware": "firmware",
    "german": "germans",
    "roman": "romans",
    "shaman": "shamans",
    "sms": "sms",
    "software": "software",
    "staff": "staff",
    "stuff": "stuff",
    "tomato": "tomatoes",
    "tooth": "teeth",
    "traffic": "traffic",
    "virus": "viruses",
    "echo": "echoes",
    "veto": "vetoes",
    "atlas": "atlases",
    "canvas": "canvases",
    "bias": "biases",
    "iris": "irises",
    "yes": "yes",
}


def words(text: str) -> frozenset[str]:
    """The words of a table that is written as text."""
    return frozenset(text.split())


# What PostgreSQL or SQLite take as the name of a table only between quotes; SQLAlchemy writes them.
SQL_RESERVED = words(
    """
    add all alter analyse analyze and any array as asc asymmetric authorization between binary
    both case cast check collate collation column commit concurrently constraint create cross
    current_catalog current_date current_role current_schema current_time current_timestamp
    current_user default deferrable delete desc distinct do drop else end escape except exists
    false fetch for foreign freeze from full grant group having ilike in index initially inner
    insert intersect into is isnull join lateral leading left like limit localtime
    localtimestamp natural not notnull null offset on only or order outer overlaps placing
    primary references returning right rollback select session_user set similar some symmetric
    system_user table tablesample then to trailing transaction true union unique update user
    using values variadic verbose when where window with
    """
)


def snake(name: str) -> str:
    """``BlogPost`` and ``HTTPServer`` as ``blog_post`` and ``http_server``."""
    name = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name.replace("-", "_"))
    return re.sub(r"__+", "_", name).lower()


def pascal(name: str) -> str:
    """``blog_post`` as ``BlogPost``; capitals that are there stay (``HTTPServer``)."""
    return "".join(part[:1].upper() + part[1:] for part in re.split(r"[_\W]+", name))


def constant(value: str) -> str:
    """A value as the name of an Enum member: ``in-progress`` as ``IN_PROGRESS``, ``2nd`` as ``VALUE_2ND``.

    Empty when the value has no letter or digit. Never with a leading underscore, which has a meaning in an Enum.
    """
    name = re.sub(r"\W", "_", re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", value)).strip("_").upper()
    return f"VALUE_{name}" if name[:1].isdigit() else name


@cache
def plural(word: str) -> str:
    """The plural of a snake case name; only its last part changes: ``blog_category`` as ``blog_categories``.

    It names a module, so no keyword: the plural of ``a`` is ``a_list``.
    """
    import inflection

    head, underscore, last = word.rpartition("_")
    found = head + underscore + (_PLURALS.get(last.lower()) or str(inflection.pluralize(last)))
    return f"{word}_list" if keyword.iskeyword(found) else found


def table(entity: str, style: str = "plural") -> str:
    """The table of an entity, by the style of its siblings: ``plural``, ``singular``, ``sqlmodel`` or in capitals."""
    if style == "sqlmodel":
        return entity.lower()
    if style in ("Singular", "Plural"):
        return entity if style == "Singular" else pascal(plural(snake(entity)))
    return snake(entity) if style == "singular" else plural(snake(entity))


def route(entity: str, plural_name: str | None = None) -> str:
    """The path segment of an entity: ``blog-posts``."""
    return (plural_name or plural(snake(entity))).replace("_", "-")


def link(entity: str, target: str) -> str:
    """The usual name of the model between two entities: ``PostTagLink``."""
    return f"{entity}{target.rpartition('.')[2]}Link"


def enum(entity: str, field: str) -> str:
    """The usual name of an Enum class that belongs to one field: ``PostStatus``."""
    return entity + pascal(field)


def index_name(table_name: str, column: str) -> str:
    """The name that SQLAlchemy gives to the index of one column."""
    return f"ix_{table_name}_{column}"


def near(word: str, choices: Iterable[str]) -> tuple[str, ...]:
    """The choices that ``word`` may have meant, nearest first, at most three; case does not count."""
    from difflib import get_close_matches

    spelled: dict[str, str] = {}
    for choice in sorted(choices):
        spelled.setdefault(choice.lower(), choice)
    return tuple(spelled[match] for match in get_close_matches(word.lower(), spelled, 3, 0.6))


def is_sql_reserved(name: str) -> bool:
    """Whether SQL needs quotes around a table of that name."""
    return name.lower() in SQL_RESERVED


def too_long(name: str) -> bool:
    """Whether PostgreSQL would cut the identifier off."""
    return len(name.encode()) > MAX_IDENTIFIER


def is_plain_identifier(name: str) -> bool:
    """Whether Python reads back the very name that was typed; a ligature would come back as two letters."""
    return name.isidentifier() and unicodedata.normalize("NFKC", name) == name


def free(name: str, taken: Collection[str], suffix: str = "_row") -> str:
    """``name``, or ``name`` with a suffix where something else is called so."""
    return f"{name}{suffix}" if name in taken else name


def shown(text: str) -> str:
    """A text from outside as it may be printed: no control characters, not longer than a line."""
    text = printable(text)
    return text if len(text) <= 80 else f"{text[:60]}... ({len(text)} characters)"


def printable(text: str) -> str:
    """A text from outside with its control characters, line ends and surrogates escaped."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
