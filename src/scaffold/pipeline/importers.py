"""Who imports a module, as the files are or will be."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from scaffold.facts import Import, read
from scaffold.project.sources import Sources


def imports_of(paths: Collection[str], files: Mapping[str, str], sources: Sources) -> Iterator[tuple[str, Import, str]]:
    """Every import of one of the modules ``paths``: who imports, how, and which.

    ``from app import post`` imports the module ``app/post.py``, if there is one.
    """
    stems = {path.removesuffix(".py").removesuffix("/__init__").rpartition("/")[2] for path in paths}
    for path in sorted(files):
        if not path.endswith(".py") or not any(stem in files[path] for stem in stems):
            continue
        for item in read(files[path]).imports:
            for found in {sources.path_of(item.module, path), sources.path_of(item.joined, path)}:
                if found in paths and found is not None:
                    yield path, item, found
