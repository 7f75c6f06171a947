"""A text is its segments, whoever reads it."""

from __future__ import annotations

import pytest
import zoo

from scaffold.errors import ProjectError
from scaffold.merge import partition_cst
from scaffold.merge.partition import cut_module, partition
from scaffold.merge.segments import Segment, lines_of

ALL = zoo.TEXTS | zoo.NEWER


@pytest.mark.parametrize("name", ALL)
def test_the_segments_are_the_text(name):
    assert partition(ALL[name], "x.py").text == ALL[name]


def shape(segments: tuple[Segment, ...]) -> list[object]:
    return [
        (s.kind, s.keys, s.lead, s.code, s.tail, s.foot, s.column, s.line, shape(s.decorators), shape(s.body or ()))
        for s in segments
    ]


class OnlyLibcst(partition_cst._Reader):
    """Lets our own parser read single statements, so that LibCST has to find every block."""

    def _parsed(self, start, stop, *, pass_below=False):
        nodes = super()._parsed(start, stop, pass_below=pass_below)
        if not pass_below and nodes and hasattr(nodes[0], "body") and len(nodes) == 1:
            return None if isinstance(nodes[0], partition_cst.ast.ClassDef | partition_cst.ast.FunctionDef) else nodes
        return nodes


# LibCST does not keep these bytes, or gives a one-line body no place of its own
NOT_BY_LIBCST = {"cr", "form feed before a statement", "one line bodies", "ellipsis", "backslashes", "wide characters"}


@pytest.mark.parametrize("name", [name for name in zoo.TEXTS if name not in NOT_BY_LIBCST])
def test_both_readers_cut_alike(name, monkeypatch):
    text = zoo.TEXTS[name]
    monkeypatch.setattr(partition_cst, "_Reader", OnlyLibcst)
    outlines = partition_cst.outlines_by_libcst(text, SyntaxError(), "x.py")
    assert shape(cut_module(lines_of(text), outlines).body) == shape(partition(text, "x.py").body)


@pytest.mark.parametrize("text", zoo.BROKEN)
def test_a_text_that_does_not_parse_is_refused_with_its_place(text):
    line, column = zoo.BROKEN[text]
    with pytest.raises(ProjectError) as error:
        partition(text, "app/x.py")
    assert error.value.where == f"app/x.py:{line}:{column}"
    assert "does not parse" in error.value.message
    assert error.value.hint


@pytest.mark.parametrize("newer", ["type X = int\n", "try:\n    pass\nexcept A, B:\n    pass\n"])
def test_newer_syntax_above_the_mistake_is_not_taken_for_it(newer):
    with pytest.raises(ProjectError) as error:
        partition(newer + "x = 1\nreturn = 2\n", "x.py")
    line = newer.count("\n") + 2
    assert error.value.where.startswith(f"x.py:{line}:")


def test_a_comment_at_the_end_belongs_to_the_block_that_it_is_indented_as():
    text = zoo.TEXTS["comments at the end of blocks"]
    outer, after = partition(text, "x.py").body
    assert outer.body is not None
    assert (outer.body[0].foot, outer.foot, after.lead) == (
        "        # of f\n",
        "    # of A\n",
        "# of none\n\n",
    )
