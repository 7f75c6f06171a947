"""What a sync of every managed entity would do. Nothing, for a project in step.

An entity whose class, templates and conventions are what they were when its files were written is not rendered
again: its record holds a digest of the three (``inputs``), and with equal inputs a merge changes nothing, whatever
a person did to the files.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from scaffold.dataclass import replace
from scaffold.errors import LockError
from scaffold.lock import Lock, digest
from scaffold.plan import Plan
from scaffold.project import Model, Project
from scaffold.rule import Subject
from scaffold.rules.view.lock import text_of_lock
from scaffold.spec import Entity, Reference

if TYPE_CHECKING:
    from scaffold.fragment import Fragment
    from scaffold.merge import Settle


def stale(project: Project, lock: Lock) -> dict[str, Entity]:
    """The managed entities that say something else than when their files were written."""
    from scaffold.pipeline.growth import with_models

    standing = _standing(project, lock, lock.entities)
    if not standing:
        return {}
    whole, state = with_models(project, standing), state_of(project)
    inputs: dict[str, set[str]] = {}
    for record in lock.records:
        inputs.setdefault(record.entity, set()).add(record.inputs)
    # every file of a fresh entity was written from exactly what would be read now
    return {
        name: model.entity
        for name, model in standing.items()
        if inputs.get(name) != {inputs_of(model.entity, whole, state)}
    }


def restored(project: Project, lock: Lock, path: str) -> str | None:
    """The file ``path`` as its entities would have it written, were it not there; ``None`` where nothing is ours."""
    from scaffold.merge import Settle
    from scaffold.pipeline.growth import with_models

    owners = {record.entity for record in lock.recorded(path)}
    standing = _standing(project, lock, owners)
    entities = {name: model.entity for name, model in standing.items()}
    plan = _planned(with_models(project, standing), lock, entities, Settle(restore=frozenset({path})))
    return next((change.after for change in plan.changes if change.path == path and change.before is None), None)


def _planned(project: Project, lock: Lock, entities: dict[str, Entity], settle: Settle | None = None) -> Plan:
    from scaffold.desired import desired_together
    from scaffold.pipeline.formatting import formatting_of
    from scaffold.pipeline.leaning import whole_plan
    from scaffold.plan import make_plan

    def plan(wanted: tuple[Fragment, ...]) -> Plan:
        return make_plan(
            project.files,
            lock,
            wanted,
            complete=frozenset(entities),
            formatting=formatting_of(project),
            settle=settle,
        )

    return whole_plan(plan, desired_together(tuple(entities.values()), project), project)


def _standing(project: Project, lock: Lock, names: Iterable[str]) -> dict[str, Model]:
    """The managed ones of these models as their classes stand, with what only the lock knows."""
    from scaffold.pipeline.growth import as_it_stands, recorded, vocabulary_of

    vocabulary = vocabulary_of(project)
    return {
        name: replace(model, entity=as_it_stands(model, recorded(lock, name, vocabulary)))
        for name in sorted(lock.entities.keys() & set(names))
        if (model := project.models.get(name)) is not None
    }


def state_of(project: Project) -> str:
    """A digest of everything beside the entity that its files are rendered from."""
    from scaffold.desired import templates_digest

    registry = project.conventions.registry
    conventions = replace(project.conventions, registry=replace(registry, line=0) if registry else None)
    return digest(f"{templates_digest(project)} {conventions!r}")


def inputs_of(entity: Entity, project: Project, state: str) -> str:
    """The ``inputs`` of the records of an entity: what it says and refers to, and the project's state.

    Not what a person hides from clients: to remove a field of a schema is no drift. Tests follow with the next sync.
    """
    targets = {field.target for field in entity.fields if isinstance(field, Reference)}
    keys = [(name, model.table, model.pk) for name in sorted(targets) if (model := project.models.get(name))]
    return digest(f"{state} {entity!r} {keys!r}")


def with_inputs(lock: Lock, project: Project, names: Iterable[str]) -> Lock:
    """``lock`` after a run that brought the entities ``names`` of ``project`` in step."""
    state, standing = state_of(project), _standing(project, lock, names)
    inputs = {name: inputs_of(model.entity, project, state) for name, model in standing.items()}
    return replace(
        lock,
        records=tuple(
            replace(record, inputs=inputs[record.entity]) if record.entity in inputs else record
            for record in lock.records
        ),
    )


class PlanOnce:
    """The plan of a sync, made when a rule first asks for it.

    ``None`` when the lock cannot be read, and where nothing is managed or nothing went in that was not there before.
    ``rendered`` says how many entities had to be rendered for it.
    """

    def __init__(self, project: Project) -> None:
        self._project = project
        self._made = False
        self._plan: Plan | None = None
        self.rendered = 0

    def __call__(self) -> Plan | None:
        if not self._made:
            self._made = True
            lock = self._lock()
            entities = stale(self._project, lock) if lock.entities else {}
            self.rendered = len(entities)
            self._plan = self._planned(lock, entities) if entities else None
        return self._plan

    def _planned(self, lock: Lock, entities: dict[str, Entity]) -> Plan:
        from scaffold.pipeline.growth import with_models

        return _planned(with_models(self._project, _standing(self._project, lock, lock.entities)), lock, entities)

    def restored(self, path: str) -> str | None:
        """The file ``path`` as it would be written now; ``None`` where it is not ours."""
        return restored(self._project, self._lock(), path)

    def _lock(self) -> Lock:
        try:
            return Lock.parse(text_of_lock(Subject(self._project)))
        except LockError:
            return Lock()  # SCF903 and SCF904 say so
