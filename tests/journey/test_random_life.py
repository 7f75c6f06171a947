"""Random commands among random edits: what a person wrote stays, a second run is none, and undo is the identity."""

from __future__ import annotations

import ast
import random
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from scaffold.errors import SpecError
from scaffold.pipeline.field import field_change, field_drop, field_rename
from scaffold.pipeline.flags import Flags
from scaffold.pipeline.outcome import Outcome
from scaffold.pipeline.remove import remove
from scaffold.pipeline.sync import sync
from scaffold.pipeline.undo import undo
from tests.journey.workbench import Workbench

SKIP = Flags(yes=True, migration=False, on_conflict="skip")
STEPS = 8


class Person:
    """Edits files by habit, and marks everything that it writes."""

    def __init__(self, bench: Workbench, rnd: random.Random) -> None:
        self.bench, self.rnd, self.marks = bench, rnd, list[str]()

    def edit(self) -> None:
        """One edit of one of the files that were generated."""
        paths = [p for p in self.bench.files() if re.search(r"posts?(_\w+)?\.py$|comments?(_\w+)?\.py$|user\.py$", p)]
        path = self.bench.root / self.rnd.choice(paths)
        habits = [self.comment, self.function, self.method, self.take_out_test, self.reformat, self.statement]
        self.rnd.choice(habits)(path)

    def mark(self) -> str:
        self.marks.append(f"mine_{len(self.marks)}")
        return self.marks[-1]

    def insert(self, path: Path, before: str, new: Callable[[re.Match[str]], str]) -> None:
        text = path.read_text()
        if places := list(re.finditer(before, text, re.M)):
            place = self.rnd.choice(places)
            path.write_text(text[: place.start()] + new(place) + text[place.start() :])

    def comment(self, path: Path) -> None:
        self.insert(path, r"^( *)(?:@router|(?:async )?def |class |\w+: )", lambda m: f"{m[1]}# {self.mark()}\n")

    def function(self, path: Path) -> None:
        path.write_text(f"{path.read_text()}\n\ndef {self.mark()}() -> None: ...\n")

    def method(self, path: Path) -> None:
        text = path.read_text()
        if text and isinstance(ast.parse(text).body[-1], ast.ClassDef):
            path.write_text(text.rstrip("\n") + f"\n\n    def {self.mark()}(self) -> None: ...\n")

    def statement(self, path: Path) -> None:
        self.insert(path, r"^( {4})return ", lambda m: f"{m[1]}print('{self.mark()}')\n")

    def take_out_test(self, path: Path) -> None:
        text = path.read_text()
        if path.name.startswith("test_") and "async def test_missing_row" in text and "mine_" not in text:
            path.write_text(re.sub(r"@pytest[^\n]*\nasync def test_missing_row.*?\n\n\n", "", text, flags=re.S))

    def reformat(self, path: Path) -> None:
        subprocess.run(
            [sys.executable, "-m", "ruff", "format", "-q", "--no-cache", "--line-length", "60", str(path)], check=True
        )


def commands(bench: Workbench, rnd: random.Random, number: int) -> list[Callable[[], Outcome]]:
    root, new = bench.root, f"field{number}"
    fields = re.findall(
        r"^    (\w+): str \| None = Field\(default=None, max", bench.text("app/db/models/post.py"), re.M
    )
    found = [
        lambda: bench.entity(f"Post {new}:str:null:max=50", migration=False, on_conflict="skip"),
        lambda: bench.entity(f"Post {new}:User:null:back=none", migration=False, on_conflict="skip"),
        lambda: bench.entity("Comment body:text post:Post", migration=False, on_conflict="skip"),
        lambda: field_change(root, "Post", f"title:str:max={rnd.randint(10, 300)}", flags=SKIP),
        lambda: field_rename(root, "Post", "author", "author", flags=SKIP),
        lambda: remove(root, "Comment", flags=SKIP),
    ]
    if fields:
        name = rnd.choice(fields)
        found.append(lambda: field_rename(root, "Post", name, new, flags=SKIP))
        found.append(lambda: field_drop(root, "Post", name, flags=SKIP))
    return found


@pytest.mark.slow
@pytest.mark.parametrize("seed_number", range(6))
def test_a_life(seed: Workbench, seed_number: int) -> None:
    rnd = random.Random(seed_number)
    seed.entity(
        "Post title:str:max=200 summary:str:null:max=90 status:draft/out:default=out author:User", migration=False
    )
    person = Person(seed, rnd)
    for number in range(STEPS):
        person.edit()
        before = seed.files()
        command = rnd.choice(commands(seed, rnd, number))
        try:
            command()
        except SpecError:
            assert seed.files() == before
            continue
        after = seed.files()
        modules = {path: text.decode() for path, text in after.items() if path.endswith(".py")}
        left = "".join(modules.values())
        assert [mark for mark in person.marks if not re.search(rf"\b{mark}\b", left)] == []
        for path, text in modules.items():
            compile(text, path, "exec")
        if after == before:
            continue
        undo(seed.root)
        assert seed.files() == before
        state = rnd.getstate()
        command()
        rnd.setstate(state)
        again = seed.files()
        sync(seed.root, flags=SKIP)
        assert seed.files() == again
