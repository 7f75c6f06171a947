"""The project as a value: what was read, and what was concluded from it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from scaffold.dataclass import dataclass, field
from scaffold.facts import Problem
from scaffold.project.conventions import Conventions
from scaffold.project.findings import Findings
from scaffold.project.sources import Sources
from scaffold.spec.entity import Entity


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """A table model of the project: the entity that its class describes, and where the class stands."""

    entity: Entity
    path: str  # posix, relative to the project root
    module: str  # dotted, as the project imports it
    line: int  # of the class statement, from 1
    table: str  # the table name in the database
    pk: str  # annotation of the primary key: "int", "uuid.UUID"
    pk_is_big: bool = False  # a BIGINT, which holds more than an `int` is taken for
    attributes: tuple[str, ...] = ()  # every attribute of the class, relations to it included
    paths: Mapping[str, str] = field(default_factory=dict)  # layer to file, for the layers that it has


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """``files`` maps posix paths below ``root`` to text; a test passes a dict and no root."""

    files: Mapping[str, str]
    conventions: Conventions = field(default_factory=Conventions)
    models: Mapping[str, Model] = field(default_factory=dict)
    enums: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # class name -> values
    root: Path | None = None
    findings: Findings | None = None
    sources: Sources | None = field(default=None, compare=False, repr=False)  # the files as declarations, once opened
    unread: Mapping[str, Problem] = field(default_factory=dict)  # files that do not parse, where a model was lost
