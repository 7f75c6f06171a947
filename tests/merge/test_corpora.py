"""Every Python file of the standard library and of site-packages as a host.

An attribute and a method go into a class, a call and two imports into the module, and out again. 40 files by
default; ``SCAFFOLD_CORPORA=5000`` takes more, ``SCAFFOLD_CORPORA=all`` all of them. The counts are printed as they
grow.

The rules by which a byte may differ: a class on one line is opened, a name is added to ``__all__``, blank lines
beside what came and went, and a line that got too long with what came stays wrapped when that went.
"""

from __future__ import annotations

import ast
import io
import os
import re
import sysconfig
import tokenize
import warnings
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from scaffold.errors import ProjectError
from scaffold.fragment import Fragment
from scaffold.merge import merge

HOW_MANY = os.environ.get("SCAFFOLD_CORPORA", "40")

REPORT_EVERY = 250

PART = "from probe_zoo import Keeper\n\nfrom probe.handed import handed\n\nprobe_app.register(Keeper)\n"
MEMBERS = (
    "\n\nclass {name}:\n    probe_attribute: int = Keeper()\n\n    def probe_method(self) -> int:\n        return 1\n"
)


def hosts() -> list[Path]:
    paths = sysconfig.get_paths()
    found = {path for root in ("stdlib", "purelib") for path in Path(paths[root]).rglob("*.py")}
    chosen = sorted(found)
    Random(2026).shuffle(chosen)
    return chosen if HOW_MANY == "all" else chosen[: int(HOW_MANY)]


def decoded(path: Path) -> str | None:
    """The text with every byte accounted for: line ends as they are, a byte order mark as a character."""
    raw = path.read_bytes()
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(raw).readline)
        return raw.decode("utf-8" if encoding == "utf-8-sig" else encoding)
    except (SyntaxError, UnicodeDecodeError, LookupError):
        return None


def classes(text: str) -> list[str] | None:
    """The classes at the top that have a name of their own; ``None`` when our Python cannot say."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            body = ast.parse(text.removeprefix("\ufeff")).body
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return None
    names = Counter(node.name for node in body if isinstance(node, ast.ClassDef | ast.FunctionDef))
    return [node.name for node in body if isinstance(node, ast.ClassDef) and names[node.name] == 1]


def differences(text: str) -> Iterator[str]:
    """What is wrong with coming into ``text`` and leaving it again, or a word about how well it went."""
    found = classes(text)
    part = PART + (MEMBERS.format(name=found[0]) if found else "")
    try:
        there = merge(text, Fragment(path="pkg/module.py", owner="Zoo", text=part, kind="part"))
    except ProjectError as error:
        yield "refused" if found is None and "does not parse" in error.message else f"FAILED {error.message}"
        return
    yield "hosts"
    yield from (["with a class"] if found else [])
    if there.conflicts:
        yield f"FAILED {there.conflicts[0].reason}"
    before, after = lines(text), lines(there.text or "")
    remaining = iter(after)
    lost = [line for line in before if line not in remaining]
    if lost and not any(re.search(r"__all__|^\s*class .*:\s*\S", line) for line in lost[:1]) and "__all__" not in text:
        yield f"FAILED the line {lost[0]!r} changed"
    records = [there.record] if there.record else []
    back = merge(there.text, Fragment(path="pkg/module.py", owner="Zoo", text="", kind="part"), records)
    if back.conflicts:
        yield f"FAILED {back.conflicts[0].reason}"
    elif back.text == text:
        yield "exact to the byte"
    elif (back.text or "").split() == text.split():
        yield "exact but for blank lines"
    elif unwrapped(back.text or "") == unwrapped(text):
        yield "exact but for a wrapped line"
    else:
        yield "FAILED it did not leave as it came"


def unwrapped(text: str) -> str:
    """Without blanks and commas, and without the brackets that an import takes to be wrapped."""
    text = re.sub(r"import\s*\(([^()#]*)\)", r"import \1", text)
    return re.sub(r"[\s,]", "", text)


def lines(text: str) -> list[str]:
    return [line.rstrip("\r\n") for line in re.findall(r"[^\r\n]*(?:\r\n|\r|\n)?", text)]


@pytest.mark.slow
def test_any_host(capsys):
    counts: Counter[str] = Counter()
    failed = []
    for number, path in enumerate(chosen := hosts(), 1):
        text = decoded(path)
        for word in differences(text) if text is not None else ("undecodable",):
            counts[word.partition(" ")[0] if word.startswith("FAILED") else word] += 1
            if word.startswith("FAILED"):
                failed.append(f"{path}: {word}")
        if number % REPORT_EVERY == 0 or number == len(chosen):  # a run that is stopped has told what it found
            with capsys.disabled():
                said = ", ".join(f"{word}: {count}" for word, count in sorted(counts.items()))
                print("\n".join((f"\n{number} of {len(chosen)} files, {said}", *failed[:20])), flush=True)
    assert not failed, "\n".join(failed[:20])
