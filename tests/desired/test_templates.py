"""Whose template is used, what a broken one is told, and when the digest changes."""

from __future__ import annotations

import pytest
from growing import Grown, said

from scaffold.dataclass import replace
from scaffold.desired import desired, shipped_templates, templates_digest
from scaffold.errors import ProjectError
from scaffold.fragment import Fragment
from scaffold.project import Project

OWN = ".scaffold/templates/repository.py.jinja"


def fragments(**files: str) -> dict[str, Fragment]:
    """By path, of ``Post title:str``."""
    grown = Grown()
    grown = replace(grown, files={**grown.files, **files})
    found = desired(said("Post title:str", grown), grown.project)
    return {fragment.path: fragment for fragment in found}


def test_a_template_of_the_project_takes_the_place_of_ours() -> None:
    text = "{{ imports }}\n\nNOTE = '{{ Entity }}'\n"
    path = "app/repositories/post_repo.py"
    assert 'NOTE = "Post"\n' in fragments(**{OWN: text})[path].text
    assert "NOTE" not in fragments()[path].text


def test_a_file_of_the_project_that_is_no_template_is_never_rendered() -> None:
    found = fragments(**{".scaffold/templates/notes.md": "{{ nothing }}", "app/x.py.jinja": "{% for"})
    assert found.keys() == fragments().keys()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{{ nothing }}", "nothing"),
        ("{% if %}", "Expected"),
        ("def {{ Entity }}(:\n    pass\n", "def Post(:"),
    ],
)
def test_a_broken_template_is_named_with_what_is_wrong(text: str, said: str) -> None:
    with pytest.raises(ProjectError, match=r"repository\.py\.jinja") as caught:
        fragments(**{OWN: text})
    assert said in caught.value.message
    assert caught.value.hint


def test_the_digest_changes_with_a_template_and_with_nothing_else() -> None:
    project = Project(files={"app/main.py": "x = 1\n"})
    other = Project(files={"app/main.py": "x = 2\n"})
    own = Project(files={OWN: "{{ imports }}\n"})
    assert templates_digest(project) == templates_digest(other)
    assert templates_digest(project) != templates_digest(own)
    assert templates_digest(own) != templates_digest(Project(files={OWN: "\n"}))


def test_no_shipped_template_joins_strings_or_computes() -> None:
    for name, text in shipped_templates().items():
        code = [part.partition("}}")[0] for part in text.split("{{")[1:]]
        assert not [each for each in code if " + " in each or " ~ " in each or "%" in each], name
        assert not [line for line in text.splitlines() if line.count("{% if") > 1], name


def test_every_fragment_is_formatted_and_ends_with_one_newline() -> None:
    for path, fragment in fragments().items():
        assert fragment.text == "" or fragment.text.endswith("\n"), path
        assert not fragment.text.endswith("\n\n"), path
        assert "\t" not in fragment.text or path.endswith(".mako"), path
