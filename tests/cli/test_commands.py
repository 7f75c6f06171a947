"""The contract of the commands in a project: what is printed where, and what the exit code says."""

from __future__ import annotations

import re
import subprocess

from typing_at_shell import Shell

TAG = ("entity", "Tag", "name:str:unique", "author:User:null", "--no-migration")


def test_a_dry_run_shows_the_diff_and_touches_nothing(seed: Shell) -> None:
    before = seed.files()
    ran = seed.scaffold(*TAG, "--dry-run")
    assert (ran.code, ran.err) == (0, "")
    assert re.search(r"^  create  app/db/models/tag\.py$", ran.out, re.M)
    assert "+class Tag(SQLModel, table=True):" in ran.out
    assert "nothing was written" in ran.out.splitlines()[-1]
    assert seed.files() == before


def test_the_plan_is_one_line_a_file(seed: Shell) -> None:
    ran = seed.scaffold(*TAG)
    assert (ran.code, ran.err) == (0, "")
    plan = [line for line in ran.out.splitlines() if line.startswith("  ")]
    assert all(re.fullmatch(r"  (create|update|delete)  \S+(  .*\S)?", line) for line in plan)
    assert any(line.endswith("GET POST /tags  GET PATCH DELETE /tags/{tag_id}") for line in plan)
    assert any(line.endswith("TagCreate TagUpdate TagOut") for line in plan)
    written = {line.split()[1] for line in plan}
    assert all((seed.folder / path).exists() for path in written)
    assert re.fullmatch(rf"{len(plan)} files in \d+\.\d s\.", ran.out.splitlines()[-1])


def test_what_a_dry_run_prints_is_what_git_apply_takes(seed: Shell) -> None:
    subprocess.run(["git", "init", "-q"], cwd=seed.folder, check=True)
    found = seed.scaffold(*TAG, "--dry-run", "--json").json()
    patch = "".join(change["diff"] for change in found["changes"])
    assert found["dry_run"] is True
    subprocess.run(["git", "apply", "-"], cwd=seed.folder, input=patch, text=True, check=True)
    by_patch = {name: text for name, text in seed.files().items() if not name.startswith(".git/")}
    subprocess.run(["git", "apply", "-R", "-"], cwd=seed.folder, input=patch, text=True, check=True)
    assert seed.scaffold(*TAG).code == 0
    by_run = {name: text for name, text in seed.files().items() if not name.startswith((".git/", ".sc"))}
    del by_run["scaffold.lock"]
    assert by_run == by_patch


def test_a_second_run_changes_nothing_and_says_so(seed: Shell) -> None:
    seed.scaffold(*TAG)
    before = {name: text for name, text in seed.files().items() if not name.startswith(".scaffold/")}
    ran = seed.scaffold(*TAG)
    assert ran.code == 0
    assert ran.out.splitlines()[-1] == "Nothing to change."
    after = seed.files()
    assert {name: after[name] for name in before if name != "scaffold.lock"} == {
        name: text for name, text in before.items() if name != "scaffold.lock"
    }


def test_quiet_is_silent_about_success(seed: Shell) -> None:
    ran = seed.scaffold(*TAG, "--quiet")
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert (seed.folder / "app/db/models/tag.py").exists()


def test_json_is_one_object_and_nothing_else(seed: Shell) -> None:
    ran = seed.scaffold(*TAG, "--json")
    assert ran.err == ""
    found = ran.json()
    assert found["command"] == "entity"
    assert {change["action"] for change in found["changes"]} == {"create", "update"}
    for words in (["list"], ["show", "Tag"], ["show", "Tag", "--words"], ["undo"]):
        told = seed.scaffold(*words, "--json")
        assert (told.code, told.err) == (0, "")
        assert told.json()["command"] == words[0]


def test_undo_takes_it_back(seed: Shell) -> None:
    before = seed.files()
    seed.scaffold(*TAG)
    assert seed.files() != before
    assert seed.scaffold("undo").code == 0
    after = {name: text for name, text in seed.files().items() if not name.startswith(".scaffold/")}
    assert after == before


def test_project_names_another_folder(seed: Shell) -> None:
    outside = Shell(seed.folder.parent)
    assert "User" in outside.scaffold("list", "--project", "seed").out
    assert "User" in outside.scaffold("--project=seed", "list").out


def test_colors_are_for_terminals(seed: Shell) -> None:
    words = (*TAG, "--dry-run")
    assert "\033[" not in seed.scaffold(*words).out
    code, shown = seed.on_terminal(*words)
    assert code == 0
    assert "\033[32mcreate\033[0m" in shown
    plain = re.sub(r"\033\[[0-9;]*m", "", shown)
    assert "  create  app/db/models/tag.py\n" in plain
    for quiet in (seed.on_terminal(*words, NO_COLOR="1"), seed.on_terminal(*words, "--no-color")):
        assert "\033[3" not in quiet[1]


def test_what_would_be_lost_is_asked_on_a_terminal_only(seed: Shell) -> None:
    seed.scaffold(*TAG)
    before = seed.files()
    refused = seed.scaffold("remove", "Tag", "--no-migration")
    assert refused.code == 2
    assert "--yes" in refused.err
    assert seed.files() == before
    code, shown = seed.on_terminal("remove", "Tag", "--no-migration", answers=("n",))
    assert code == 2
    assert "[y/N]" in shown
    assert {n: t for n, t in seed.files().items() if not n.startswith(".scaffold")} == {
        n: t for n, t in before.items() if not n.startswith(".scaffold")
    }
    code, shown = seed.on_terminal("remove", "Tag", "--no-migration", answers=("y",))
    assert code == 0
    assert not (seed.folder / "app/db/models/tag.py").exists()
