"""One digest for everything that the lock holds: short, the same on every Python, no secret."""

from __future__ import annotations

try:
    from _blake2 import blake2b  # hashlib loads OpenSSL first
except ImportError:  # another implementation of Python
    from hashlib import blake2b


def digest(text: str | bytes, size: int = 8) -> str:
    """``2 * size`` hexadecimal digits of ``text``; a lone surrogate in it is no error."""
    data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    return blake2b(data, digest_size=size).hexdigest()
