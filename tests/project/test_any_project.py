"""Whatever state a project is in, it is read or refused in words."""

from __future__ import annotations

from pathlib import Path

import pytest
from away import PROJECTS
from hypothesis import given, settings
from hypothesis import strategies as st

from scaffold.errors import ProjectError
from scaffold.project import Tree, open_project

NAMES = (
    "guide",
    "one_file",
    "domain_packages",
    "generic_repositories",
    "context_session",
    "versioned",
    "newest_syntax",
)
FILES = {name: dict(Tree(PROJECTS / name)) for name in NAMES}


@settings(max_examples=150, deadline=None)
@given(name=st.sampled_from(NAMES), data=st.data())
def test_half_a_project_is_read_or_refused(name: str, data: st.DataObject) -> None:
    kept = data.draw(st.lists(st.sampled_from(sorted(FILES[name])), unique=True, min_size=1))
    files = {path: FILES[name][path] for path in kept}
    cut = data.draw(st.sampled_from(kept))
    files[cut] = files[cut][: data.draw(st.integers(0, len(files[cut])))]
    try:
        project = open_project(Path("/project"), source=files)
    except ProjectError:
        return
    assert all(model.path in files for model in project.models.values())
    assert project.findings is not None
    assert {row.key.partition(".")[0] for row in project.findings.rows} >= {"layers", "support"}


@pytest.mark.parametrize("name", NAMES)
def test_reading_twice_finds_the_same(name: str) -> None:
    first, second = (open_project(PROJECTS / name) for _ in range(2))
    assert (first.conventions, first.models) == (second.conventions, second.models)


@pytest.mark.parametrize("name", NAMES)
def test_the_order_of_files_does_not_matter(name: str) -> None:
    forward = open_project(Path("/project"), source=FILES[name])
    backward = open_project(Path("/project"), source=dict(reversed(FILES[name].items())))
    assert forward.conventions == backward.conventions
    assert forward.models == backward.models
