"""Findings in the formats of editors, CI servers and code review."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import jsonschema
import pytest

from scaffold.console.findings import concise_lines, full_lines
from scaffold.console.formats import render, require
from scaffold.console.json_object import json_object, schema
from scaffold.console.lines import plain
from scaffold.console.report import report
from scaffold.dataclass import replace
from scaffold.errors import SpecError
from scaffold.pipeline.outcome import Outcome
from scaffold.rule import Finding

POST = Finding(
    code="SCF503",
    message="Post.author_id is int: 100%\nbut User.id, a key, is uuid",
    path="app/mödels/a b.py",
    line=2,
    column=5,
    symbol="Post.author_id",
    fix="scaffold sync Post",
    fixable=True,
)
SAME = Finding(code="SCF202", message="<views> & \x07 more", path="app/schemas.py", severity="warning")
FOUND = Outcome(command="check", exit_code=1, findings=(POST, SAME, SAME), checked="3 files")
CLEAN = Outcome(command="check")
BROKEN = Outcome(command="check", exit_code=2, notes=("a: does not\nparse",))

# as the OASIS committee publishes it
SARIF = json.loads((Path(__file__).parent / "sarif-schema-2.1.0.json").read_text())


@pytest.mark.parametrize("outcome", [CLEAN, FOUND, BROKEN])
def test_sarif_is_what_the_standard_says(outcome: Outcome) -> None:
    found = json.loads(render("sarif", outcome))
    jsonschema.validate(found, SARIF)
    (run,) = found["runs"]
    assert len(run["results"]) == len(outcome.findings)
    assert run["invocations"][0]["executionSuccessful"] is (outcome.exit_code != 2)
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    places = [result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in run["results"]]
    assert all(not place.startswith("/") for place in places)


def test_gitlab_keeps_findings_apart_by_fingerprint() -> None:
    assert json.loads(render("gitlab", CLEAN)) == []
    issues = json.loads(render("gitlab", FOUND))
    assert [issue["severity"] for issue in issues] == ["major", "minor", "minor"]
    assert len({issue["fingerprint"] for issue in issues}) == 3
    assert issues[0]["location"] == {"path": "app/mödels/a b.py", "lines": {"begin": 2}}


def test_fingerprints_outlive_lines() -> None:
    from scaffold.dataclass import replace

    moved = replace(FOUND, findings=tuple(replace(finding, line=99) for finding in FOUND.findings))
    before, after = (json.loads(render("gitlab", outcome)) for outcome in (FOUND, moved))
    assert [i["fingerprint"] for i in before] == [i["fingerprint"] for i in after]


def test_github_escapes_what_would_end_an_annotation() -> None:
    assert render("github", CLEAN) == ""
    first, second, _, *log = render("github", FOUND).splitlines()
    assert first == (
        "::error file=app/mödels/a b.py,line=2,col=5,title=scaffold (SCF503)::"
        "Post.author_id is int: 100%25%0Abut User.id, a key, is uuid (scaffold sync Post)"
    )
    assert second.startswith("::warning file=app/schemas.py,line=1,col=1,title=scaffold (SCF202)::")
    assert log[0].startswith("app/mödels/a b.py:2:5: SCF503 [*] ")
    assert render("github", BROKEN) == "::error title=scaffold::a: does not%0Aparse\n"


def test_junit_is_xml_with_a_case_for_everything() -> None:
    clean = ElementTree.fromstring(render("junit", CLEAN).encode())
    assert [case.get("name") for case in clean.iter("testcase")] == ["check"]
    assert not list(clean.iter("failure"))
    found = ElementTree.fromstring(render("junit", FOUND).encode())
    assert (found.get("tests"), found.get("failures")) == ("3", "3")
    assert [failure.get("message") for failure in found.iter("failure")][1] == "<views> & \ufffd more"
    broken = ElementTree.fromstring(render("junit", BROKEN).encode())
    assert broken.get("errors") == "1"
    assert len(list(broken.iter("error"))) == 1


def test_no_other_format() -> None:
    with pytest.raises(SpecError, match="full, concise, json"):
        require("xml")


def test_the_json_object_is_valid() -> None:
    for outcome in (CLEAN, FOUND, BROKEN):
        jsonschema.validate(json_object(outcome), schema())


def test_a_frame_points_at_the_column() -> None:
    files = {POST.path: "class Post:\n    author_id: int = Field()\n"}
    assert plain(full_lines([POST], files)).splitlines() == [
        f"{POST.path}:2:5: SCF503 [*] {POST.message.splitlines()[0]}",
        f"  {POST.message.splitlines()[1]}",
        "  1 | class Post:",
        "  2 |     author_id: int = Field()",
        "    |     ^",
        "  help: scaffold sync Post",
        "",
    ]
    assert len(plain(full_lines([SAME], {})).splitlines()) == 2


def test_one_line_a_finding() -> None:
    assert len(plain(concise_lines(FOUND.findings)).splitlines()) == 3


def test_paths_are_those_from_the_working_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = tmp_path / "backend"
    project.mkdir()
    found = replace(FOUND, findings=(SAME,), files={SAME.path: "x = 1\n"}, root=str(project))
    for folder, place in ((project, "app/schemas.py:1:1"), (tmp_path, "backend/app/schemas.py:1:1")):
        monkeypatch.chdir(folder)
        assert plain(report(found)).startswith(place)
        assert "x = 1" in plain(report(found))
