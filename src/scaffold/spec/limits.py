"""The limits of a field: what each may be, and whether they contradict each other."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any

from scaffold.fieldtypes import FieldType
from scaffold.naming import shown
from scaffold.spec.patterns import check_pattern
from scaffold.spec.word import Word

_LONGEST = 10_485_760  # VARCHAR(n) of PostgreSQL
_LONGEST_KEY = 2_704  # bytes of an entry of a PostgreSQL index
_MOST_DIGITS = 1_000
_BOUNDS = ("ge", "gt", "le", "lt")


def read_limits(word: Word, row: FieldType) -> dict[str, Any]:
    """``max``, ``min``, ``ge`` .. ``lt``, ``digits``, ``places``, ``pattern`` for ``Field``.

    On a list, ``max`` and ``min`` count its items. Raises ``SpecError``.
    """
    counts = ("max", "min", "digits", "places")
    found: dict[str, Any] = {key: _count(word, key) for key in counts if key in word.values}
    found |= {key: _bound(word, row, key) for key in _BOUNDS if key in word.values}
    if "list" in word.flags:
        _refuse_on_items(word)
    elif row.max is not None:
        found.setdefault("max", row.max)
    if row.name == "Decimal":
        found |= _digits(word, found)
    _check_length(word, row, found)
    _check_range(word, found)
    if "pattern" in word.values:
        found["pattern"] = check_pattern(word, found.get("min"), found.get("max"))
    return found


def _refuse_on_items(word: Word) -> None:
    for key in (*_BOUNDS, "pattern"):
        if key in word.values:
            message = f"{key} makes no sense for a list; max and min count its items"
            raise word.error(message, f"write {word.without(key)}")
    if "default" in word.values:
        plain = f"write {word.without('default')}:factory=list"
        raise word.error("a list as default would be shared between rows", plain)


def _count(word: Word, key: str) -> int:
    text = word.values[key]
    least = 0 if key in ("min", "places") else 1
    most = _MOST_DIGITS if key in ("digits", "places") else _LONGEST
    if not re.fullmatch(r"\d{1,9}", text, re.ASCII) or not least <= int(text) <= most:
        message = f"{key}={shown(text)}: expected a whole number from {least} to {most}"
        raise word.error(message, f"write {key}={max(least, 10)}")
    return int(text)


def _bound(word: Word, row: FieldType, key: str) -> str:
    """A bound as text, when the type can read it as a value of its own."""
    assert row.parse is not None
    text = word.values[key]
    try:
        value = row.parse(text)
    except ValueError as error:
        raise word.error(f"{key}={shown(text)}: {error}", f"write {key}=0") from None
    # as it was written, where Python reads it so: `007` is no number
    return str(int(text)) if re.fullmatch(r"[+-]?\d+", text, re.ASCII) else row.text(value)


def _digits(word: Word, found: dict[str, Any]) -> dict[str, int]:
    places = found.get("places", min(2, found.get("digits", 10)))
    digits = found.get("digits", max(10, places))
    if places > digits:
        wider = min(places + digits, _MOST_DIGITS)
        message = f"places={places} is more than digits={digits}"
        raise word.error(message, f"write digits={wider}:places={places}")
    return {"digits": digits, "places": places}


def _check_length(word: Word, row: FieldType, found: dict[str, Any]) -> None:
    low, high = found.get("min"), found.get("max")
    if high is None:
        return
    if low is not None and low > high:
        message = f"min={low} is more than max={high}"
        raise word.error(message, f"write min={min(low, high)}:max={max(low, high)}")
    if "list" in word.flags:
        return
    if row.name == "HttpUrl" and not 16 <= high <= 2083:
        raise word.error(f"max={high}: a URL has 16 to 2083 characters", f"write {_plain(word)}")
    if row.name == "EmailStr" and high < 16:
        raise word.error(f"max={high} leaves no room for an address", f"write {_plain(word)}")
    for flag in ("unique", "index"):
        if flag in word.flags and high > _LONGEST_KEY:
            message = f"{flag} with max={high}: an entry of an index holds {_LONGEST_KEY} bytes"
            raise word.error(message, f"write max=255:{flag}")


def _plain(word: Word) -> str:
    return word.without("max")


def _check_range(word: Word, found: dict[str, Any]) -> None:
    for strict, loose in (("gt", "ge"), ("lt", "le")):
        if strict in found and loose in found:
            message = f"{strict} and {loose} say the same thing twice"
            raise word.error(message, f"keep one of them: {loose}={found[loose]}")
    low, high = found.get("ge", found.get("gt")), found.get("le", found.get("lt"))
    if low is not None and high is not None and Fraction(low) > Fraction(high):
        raise word.error("the limits leave no value", f"write ge={high}:le={low}")
    if "digits" in found:
        _check_holds(word, found, low, high)


def _check_holds(word: Word, found: dict[str, Any], low: str | None, high: str | None) -> None:
    digits, places = found["digits"], found["places"]
    most = f"{'9' * (digits - places) or 0}.{'9' * places or 0}"
    beyond = [b for b in (low, high) if b is not None and abs(Fraction(b)) > Fraction(most)]
    if beyond:
        message = f"digits={digits}:places={places} holds at most {shown(most)}, not {beyond[0]}"
        raise word.error(message, f"write digits={min(digits + 6, _MOST_DIGITS)}")
