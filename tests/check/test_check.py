"""`scaffold check` on projects on a disk: what is told, what is silenced, and how it ends."""

# ruff: noqa: E501

from __future__ import annotations

from pathlib import Path

import pytest
from library import BROKEN, MODELS, git, library

from scaffold.errors import ProjectError, SpecError
from scaffold.pipeline.check import check
from scaffold.pipeline.outcome import Outcome

SETTINGS = "\n[tool.scaffold.check]\n{}\n"
REVISION = """import sqlalchemy as sa
from alembic import op

revision = "{}"
down_revision = {}


def upgrade() -> None:
    op.add_column("author", sa.Column("{}", sa.String(), nullable=False))


def downgrade() -> None:
    op.drop_column("author", "x")
"""


def told(outcome: Outcome) -> list[str]:
    return [f"{item.path}:{item.line} {item.code}" for item in outcome.findings]


def test_a_project_in_step_is_silent_writes_nothing_and_ends_with_0(tmp_path: Path) -> None:
    folder = library(tmp_path)
    before = {path: path.read_bytes() for path in folder.iterdir()}
    outcome = check(folder)
    assert (outcome.exit_code, outcome.findings, outcome.changes) == (0, (), ())
    assert {path: path.read_bytes() for path in folder.iterdir() if path.is_file()} == before
    assert (folder / ".scaffold/cache/.gitignore").read_text() == "*\n"
    assert outcome.checked.startswith("2 files, 2 models")


def test_a_finding_has_its_place_and_ends_with_1(tmp_path: Path) -> None:
    outcome = check(library(tmp_path, BROKEN))
    assert told(outcome) == ["models.py:13 SCF513"]
    assert outcome.exit_code == 1
    assert outcome.findings[0].fix == 'back_populates="books"'


def test_exit_zero_still_tells(tmp_path: Path) -> None:
    outcome = check(library(tmp_path, BROKEN), exit_zero=True)
    assert told(outcome) == ["models.py:13 SCF513"]
    assert outcome.exit_code == 0


def test_a_file_that_cannot_be_parsed_is_neither_drift_nor_clean(tmp_path: Path) -> None:
    folder = library(tmp_path)
    (folder / "service.py").write_text("def broken(:\n")
    for options in ({}, {"exit_zero": True}):
        outcome = check(folder, **options)  # type: ignore[arg-type]
        assert told(outcome) == ["service.py:1 SCF009"]
        assert outcome.exit_code == 2


@pytest.mark.parametrize(
    ("lock", "code"),
    [
        ("#scaffold-lock 99 fp=1\n", "SCF904"),
        ("#scaffold-lock 1 fp=1\nF\tonly\tthree\n", "SCF903"),
        ("what is this\n", "SCF903"),
    ],
)
def test_a_lock_that_cannot_be_read_ends_with_2_and_its_own_way_out(tmp_path: Path, lock: str, code: str) -> None:
    folder = library(tmp_path)
    (folder / "scaffold.lock").write_text(lock)
    outcome = check(folder)
    assert [item.code for item in outcome.findings] == [code]
    assert outcome.findings[0].fix
    assert outcome.exit_code == 2


def test_conflict_markers_of_git_in_the_lock_are_named_and_taken_out(tmp_path: Path) -> None:
    folder = library(tmp_path)
    (folder / "scaffold.lock").write_text("#scaffold-lock 1 fp=1\n<<<<<<< ours\nT\ta\n=======\nT\tb\n>>>>>>> theirs\n")
    assert told(check(folder)) == ["scaffold.lock:2 SCF908"]
    assert check(folder, fix=True).exit_code == 0
    assert (folder / "scaffold.lock").read_text() == "#scaffold-lock 1 fp=1\n"  # whose templates, nobody knows


def test_an_entity_without_its_class_is_named_in_the_lock(tmp_path: Path) -> None:
    folder = library(tmp_path)
    (folder / "scaffold.lock").write_text('#scaffold-lock 1 fp=1\nE\tGenre\tabc\t{"words":[]}\n')
    assert told(check(folder)) == ["scaffold.lock:2 SCF101"]


def test_select_and_ignore_take_prefixes_and_the_longer_one_wins(tmp_path: Path) -> None:
    folder = library(tmp_path, BROKEN)
    assert told(check(folder, select=["SCF5"])) == ["models.py:12 SCF504", "models.py:13 SCF513"]
    assert told(check(folder, select=["SCF5"], ignore=["SCF504"])) == ["models.py:13 SCF513"]
    assert told(check(folder, select=["SCF513"], ignore=["SCF5"])) == ["models.py:13 SCF513"]
    assert told(check(folder, ignore=["SCF5"])) == []


def test_a_code_that_no_rule_has_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SpecError) as error:
        check(library(tmp_path), select=["SCF5132"])
    assert "SCF513" in error.value.hint


@pytest.mark.parametrize(
    ("settings", "found"),
    [
        ('ignore = ["SCF513"]', []),
        ('extend-select = ["SCF504"]', ["models.py:12 SCF504", "models.py:13 SCF513"]),
        ('select = ["SCF504"]', ["models.py:12 SCF504"]),
        ('per-file-ignores = {"models.py" = ["SCF5"]}', []),
        ('per-file-ignores = {"main.py" = ["SCF5"]}', ["models.py:13 SCF513"]),
    ],
)
def test_settings_of_the_project(tmp_path: Path, settings: str, found: list[str]) -> None:
    assert told(check(library(tmp_path, BROKEN, SETTINGS.format(settings)))) == found


@pytest.mark.parametrize("settings", ['selct = ["SCF1"]', 'select = "SCF1"', "per-file-ignores = 3", "baseline = 1"])
def test_settings_that_mean_nothing_are_an_error(tmp_path: Path, settings: str) -> None:
    with pytest.raises(ProjectError):
        check(library(tmp_path, MODELS, SETTINGS.format(settings)))


@pytest.mark.parametrize(
    "comment",
    [
        BROKEN.replace('"book")', '"book")  # scaffold: ignore[SCF513] the mapper is patched'),
        BROKEN.replace('"book")', '"book")  # scaffold:ignore[SCF5]'),
        BROKEN.replace("    author:", "    # scaffold: ignore[SCF513] patched\n    author:"),
        BROKEN.replace("Relationship(back_populates=\"book\")", 'Relationship(\n        back_populates="book",  # scaffold: ignore[SCF513]\n    )'),
        "# scaffold: ignore-file[SCF5]\n" + BROKEN,
    ],
)  # fmt: skip
def test_a_comment_silences_its_line_its_statement_or_its_file(tmp_path: Path, comment: str) -> None:
    assert told(check(library(tmp_path, comment))) == []


def test_a_comment_that_silences_nothing_is_a_finding_that_fix_removes(tmp_path: Path) -> None:
    models = MODELS.replace("    name: str\n", "    name: str  # scaffold: ignore[SCF513, SCF110] old\n")
    folder = library(tmp_path, models)
    assert told(check(folder)) == ["models.py:6 SCF007", "models.py:6 SCF007"]
    assert told(check(folder, select=["SCF5"])) == ["models.py:12 SCF504"]
    assert check(folder, fix=True).exit_code == 0
    assert (folder / "models.py").read_text() == MODELS


def test_a_baseline_keeps_old_findings_quiet_and_new_ones_not(tmp_path: Path) -> None:
    folder = library(tmp_path, BROKEN)
    assert check(folder, update_baseline=True).exit_code == 0
    assert check(folder).exit_code == 0
    (folder / "models.py").write_text("\n\n" + BROKEN)  # lines do not count
    assert check(folder).exit_code == 0
    (folder / "models.py").write_text(BROKEN.replace('"author.id"', '"authors.id"'))
    assert "models.py:12 SCF501" in told(check(folder))
    (folder / "models.py").write_text(MODELS)
    assert "gone" in check(folder).notes[0]


def test_a_baseline_that_is_none_is_an_error(tmp_path: Path) -> None:
    folder = library(tmp_path, MODELS)
    with pytest.raises(ProjectError):
        check(folder, baseline="nowhere.txt")
    (folder / "scaffold-baseline.txt").write_text("what is this\n")
    with pytest.raises(ProjectError):
        check(folder)


def test_fix_repairs_and_diff_only_shows(tmp_path: Path) -> None:
    folder = library(tmp_path, BROKEN)
    shown = check(folder, fix=True, diff=True)
    assert (shown.dry_run, shown.exit_code, len(shown.changes)) == (True, 1, 1)
    assert (folder / "models.py").read_text() == BROKEN
    assert check(folder, fix=True).exit_code == 0
    assert (folder / "models.py").read_text() == MODELS
    assert check(folder).exit_code == 0


def test_what_changes_behaviour_is_repaired_only_when_asked(tmp_path: Path) -> None:
    models = MODELS.replace("    name: str\n", "    tags: list[str]\n")
    folder = library(tmp_path, models)
    outcome = check(folder, fix=True)
    assert (outcome.exit_code, outcome.notes) == (1, ("1 more with --unsafe-fixes",))
    assert (folder / "models.py").read_text() == models
    assert check(folder, unsafe_fixes=True).exit_code == 0
    assert "sa_type=JSON" in (folder / "models.py").read_text()


def test_names_and_paths_narrow_what_is_told(tmp_path: Path) -> None:
    folder = library(tmp_path, BROKEN)
    assert told(check(folder, ["Book"])) == ["models.py:13 SCF513"]
    assert told(check(folder, ["./models.py"])) == ["models.py:13 SCF513"]
    assert told(check(folder, ["main.py"])) == []
    assert told(check(folder, ["."])) == ["models.py:13 SCF513"]
    with pytest.raises(SpecError) as error:
        check(folder, ["Bok"])
    assert error.value.hint == "did you mean Book?"


def versions(folder: Path) -> Path:
    home = folder / "migrations/versions"
    home.mkdir(parents=True)
    (folder / "migrations/env.py").write_text(
        "from alembic import context\nimport models\ntarget_metadata = models.SQLModel.metadata\nrender_item = None\n"
    )
    (folder / "alembic.ini").write_text("[alembic]\nscript_location = migrations\n")
    (home / "0001_a.py").write_text(REVISION.format("0001", None, "a"))
    return home


def test_without_git_the_last_migration_is_new(tmp_path: Path) -> None:
    folder = library(tmp_path)
    home = versions(folder)
    assert told(check(folder)) == ["migrations/versions/0001_a.py:9 SCF711"]
    (home / "0002_b.py").write_text(REVISION.format("0002", '"0001"', "b"))
    assert told(check(folder)) == ["migrations/versions/0002_b.py:9 SCF711"]


def test_released_migrations_are_looked_at_only_for_changes(tmp_path: Path) -> None:
    folder = library(tmp_path)
    home = versions(folder)
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "one")
    assert told(check(folder)) == []
    (home / "0002_b.py").write_text(REVISION.format("0002", '"0001"', "b"))
    assert told(check(folder)) == ["migrations/versions/0002_b.py:9 SCF711"]
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "two")
    assert told(check(folder)) == []
    assert told(check(folder, since="HEAD~1")) == ["migrations/versions/0002_b.py:9 SCF711"]
    released = (home / "0001_a.py").read_text()
    (home / "0001_a.py").write_text("# a comment\n" + released)
    assert told(check(folder)) == []
    (home / "0001_a.py").write_text(released.replace("sa.String()", "sa.Text()"))
    assert told(check(folder)) == ["migrations/versions/0001_a.py:9 SCF704"]
    assert check(folder, unsafe_fixes=True).exit_code == 0
    assert (home / "0001_a.py").read_text() == released


def test_a_commit_that_git_does_not_know_is_an_error(tmp_path: Path) -> None:
    folder = library(tmp_path)
    versions(folder)
    with pytest.raises(SpecError):
        check(folder, since="main")
    git(folder, "init", "-q")
    with pytest.raises(SpecError):
        check(folder, since="no-such-branch")


def test_a_project_below_its_repository_says_so(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    assert check(library(tmp_path / "backend")).prefix == "backend/"
