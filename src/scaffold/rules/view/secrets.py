"""Which columns nobody should see, and which ones nobody outside may set, by the names that people give them."""

from __future__ import annotations

import re

from scaffold.rules.view.tables import Column

_SECRET = re.compile(
    r"(?:\w+_)?(?:password|passwd|passphrase|salt|otp_secret|totp_secret)"
    r"(?:_hash|_hashed|_digest|_salt|_encrypted)?|(?:\w+_)?(?:password|token|secret)_hash|hashed_\w+"
)
_MANAGED = re.compile(
    r"(?:created|updated|modified|deleted|inserted|last_\w+|registered|joined)(?:_at|_on|_by|_date|_time)?|"
    r"date_(?:created|updated|joined)|is_deleted|(?:create|update|delete)_?(?:time|date|_at)|version|\w+_by(?:_id)?"
)


def is_secret(name: str) -> bool:
    """``hashed_password``, ``password_hash``, ``otp_secret``; not ``password_changed_at``."""
    return _SECRET.fullmatch(name) is not None


def is_managed(column: Column) -> bool:
    """Set by the database or the service: keys, time stamps, what a default factory makes."""
    return (
        column.primary
        or column.given("default_factory") is not None
        or column.custom
        or column.given("sa_column_kwargs") is not None
        or _MANAGED.fullmatch(column.name) is not None
    )
