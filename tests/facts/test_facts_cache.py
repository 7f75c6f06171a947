"""A cache of facts is never noticed but by the clock."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scaffold.facts import read
from scaffold.facts.cache import FactsCache

TEXTS = (
    "",
    "class A(B, table=True):\n    x: int = Field(default=1)\n    class Config:\n        y = 2\n",
    "@router.get('/')\nasync def f(a: int = Depends(g), *b, **c) -> list[int]:\n    return [h(x) for x in a]\n",
    "import a.b as c\nfrom . import d\nROUTERS = [x.y]\napp.include_router(z)\n",
    "x = = 1\n",
    "type X[T] = int\n",
)


def filled(folder: Path) -> FactsCache:
    cache = FactsCache(str(folder))
    for text in TEXTS:
        cache.read(text)
    cache.save()
    return FactsCache(str(folder))


def stored(folder: Path) -> Path:
    (found,) = folder.glob("facts-*.bin")
    return found


def test_nothing_is_written_where_nothing_was_read(tmp_path: Path) -> None:
    FactsCache(str(tmp_path / "cache")).save()
    assert not (tmp_path / "cache").exists()


def test_what_was_remembered_is_what_would_be_read(tmp_path: Path) -> None:
    cache = filled(tmp_path)
    for text in TEXTS:
        assert cache.read(text) == read(text)
        assert type(cache.read(text)) is type(read(text))


def test_a_warm_run_writes_nothing(tmp_path: Path) -> None:
    cache = filled(tmp_path)
    before = stored(tmp_path).stat().st_mtime_ns
    for text in TEXTS:
        cache.read(text)
    cache.save()
    assert stored(tmp_path).stat().st_mtime_ns == before


def test_git_ignores_the_folder(tmp_path: Path) -> None:
    filled(tmp_path)
    assert (tmp_path / ".gitignore").read_text() == "*\n"


@pytest.mark.parametrize("damage", [b"", b"x", b"\x00" * 200])
def test_a_damaged_cache_is_as_if_it_were_not_there(tmp_path: Path, damage: bytes) -> None:
    filled(tmp_path)
    stored(tmp_path).write_bytes(damage)
    cache = FactsCache(str(tmp_path))
    for text in TEXTS:
        assert cache.read(text) == read(text)


@settings(max_examples=50, deadline=None)
@given(position=st.integers(0, 4000), value=st.integers(0, 255))
def test_any_flipped_byte_is_noticed(tmp_path_factory: pytest.TempPathFactory, position: int, value: int) -> None:
    folder = tmp_path_factory.mktemp("cache")
    filled(folder)
    data = bytearray(stored(folder).read_bytes())
    data[position % len(data)] = value
    stored(folder).write_bytes(bytes(data))
    cache = FactsCache(str(folder))
    for text in TEXTS:
        assert cache.read(text) == read(text)


def test_files_of_other_versions_are_cleared_away(tmp_path: Path) -> None:
    (tmp_path / "facts-0123456789abcdef.bin").write_bytes(b"old")
    filled(tmp_path)
    assert stored(tmp_path).read_bytes() != b"old"


def test_entries_of_files_that_are_gone_do_not_pile_up(tmp_path: Path) -> None:
    cache = FactsCache(str(tmp_path))
    for number in range(600):
        cache.read(f"x = {number}\n")
    cache.save()
    full = stored(tmp_path).stat().st_size
    later = FactsCache(str(tmp_path))
    later.read("only = 1\n")
    later.save()
    assert stored(tmp_path).stat().st_size < full / 10


def test_two_processes_may_share_it(tmp_path: Path) -> None:
    code = (
        "import sys; from scaffold.facts.cache import FactsCache\n"
        "for n in range(30):\n"
        "    c = FactsCache(sys.argv[1])\n"
        "    for m in range(20): c.read(f'x{m} = {n}{sys.argv[2]}')\n"
        "    c.save()\n"
    )
    running = [subprocess.Popen([sys.executable, "-c", code, str(tmp_path), name]) for name in "12"]
    assert [process.wait() for process in running] == [0, 0]
    assert FactsCache(str(tmp_path)).read("a = 1") == read("a = 1")
    assert [path.name for path in tmp_path.iterdir() if path.suffix not in (".bin", "")] == []


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    cache = FactsCache(str(tmp_path / "file"))
    assert cache.read(TEXTS[1]) == read(TEXTS[1])
    cache.save()


def test_it_starts_without_heavy_modules() -> None:
    code = (
        "import sys; before = set(sys.modules); import scaffold.facts.cache\n"
        "heavy = {'pathlib', 'json', 'subprocess', 'tomllib', 'dataclasses', 'inspect'}\n"
        "print(sorted(heavy & (set(sys.modules) - before)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
