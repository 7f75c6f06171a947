"""One ``Relationship(...)`` attribute: what it points at and how it is told from its neighbours."""

from __future__ import annotations

import ast
from collections.abc import Mapping

from scaffold.dataclass import dataclass, field
from scaffold.facts import Assignment
from scaffold.project.annotations import understand
from scaffold.project.sources import Sources, parsed


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """``target`` is the class name in the annotation; ``hints`` are the words of ``foreign_keys`` and the like."""

    attribute: Assignment
    path: str
    target: str
    many: bool = False
    null: bool = False
    back: str = ""  # back_populates
    link: str = ""  # class name of link_model
    hints: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The attribute's name."""
        return self.attribute.name


def relation(sources: Sources, path: str, attribute: Assignment) -> Relation:
    """What the statement says. The target is the class's own name, however the module spells it."""
    annotation = understand(attribute.annotation, sources, path)
    call = attribute.call
    link = call.keyword("link_model") if call else None
    return Relation(
        attribute=attribute,
        path=path,
        target=annotation.origin.rpartition(".")[2],
        many=annotation.many,
        null=annotation.null,
        back=_text(call.keyword("back_populates")) if call else "",
        link=(link or "").strip("\"'").rpartition(".")[2],
        hints=_hints(call.keyword("sa_relationship_kwargs") if call else None),
    )


def _hints(source: str | None) -> dict[str, str]:
    # {"foreign_keys": "[Post.author_id]"}    dict(remote_side="Category.id")    {"foreign_keys": lambda: ...}
    node = parsed(source) if source else None
    pairs: list[tuple[str, ast.expr]] = []
    if isinstance(node, ast.Dict):
        pairs = [
            (str(key.value), value)
            for key, value in zip(node.keys, node.values, strict=True)
            if isinstance(key, ast.Constant)
        ]
    elif isinstance(node, ast.Call):
        pairs = [(word.arg, word.value) for word in node.keywords if word.arg]
    return {
        key: value.value if isinstance(value, ast.Constant) and isinstance(value.value, str) else ast.unparse(value)
        for key, value in pairs
    }


def _text(source: str | None) -> str:
    node = parsed(source) if source else None
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
