"""The contract of the commands in a project: what is printed where, and what the exit code says."""

from __future__ import annotations

import re
import subprocess

from typing_at_shell import Shell

TAG = ("entity", "Tag", "name:str:unique", "author:User:null", "--no-migration")


def test_a_dry_run_shows_the_diff_and_touches_nothing(blog: Shell) -> None:
    before = blog.files()
    ran = blog.scaffold(*TAG, "--dry-run")
    assert (ran.code, ran.err) == (0, "")
    assert re.search(r"^  create  app/db/models/tag\.py$", ran.out, re.M)
    assert "+class Tag(SQLModel, table=True):" in ran.out
    assert "nothing was written" in ran.out.splitlines()[-1]
    assert blog.files() == before


def test_a_dry_run_counts_its_migration_and_has_no_next_step(blog: Shell) -> None:
    ran = blog.scaffold(*TAG[:-1], "--dry-run")
    plan = [line for line in ran.out.splitlines() if re.match(r"  (create|update)  \S", line)]
    assert plan[-1].startswith("  create  migrations/versions/")
    assert ran.out.splitlines()[-1] == f"{len(plan)} files would change; this was a dry run, nothing was written."


def test_the_plan_is_one_line_a_file(blog: Shell) -> None:
    ran = blog.scaffold(*TAG)
    assert (ran.code, ran.err) == (0, "")
    plan = [line for line in ran.out.splitlines() if line.startswith("  ")]
    assert all(re.fullmatch(r"  (create|update|delete)  \S+(  .*\S)?", line) for line in plan)
    assert any(line.endswith("GET POST /tags  GET PATCH DELETE /tags/{tag_id}") for line in plan)
    assert any(line.endswith("TagCreate TagUpdate TagOut") for line in plan)
    written = {line.split()[1] for line in plan}
    assert all((blog.folder / path).exists() for path in written)
    assert re.fullmatch(rf"{len(plan)} files in \d+\.\d s\.", ran.out.splitlines()[-1])


def test_what_a_dry_run_prints_is_what_git_apply_takes(blog: Shell) -> None:
    subprocess.run(["git", "init", "-q"], cwd=blog.folder, check=True)
    found = blog.scaffold(*TAG, "--dry-run", "--json").json()
    patch = "".join(change["diff"] for change in found["changes"])
    assert found["dry_run"] is True
    subprocess.run(["git", "apply", "-"], cwd=blog.folder, input=patch, text=True, check=True)
    by_patch = {name: text for name, text in blog.files().items() if not name.startswith(".git/")}
    subprocess.run(["git", "apply", "-R", "-"], cwd=blog.folder, input=patch, text=True, check=True)
    assert blog.scaffold(*TAG).code == 0
    by_run = {name: text for name, text in blog.files().items() if not name.startswith((".git/", ".sc"))}
    del by_run["scaffold.lock"]
    assert by_run == by_patch


def test_a_second_run_changes_nothing_and_says_so(blog: Shell) -> None:
    blog.scaffold(*TAG)
    before = {name: text for name, text in blog.files().items() if not name.startswith(".scaffold/")}
    ran = blog.scaffold(*TAG)
    assert ran.code == 0
    assert ran.out.splitlines()[-1] == "Nothing to change."
    after = blog.files()
    assert {name: after[name] for name in before if name != "scaffold.lock"} == {
        name: text for name, text in before.items() if name != "scaffold.lock"
    }


def test_quiet_is_silent_about_success(blog: Shell) -> None:
    ran = blog.scaffold(*TAG, "--quiet")
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert (blog.folder / "app/db/models/tag.py").exists()


def test_json_is_one_object_and_nothing_else(blog: Shell) -> None:
    ran = blog.scaffold(*TAG, "--json")
    assert ran.err == ""
    found = ran.json()
    assert found["command"] == "entity"
    assert {change["action"] for change in found["changes"]} == {"create", "update"}
    for words in (["list"], ["show", "Tag"], ["show", "Tag", "--words"], ["undo"]):
        told = blog.scaffold(*words, "--json")
        assert (told.code, told.err) == (0, "")
        assert told.json()["command"] == words[0]


def test_undo_takes_it_back(blog: Shell) -> None:
    before = blog.files()
    blog.scaffold(*TAG)
    assert blog.files() != before
    ran = blog.scaffold("undo")
    assert ran.code == 0
    assert "took back: scaffold entity Tag name:str:unique author:User:null --no-migration, " in ran.out + ran.err
    after = {name: text for name, text in blog.files().items() if not name.startswith(".scaffold/")}
    assert after == before


def test_project_names_another_folder(blog: Shell) -> None:
    outside = Shell(blog.folder.parent)
    assert "User" in outside.scaffold("list", "--project", "blog").out
    assert "User" in outside.scaffold("--project=blog", "list").out


def test_colors_are_for_terminals(blog: Shell) -> None:
    words = (*TAG, "--dry-run")
    assert "\033[" not in blog.scaffold(*words).out
    code, shown = blog.on_terminal(*words)
    assert code == 0
    assert "\033[32mcreate\033[0m" in shown
    plain = re.sub(r"\033\[[0-9;]*m", "", shown)
    assert "  create  app/db/models/tag.py\n" in plain
    for quiet in (blog.on_terminal(*words, NO_COLOR="1"), blog.on_terminal(*words, "--no-color")):
        assert "\033[3" not in quiet[1]


def test_what_would_be_lost_is_asked_on_a_terminal_only(blog: Shell) -> None:
    blog.scaffold(*TAG)
    before = blog.files()
    refused = blog.scaffold("remove", "Tag", "--no-migration")
    assert refused.code == 2
    assert "--yes" in refused.err
    assert blog.files() == before
    code, shown = blog.on_terminal("remove", "Tag", "--no-migration", answers=("n",))
    assert code == 2
    assert "[y/N]" in shown
    assert {n: t for n, t in blog.files().items() if not n.startswith(".scaffold")} == {
        n: t for n, t in before.items() if not n.startswith(".scaffold")
    }
    code, shown = blog.on_terminal("remove", "Tag", "--no-migration", answers=("y",))
    assert code == 0
    assert not (blog.folder / "app/db/models/tag.py").exists()
