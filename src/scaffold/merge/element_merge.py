"""The elements of a literal on disk and those wanted: ``__all__``, a list of routers, a payload.

What a person put in or took out stays so; an entry of a dict is also known by its value.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence

from scaffold.dataclass import replace
from scaffold.merge.decide import Action, decide
from scaffold.merge.elements import Element, elements_of, literal_of
from scaffold.merge.job import Job
from scaffold.merge.ledger import EDITED, FOREIGN, UNWANTED
from scaffold.merge.literal import add_element, remove_element, set_value
from scaffold.merge.prints import ElementsPrint, Print
from scaffold.merge.segments import Segment
from scaffold.merge.statement import EXPORTED, sorted_position
from scaffold.merge.symbols import Scope, element_name

Merge = tuple[Segment, Print | None]


def merge_elements(base: Print | None, ours: Segment, wanted: Segment, scope: Scope, job: Job) -> Merge:
    """The literal that shall stand, and which of its elements are ours."""
    merge = _Elements(base, ours, wanted, scope, job)
    merge.add_and_change()
    merge.remove()
    return merge.segment, ElementsPrint(merge.recorded)


class _Elements:
    """One literal being merged, element by element."""

    def __init__(self, base: Print | None, ours: Segment, wanted: Segment, scope: Scope, job: Job) -> None:
        self.base = dict(base.elements) if isinstance(base, ElementsPrint) else {}
        self.segment, self.wanted, self.job = ours, wanted, job
        self.symbol = scope.symbol(wanted)
        self.recorded: dict[str, str] = {}
        self.order = [element.key for element in _elements(wanted)]

    def add_and_change(self) -> None:
        """Every wanted element, in the template's order."""
        for element in _elements(self.wanted):
            disk = self._on_disk(element.key)
            base = self.base.get(element.key)
            symbol = f"{self.symbol}.{element_name(element.key)}"
            if disk is None:
                self._absent(element, base, symbol)
            else:
                self._present(element, disk, base, symbol)

    def remove(self) -> None:
        """What was ours and is not wanted any more."""
        for key, base in self.base.items():
            disk = self._on_disk(key)
            if key in self.order or disk is None:
                continue
            symbol = f"{self.symbol}.{element_name(key)}"
            if disk.value != base:
                side = self.job.conflict(symbol, UNWANTED, self.segment)
                if side is None:
                    self.recorded[key] = base
                if side != "theirs":
                    continue
            at = self._keys().index(key)
            code = remove_element(self.segment.code, at)
            if code is not None:
                self._now(code)
                continue
            if self.job.conflict(symbol, UNWANTED, self.segment) is None:
                self.recorded[key] = base

    def _absent(self, element: Element, base: str | None, symbol: str) -> None:
        if base is not None and not self.job.restores(symbol):
            self.recorded[element.key] = element.value
            if base != element.value:
                self.job.notice(f"{symbol} is not in {self.job.path}, and what it would hold has changed")
            return
        reason = self._clash(element)
        if reason:
            if self.job.settle.of(f"{self.job.path}::{symbol}") == "mine":
                self.recorded[element.key] = element.value
            else:
                self.job.unsettled(symbol, reason, self.segment, _source(self.wanted, element))
            return
        at = self._position(element)
        there = [_source(self.segment, each) for each in _elements(self.segment)]
        source = _quoted_as_beside(_source(self.wanted, element), there, at)
        self._now(add_element(self.segment.code, at, source, self.job.host))
        self._wrote(element)
        self.recorded[element.key] = element.value

    def _present(self, element: Element, disk: Element, base: str | None, symbol: str) -> None:
        action = decide(base, disk.value, element.value)
        if action not in (Action.RECORD, Action.KEEP):
            reason = self._clash(element)
            side = self.job.settle.of(f"{self.job.path}::{symbol}")
            take = not reason and (action is Action.UPDATE or side == "theirs")
            if not take and side != "mine":
                said = reason or (FOREIGN if action is Action.FOREIGN else EDITED)
                source = _source(self.wanted, element)
                self.job.unsettled(symbol, said, self.segment, source)
                if base is not None:
                    self.recorded[element.key] = base
                return
            if take:
                at = self._keys().index(element.key)
                value = _source(self.wanted, replace(element, nodes=element.nodes[-1:]))
                self._now(set_value(self.segment.code, at, value))
                self._wrote(element)
        self.recorded[element.key] = element.value

    def _clash(self, element: Element) -> str:
        statements = tuple(ast.Expr(value=node) for node in element.nodes)
        return self.job.clash([replace(self.wanted, kind="other", nodes=statements)])

    def _wrote(self, element: Element) -> None:
        statements = tuple(ast.Expr(value=node) for node in element.nodes)
        self.job.wrote(self.symbol, replace(self.wanted, kind="other", nodes=statements))

    def _keys(self) -> list[str]:
        return [element.key for element in _elements(self.segment)]

    def _on_disk(self, key: str) -> Element | None:
        return next((e for e in _elements(self.segment) if e.key == key), None)

    def _position(self, element: Element) -> int:
        """Sorted among sorted strings, else as in the template, else last."""
        keys = self._keys()
        is_dict = isinstance(literal_of(self.segment.node), ast.Dict)
        if keys and not is_dict and all(key[:1] in "'\"" for key in [*keys, element.key]):
            sorted_at = sorted_position([element_name(key) for key in keys], element_name(element.key), EXPORTED)
            if sorted_at is not None:
                return sorted_at
        at = self.order.index(element.key)
        for earlier in reversed(self.order[:at]):
            if earlier in keys:
                return keys.index(earlier) + 1
        for later in self.order[at + 1 :]:
            if later in keys:
                return keys.index(later)
        return len(keys)

    def _now(self, code: str) -> None:
        self.job.touched(self.segment)
        node = ast.parse(code.strip()).body[0]
        self.segment = replace(self.segment, code=code, nodes=(node,))


def _elements(segment: Segment) -> tuple[Element, ...]:
    return elements_of(segment, any_name=True) or ()


def _quoted_as_beside(source: str, there: Sequence[str], at: int) -> str:
    """``"Tag"`` as ``'Tag'`` behind an element that is written so."""
    plain = re.fullmatch(r'"(\w+)"', source)
    beside = there[max(at - 1, 0)] if there else ""
    return f"'{plain[1]}'" if plain and re.fullmatch(r"'\w+'", beside) else source


def _source(segment: Segment, element: Element) -> str:
    """The element as the template spells it: ``"Post"``, ``"title": "x"``."""
    text = "\n" * (segment.node.lineno - 1) + segment.code
    parts = [ast.get_source_segment(text, node) or ast.unparse(node) for node in element.nodes]
    if element.key.startswith("**"):
        return "**" + parts[-1]
    return ": ".join(parts)
