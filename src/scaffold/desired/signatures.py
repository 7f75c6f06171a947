"""A function as it is called and as it is written, from one line: ``create(db: session, *, obj_in: data)``.

Behind each parameter stands what it is for: ``session``, ``data`` (a schema), ``values`` (the same as a dict),
``row``, ``id``, ``offset``, ``limit``.
"""

from __future__ import annotations

from collections.abc import Mapping

from scaffold.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Parameter:
    """One of them; ``stars`` is ``"**"`` for one that takes any keyword."""

    name: str
    role: str
    named: bool = False
    stars: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    """The name of a function and what it takes."""

    name: str
    parameters: tuple[Parameter, ...] = ()

    @property
    def roles(self) -> frozenset[str]:
        """What it has to be given."""
        return frozenset(each.role for each in self.parameters)

    def parameter(self, role: str) -> str:
        """The name of the parameter that is for this, the role itself where there is none."""
        return next((each.name for each in self.parameters if each.role == role), role)

    def called(self, on: str, values: Mapping[str, str]) -> str:
        """The source of the call; ``values`` has the source of each role."""
        given = []
        for each in self.parameters:
            value = f"{each.stars}{values[each.role]}"
            given.append(f"{each.name}={value}" if each.named and not each.stars else value)
        return f"{on}.{self.name}({', '.join(given)})"

    def head(self, first: str, types: Mapping[str, str]) -> str:
        """``update(self, db: Session, *, db_obj: Post, obj_in: PostUpdate)``; ``types`` may end with a default."""
        written = [first] if first else []
        for each in self.parameters:
            if each.named and "*" not in written:
                written.append("*")
            written.append(f"{each.name}: {types[each.role]}")
        return f"{self.name}({', '.join(written)})"


def signature(text: str) -> Signature:
    """The signature that ``text`` spells."""
    name, _, inside = text.rstrip(")").partition("(")
    found: list[Parameter] = []
    named = False
    for part in filter(None, inside.split(", ")):
        if part == "*":
            named = True
            continue
        written, _, role = part.partition(": ")
        bare = written.lstrip("*")
        found.append(Parameter(bare, role, named, written.removesuffix(bare)))
    return Signature(name, tuple(found))
