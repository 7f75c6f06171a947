"""The whole lock as a value.

What git leaves in it (two lines for one file, conflict markers) reads without a word: the next
write puts it in order again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from scaffold.dataclass import dataclass, field, replace
from scaffold.lock import lines
from scaffold.lock.record import EntityLine, OpenConflict, Record, broken


@dataclass(frozen=True, slots=True, kw_only=True)
class Lock:
    """Several ``records`` may share owner and path; ``templates`` is empty if two branches differ.

    ``edited`` are the numbers of the lines whose seal does not fit them; it is no part of what the lock says.
    """

    records: tuple[Record, ...] = ()
    entities: Mapping[str, EntityLine] = field(default_factory=dict)
    templates: str = ""
    conflicts: tuple[OpenConflict, ...] = ()
    edited: tuple[int, ...] = field(default=(), compare=False)

    @classmethod
    def parse(cls, text: str) -> Lock:
        """The lock that ``text`` says; an empty text is an empty lock. Raises ``LockError``."""
        records: list[Record] = []
        entities: dict[str, EntityLine] = {}
        templates: set[str] = set()
        conflicts: set[OpenConflict] = set()
        edited: list[int] = []
        headed = False
        for number, sealed in _facts(text):
            if sealed.startswith("#"):
                lines.check_header(sealed, number)
                headed = True
                continue
            line, intact = lines.unsealed(sealed)
            if not intact:
                edited.append(number)
            fields = line.split("\t", 5)
            match fields[0]:
                case "F":
                    records.append(lines.read_record(fields, number))
                case "E":
                    entity = lines.read_entity(fields, number)
                    entities[entity.name] = entity
                case "T" if len(fields) == 2:
                    templates.add(fields[1])
                case "X":
                    conflicts.add(lines.read_conflict(fields, number))
                case _:
                    raise broken(number, "is none that scaffold writes")
        if not headed and (records or entities or templates or conflicts):
            raise broken(1, f"should read {lines.HEADER!r}")
        return cls(
            records=_unique(records),
            entities=entities,
            templates=templates.pop() if len(templates) == 1 else "",
            conflicts=tuple(sorted(conflicts)),
            edited=tuple(edited),
        )

    def render(self) -> str:
        """The text of the file: the same facts are the same bytes."""
        facts = [lines.write_entity(entity) for _, entity in sorted(self.entities.items())]
        facts += sorted({lines.write_record(record) for record in self.records})
        facts += [lines.write_conflict(conflict) for conflict in sorted(set(self.conflicts))]
        if self.templates:
            facts.insert(0, f"T\t{self.templates}")
        return "\n".join((lines.HEADER, *map(lines.sealed, facts), ""))

    def recorded(self, path: str, owner: str | None = None) -> tuple[Record, ...]:
        """The records of ``path``, of one owner or of all."""
        return tuple(r for r in self.records if r.path == path and owner in (None, r.owner))

    def with_records(self, new: Iterable[Record]) -> Lock:
        """``new`` in the place of what was recorded for the same owners and paths."""
        added = tuple(new)
        taken = {(record.owner, record.path) for record in added}
        kept = tuple(r for r in self.records if (r.owner, r.path) not in taken)
        return replace(self, records=kept + added)

    def with_record(self, record: Record) -> Lock:
        """``record`` in the place of what was recorded for its owner and path."""
        return self.with_records((record,))

    def with_entity(self, entity: EntityLine) -> Lock:
        """``entity`` in the place of the line of that name."""
        return replace(self, entities={**self.entities, entity.name: entity})

    def without(self, owner: str | None = None, path: str | None = None) -> Lock:
        """Without the facts of ``owner``, of ``path``, or of the one in the other.

        Given only the ``owner``, everything of that entity goes, its own line included.
        """

        def stays(fact: Record | OpenConflict) -> bool:
            whose = fact.entity if path is None else fact.owner
            return owner not in (None, whose) or path not in (None, fact.path)

        entities = dict(self.entities)
        if path is None and owner is not None:
            entities.pop(owner, None)
        return replace(
            self,
            records=tuple(filter(stays, self.records)),
            conflicts=tuple(filter(stays, self.conflicts)),
            entities=entities,
        )


def _facts(text: str) -> Iterator[tuple[int, str]]:
    """The numbered lines that count: no blank ones, no markers of git, not the base of diff3 style."""
    in_base = False
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        if line.startswith("|||||||"):
            in_base = True
        elif line.startswith(("=======", "<<<<<<<", ">>>>>>>")):
            in_base = False
        elif line.strip() and not in_base:
            yield number, line.lstrip("\ufeff")


def _unique(records: Iterable[Record]) -> tuple[Record, ...]:
    """``records`` without repetitions; symbols are compared only between lines for one file."""
    kept: dict[tuple[str, str], list[Record]] = {}
    for record in records:
        same = kept.setdefault((record.owner, record.path), [])
        if record not in same:
            same.append(record)
    return tuple(record for same in kept.values() for record in same)
