"""``factory=``: the name of a callable that makes a value for every new row; never an expression.

Short names are ``now`` (datetime), ``today`` (date), ``uuid4`` (UUID), ``list`` and ``dict``. All
others are dotted (``secrets.token_urlsafe``, ``app.ids.new_id``): imported by the generated code,
not looked at by us.
"""

from __future__ import annotations

import keyword

from scaffold.fieldtypes import FieldType, Import
from scaffold.naming import shown
from scaffold.spec.word import Word

# the Python source: what may be typed for it, the short name first
_NAMES = {
    "lambda: datetime.now(UTC)": ("now", "datetime.now", "datetime.datetime.now"),
    "date.today": ("today", "date.today", "datetime.date.today"),
    "uuid4": ("uuid4", "uuid.uuid4"),
    "dict": ("dict",),
    "list": ("list",),
}
_SOURCES = {name: source for source, names in _NAMES.items() for name in names}
# as others spell the same in their classes
_SPELLINGS = {
    "lambda: dt.datetime.now(dt.UTC)": "now",
    "lambda: datetime.now(timezone.utc)": "now",
    "lambda: datetime.datetime.now(datetime.UTC)": "now",
    "lambda: datetime.datetime.now(datetime.timezone.utc)": "now",
    "dt.date.today": "today",
    "datetime.date.today": "today",
    "uuid.uuid4": "uuid4",
}


def read_factory(word: Word, row: FieldType, text: str) -> str:
    """The Python source for ``default_factory``: a short form, or the dotted name as it is.

    Raises ``SpecError`` for what is no name, and for a short name that makes another type.
    """
    what, fitting = ("list", ("list",)) if "list" in word.flags else (row.name, row.factories)
    good = short_name(fitting[0]) if fitting else "package.module.callable"
    if (source := _SOURCES.get(text)) is not None:
        if source not in fitting:
            message = f"factory={text} does not make a {what}"
            raise word.error(message, f"write factory={good}")
        return source
    if not _is_dotted(text):
        message = f"factory={shown(text)}: expected the name of a callable, not an expression"
        raise word.error(message, f"write factory={good}")
    if "." not in text:
        message = f"factory={shown(text)}: where is it imported from?"
        raise word.error(message, f"write factory=package.module.{shown(text)}")
    return text


def _is_dotted(text: str) -> bool:
    parts = text.split(".")
    return all(p.isidentifier() and p.isascii() and not keyword.iskeyword(p) for p in parts)


def short_name(source: str) -> str:
    """What is typed for a factory that we know: ``now`` for ``lambda: datetime.now(UTC)``."""
    return _NAMES[source][0]


def factory_name(source: str) -> str | None:
    """What is typed for any factory's source; ``None`` when no word can say it."""
    if source in _NAMES:
        return short_name(source)
    return _SPELLINGS.get(source) or (source if "." in source and _is_dotted(source) else None)


def factory_spelling(source: str) -> tuple[str, tuple[Import, ...]]:
    """What is written after ``default_factory=``, and the import that is not usual: ``app.ids.new`` as ``new``."""
    if source.startswith("datetime.datetime."):
        return source.removeprefix("datetime."), ()
    module, _, name = source.rpartition(".")
    usual = module.partition(".")[0] in ("", "datetime", "date", "time", "uuid")
    return (source, ()) if usual or not _is_dotted(source) else (name, (Import(module, name),))
