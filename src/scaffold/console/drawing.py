"""The entities of a project as an SVG picture: a box each, a line from every reference to what it refers to.

Columns follow the references, so that lines run from right to left; what refers to nothing stands at the left.
"""

from __future__ import annotations

from collections.abc import Mapping
from xml.sax.saxutils import escape

from scaffold.dataclass import dataclass
from scaffold.project import Model
from scaffold.spec.entity import Field, Reference

_ROW, _WIDE, _GAP, _MARGIN = 20, 220, 90, 20
_HEAD = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    ' font-family="monospace" font-size="13">\n'
    '<rect width="100%" height="100%" fill="white"/>\n'
)
_ENDS = {"many-to-one": ("n", "1"), "one-to-one": ("1", "1"), "many-to-many": ("n", "n")}


@dataclass(frozen=True, slots=True)
class Box:
    """Where an entity stands, and the rows below its name."""

    name: str
    x: int
    y: int
    fields: tuple[Field | Reference, ...]

    @property
    def height(self) -> int:
        """Of the box, its name included."""
        return _ROW * (len(self.fields) + 1) + 8


def svg(models: Mapping[str, Model]) -> str:
    """The picture of ``models``."""
    boxes = _placed(models)
    width = max((box.x for box in boxes.values()), default=0) + _WIDE + _MARGIN
    height = max((box.y + box.height for box in boxes.values()), default=0) + _MARGIN
    lines = [_line(box, row, boxes) for box in boxes.values() for row, _ in enumerate(box.fields)]
    body = "".join([*filter(None, lines), *(_box(box) for box in boxes.values())])
    return f"{_HEAD.format(width=width, height=height)}{body}</svg>"


def _placed(models: Mapping[str, Model]) -> dict[str, Box]:
    columns: dict[int, int] = {}
    boxes = {}
    for name, model in sorted(models.items(), key=lambda item: (_rank(item[0], models), item[0])):
        rank = _rank(name, models)
        box = Box(name, _MARGIN + rank * (_WIDE + _GAP), columns.get(rank, _MARGIN), model.entity.fields)
        columns[rank] = box.y + box.height + _ROW
        boxes[name] = box
    return boxes


def _rank(name: str, models: Mapping[str, Model], above: tuple[str, ...] = ()) -> int:
    """How many references deep an entity is; a cycle ends where it began."""
    if name not in models or name in above:
        return 0
    targets = [field.target for field in models[name].entity.fields if isinstance(field, Reference)]
    known = [target for target in targets if target in models and target not in (*above, name)]
    return max((_rank(target, models, (*above, name)) + 1 for target in known), default=0)


def _box(box: Box) -> str:
    frame = f'<rect x="{box.x}" y="{box.y}" width="{_WIDE}" height="{box.height}" rx="4" fill="#f8f8f8" stroke="#444"/>'
    rows = [_text(box.x + 10, box.y + 16, box.name, ' font-weight="bold"')]
    for number, field in enumerate(box.fields, 1):
        rows.append(_text(box.x + 10, box.y + 16 + number * _ROW, f"{field.name}: {_kind(field)}"))
    return "\n".join([frame, *rows]) + "\n"


def _line(box: Box, row: int, boxes: Mapping[str, Box]) -> str:
    field = box.fields[row]
    if not isinstance(field, Reference) or field.target not in boxes:
        return ""
    target = boxes[field.target]
    start = (box.x, box.y + 12 + (row + 1) * _ROW)
    end = (target.x + _WIDE, target.y + 12)
    bend = _GAP // 2
    path = f"M{start[0]},{start[1]} C{start[0] - bend},{start[1]} {end[0] + bend},{end[1]} {end[0]},{end[1]}"
    near, far = _ENDS[field.kind]
    return (
        f'<path d="{path}" fill="none" stroke="#07a"/>\n'
        f"{_text(start[0] - 12, start[1] - 4, near)}\n{_text(end[0] + 5, end[1] - 4, far)}\n"
    )


def _kind(field: Field | Reference) -> str:
    if isinstance(field, Reference):
        return field.target
    kind = field.enum or field.annotation or field.type
    return f"{kind}?" if field.null and not field.annotation else kind


def _text(x: int, y: int, text: str, style: str = "") -> str:
    shown = text if len(text) <= 26 else f"{text[:25]}…"
    return f'<text x="{x}" y="{y}"{style}>{escape(shown)}</text>'
