"""The baseline: findings that an old project starts with, so that only new ones fail.

One line each, ``fingerprint<tab>CODE<tab>path<tab>message``, sorted; only the fingerprint counts, the rest is
for the reader.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from scaffold.dataclass import dataclass
from scaffold.errors import ProjectError
from scaffold.rule import Finding, fingerprints

HEADER = "# scaffold check --update-baseline"
_USUAL = "scaffold-baseline.txt"


@dataclass(frozen=True, slots=True)
class Baseline:
    """The findings that are known."""

    known: frozenset[str] = frozenset()

    @classmethod
    def parse(cls, text: str, where: str) -> Baseline:
        """The baseline that ``text`` says. Raises ``ProjectError`` for a line that is none of its own."""
        known: set[str] = set()
        for number, line in enumerate(text.splitlines(), 1):
            if not line.strip() or line.startswith("#"):
                continue
            print_ = line.partition("\t")[0]
            if len(print_) != 32 or not all(character in "0123456789abcdef" for character in print_):
                raise ProjectError(
                    "is no line of a baseline",
                    where=f"{where}:{number}",
                    hint="scaffold check --update-baseline",
                )
            known.add(print_)
        return cls(frozenset(known))

    def new(self, findings: Iterable[Finding]) -> list[Finding]:
        """The findings that are not known."""
        return [finding for print_, finding in fingerprints(findings) if print_ not in self.known]

    def gone(self, findings: Iterable[Finding]) -> int:
        """How many known findings no longer occur."""
        return len(self.known - {print_ for print_, _ in fingerprints(findings)})


def rendered(findings: Iterable[Finding]) -> str:
    """The baseline of these findings."""
    lines = sorted(
        "\t".join((print_, item.code, item.path, item.message.replace("\t", " ").replace("\n", " ")))
        for print_, item in fingerprints(findings)
    )
    return "\n".join((HEADER, *lines, ""))


def path_of(asked: str | None, configured: str | None) -> str:
    """Where the baseline stands: as asked, as configured, or in the usual place."""
    return asked or configured or _USUAL


def baseline_of(files: Mapping[str, str], asked: str | None, configured: str | None) -> Baseline | None:
    """The baseline of a project. Raises ``ProjectError`` for one that was asked for and is not there."""
    path = path_of(asked, configured)
    if path in files:
        return Baseline.parse(files[path], path)
    if asked:
        hint = f"scaffold check --baseline {path} --update-baseline"
        raise ProjectError("there is no such baseline", where=path, hint=hint)
    return None
