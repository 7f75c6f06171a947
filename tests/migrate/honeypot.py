"""A server in the place of the user's database: whoever connects is counted."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Honeypot:
    """A server that never answers. ``visits`` are the addresses that connected."""

    port: int
    visits: list[object] = field(default_factory=list)
