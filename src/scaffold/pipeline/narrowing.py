"""What a change of a field may lose: said in words, so that a person can agree to it."""

from __future__ import annotations

from scaffold.spec import Field, Reference

# Every value of the first type is also one of the second.
_WIDER = {
    ("str", "text"),
    ("EmailStr", "str"),
    ("EmailStr", "text"),
    ("HttpUrl", "text"),
    ("int", "bigint"),
}


def lost(old: Field | Reference, new: Field | Reference) -> tuple[str, ...]:
    """Each way in which rows that are valid now may not be valid afterwards; empty for a widening."""
    if isinstance(old, Field) and isinstance(new, Field):
        losses = [_type(old, new), _length(old, new), _choices(old, new)]
    else:
        losses = [_target(old, new)]
    losses.append("rows without a value will be refused" if old.null and not new.null else "")
    losses.append("rows that repeat a value will be refused" if new.unique and not old.unique else "")
    return tuple(filter(None, losses))


def _type(old: Field, new: Field) -> str:
    if (old.type, old.many) == (new.type, new.many) or (old.type, new.type) in _WIDER:
        return ""
    return f"values of {old.type or old.annotation} are converted to {new.type}, or the migration fails"


def _length(old: Field, new: Field) -> str:
    if new.max is None or (old.max is not None and old.max <= new.max):
        return ""
    return f"values longer than {new.max} are refused or cut"


def _choices(old: Field, new: Field) -> str:
    gone = [choice for choice in old.choices if new.choices and choice not in new.choices]
    return f"rows that hold {', '.join(gone)} will be refused" if gone else ""


def _target(old: Field | Reference, new: Field | Reference) -> str:
    same = (
        isinstance(old, Reference) and isinstance(new, Reference) and (old.target, old.kind) == (new.target, new.kind)
    )
    return "" if same else "the values there now do not fit what it becomes"
