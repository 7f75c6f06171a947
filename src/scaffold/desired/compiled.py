"""Templates as bytecode, kept for all projects of a user: compiling them costs as much as rendering an entity.

Never in the project, where a stranger could have put something to be run.
"""

from __future__ import annotations

import os

import jinja2
from jinja2.bccache import Bucket, BytecodeCache

from scaffold.caches import keep, load, user_folder


class Compiled(BytecodeCache):
    """One file for each template; what another Jinja made of it, or of another text, is made anew."""

    def __init__(self) -> None:
        self._folder = os.path.join(user_folder(), "templates")
        self._state = os.stat(jinja2.__file__ or "").st_mtime_ns

    def get_source_checksum(self, source: str) -> str:
        """What the text and Jinja's own state come to."""
        return super().get_source_checksum(f"{self._state} {source}")

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill ``bucket`` where its template is known; Jinja compares the checksum."""
        if isinstance(known := load(self._path(bucket)), bytes):
            bucket.bytecode_from_string(known)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        keep(self._path(bucket), bucket.bytecode_to_string())

    def _path(self, bucket: Bucket) -> str:
        return os.path.join(self._folder, f"{bucket.key}.bin")
