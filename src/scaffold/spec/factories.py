"""``factory=``: the name of something that makes a value for every new row; a name, never an expression.

Known by a short name: ``now`` (datetime), ``today`` (date), ``uuid4`` (UUID), ``list`` and ``dict``. Anything else is the
dotted name of a callable without arguments (``secrets.token_urlsafe``, ``app.ids.new_id``), which is imported, not checked.
"""

from __future__ import annotations

import keyword

from scaffold.fieldtypes import FieldType, Import
from scaffold.spec.word import Word, shown

_SOURCES = {
    "now": "lambda: datetime.now(UTC)",
    "datetime.now": "lambda: datetime.now(UTC)",
    "datetime.datetime.now": "lambda: datetime.now(UTC)",
    "today": "date.today",
    "date.today": "date.today",
    "datetime.date.today": "date.today",
    "uuid4": "uuid4",
    "uuid.uuid4": "uuid4",
    "dict": "dict",
    "list": "list",
}
_NAMES = {
    "lambda: datetime.now(UTC)": "now",
    "lambda: dt.datetime.now(dt.UTC)": "now",
    "lambda: datetime.now(timezone.utc)": "now",
    "lambda: datetime.datetime.now(datetime.timezone.utc)": "now",
    "lambda: datetime.datetime.now(datetime.UTC)": "now",
    "date.today": "today",
    "dt.date.today": "today",
    "datetime.date.today": "today",
    "uuid4": "uuid4",
    "uuid.uuid4": "uuid4",
    "dict": "dict",
    "list": "list",
}
_IMPORTS = {
    "lambda: datetime.now(UTC)": (Import("datetime", "UTC"), Import("datetime", "datetime")),
    "date.today": (Import("datetime", "date"),),
    "uuid4": (Import("uuid", "uuid4"),),
    "dict": (),
    "list": (),
}


def read_factory(word: Word, row: FieldType, text: str) -> str:
    """The Python source of ``default_factory``; ``SpecError`` for what is no name or makes another type."""
    fitting = ("list",) if "list" in word.flags else row.factories
    short = " ".join(sorted({_NAMES[f] for f in fitting}))
    known = f"factory={short}" if short else "factory=package.module.callable"
    if (source := _SOURCES.get(text)) is not None:
        if source not in fitting:
            word.fail(
                f"factory={text} does not make a {'list' if 'list' in word.flags else row.name}",
                f"write {known}",
            )
        return source
    parts = text.split(".")
    if not all(p.isidentifier() and p.isascii() and not keyword.iskeyword(p) for p in parts):
        word.fail(
            f"factory={shown(text)}: expected the name of a callable, not an expression",
            f"write {known}",
        )
    if len(parts) < 2:
        word.fail(
            f"factory={shown(text)}: where is it imported from?",
            f"write factory=package.module.{shown(text)}",
        )
    return text


def factory_name(source: str) -> str | None:
    """What was typed for a factory's source; ``None`` when no word can say it."""
    if (name := _NAMES.get(source)) is not None:
        return name
    parts = source.split(".")
    return (
        source
        if len(parts) > 1 and all(p.isidentifier() and not keyword.iskeyword(p) for p in parts)
        else None
    )


def factory_spelling(source: str) -> tuple[str, tuple[Import, ...]]:
    """What is written after ``default_factory=``, and what it needs: ``app.ids.new_id`` as ``new_id``."""
    if source in _IMPORTS:
        return source, _IMPORTS[source]
    module, _, name = source.rpartition(".")
    return (name, (Import(module, name),)) if module and factory_name(source) else (source, ())
