"""What a person reads: conflicts with both sides and the way out, notes, and the last lines."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scaffold.console.diffs import diff
from scaffold.console.drawing import svg
from scaffold.console.lines import plain
from scaffold.console.questions import chosen
from scaffold.console.report import report
from scaffold.console.routes import routes
from scaffold.console.screen import failure_lines
from scaffold.dataclass import replace
from scaffold.errors import SpecError
from scaffold.merge.conflict import Conflict
from scaffold.migrate.revision import Revision
from scaffold.pipeline.flags import Question
from scaffold.pipeline.outcome import Outcome
from scaffold.plan import Change
from scaffold.project import Model
from scaffold.rule import Finding
from scaffold.spec.entity import Entity, Field, Reference

CONFLICT = Conflict(
    path="app/services/post_service.py",
    symbol="create_post",
    reason="edited by hand and changed in the template",
    ours="async def create_post():\n    audit()\n",
    theirs="async def create_post():\n    check()\n",
    line=12,
)
NEW = Change(path="app/db/models/post.py", before=None, after="class Post: ...\n", layer="model", symbols=("Post",))
OLD = Change(path="app/main.py", before="a\n", after="b\n", symbols=("include_router",))
REVISION = Revision(path="migrations/versions/1f2e_add_posts.py", revision="1f2e", text="x\n", warnings=("it locks",))


def told(outcome: Outcome, **how: object) -> str:
    return plain(report(outcome, **how))  # type: ignore[arg-type]


def test_nothing_is_said_to_be_nothing() -> None:
    assert told(Outcome(command="entity"), written=False) == "Nothing to change.\n"
    noted = Outcome(command="entity", notes=("created_at: taken for a datetime",))
    assert told(noted, written=False).endswith("Nothing to change.\n")


def test_the_plan_the_sum_and_the_next_step() -> None:
    outcome = Outcome(
        command="entity",
        changes=(NEW, OLD),
        migration=REVISION,
        next=("alembic upgrade head",),
        seconds=0.42,
        migration_seconds=1.1,
    )
    assert told(outcome).splitlines() == [
        "  create  app/db/models/post.py",
        "  update  app/main.py  include_router",
        "  create  migrations/versions/1f2e_add_posts.py",
        "warning: it locks",
        "2 files in 0.4 s, migration in 1.1 s. Next: alembic upgrade head",
    ]


def test_several_next_steps_stand_below_each_other() -> None:
    steps = told(Outcome(command="demo", changes=(NEW,), next=("one", "two"))).splitlines()[-3:]
    assert steps == ["1 file in 0.0 s.", "Next: one", "      two"]


def test_a_migration_that_is_among_the_changes_is_told_once() -> None:
    both = Change(path=REVISION.path, before=None, after=REVISION.text)
    assert told(Outcome(command="entity", changes=(both,), migration=REVISION)).count(REVISION.path) == 1


def test_a_conflict_that_stops_the_run_shows_both_sides_and_the_way_out() -> None:
    outcome = Outcome(command="entity", exit_code=3, changes=(NEW,), conflicts=(CONFLICT,))
    text = told(outcome, again="scaffold entity Post title:str", written=False)
    assert "create  app/db" not in text
    assert "conflict  app/services/post_service.py:12  create_post\n" in text
    assert "  |     audit()\n" in text
    assert "  |     check()\n" in text
    selector = "app/services/post_service.py::create_post"
    assert f"scaffold entity Post title:str --mine {selector}\n" in text
    assert f"scaffold entity Post title:str --theirs {selector}\n" in text
    assert text.endswith("1 conflict, nothing was written. To write the rest: --on-conflict skip\n")
    assert "as it was last written" not in text
    assert "as it was last written" in told(replace(outcome, conflicts=(replace(CONFLICT, base="pass\n"),)))


def test_a_conflict_that_was_left_open_is_settled_later() -> None:
    outcome = Outcome(command="entity", exit_code=3, changes=(NEW,), conflicts=(CONFLICT,))
    text = told(outcome, written=True)
    assert "  create  app/db/models/post.py\n" in text
    assert f"scaffold resolve {CONFLICT.selector} --mine\n" in text
    assert "nothing was written" not in text


def test_quiet_leaves_what_needs_a_person() -> None:
    assert told(Outcome(command="entity", changes=(NEW,), notes=("n",)), quiet=True) == ""
    open_one = Outcome(command="entity", exit_code=3, conflicts=(CONFLICT,), notes=("paste this",))
    text = told(open_one, quiet=True, written=False)
    assert "audit()" in text
    assert "note: paste this" in text


def test_a_check_always_says_what_it_looked_at() -> None:
    clean = Outcome(command="check", checked="3 files, 1 model", seconds=0.12)
    assert told(clean) == "In step: 3 files, 1 model in 0.1 s.\n"
    found = replace(clean, exit_code=1, findings=(Finding(code="SCF202", message="m", path="a.py", fixable=True),))
    last = told(found).splitlines()[-1]
    assert last == "Found 1 problem (1 fixable with --fix): 3 files, 1 model in 0.1 s."
    unsure = told(replace(clean, exit_code=2))
    assert "In step" not in unsure
    assert "Not everything could be checked" in unsure


def test_an_error_names_the_place_and_the_way_out() -> None:
    lines = plain(failure_lines(SpecError("no such type\nreally", where="a:strr", hint="a:str\nor a:text")))
    assert lines.splitlines() == ["error: a:strr: no such type", "  really", "hint: a:str", "      or a:text"]


@pytest.mark.parametrize(
    ("typed", "answer"), [("", "skip"), ("m", "mine"), ("THEIRS", "theirs"), ("x", None), ("minee", None)]
)
def test_an_answer_may_be_short_and_must_be_clear(typed: str, answer: str | None) -> None:
    question = Question(text="?", flag="--mine x", choices=("mine", "theirs", "skip"), default="skip")
    assert chosen(question, typed) == answer


def test_yes_and_no_may_be_spelt_out() -> None:
    question = Question(text="?", flag="--yes", default="n")
    assert [chosen(question, typed) for typed in ("yes", "No", "y", "")] == ["y", "n", "y", "n"]
    assert chosen(replace(question, default=None), "") is None


def test_routes_are_told_by_path() -> None:
    source = (
        'router = APIRouter(prefix="/posts")\n'
        '@router.get("")\ndef a(): ...\n@router.post("")\ndef b(): ...\n'
        '@router.delete("/{post_id}")\ndef c(): ...\n@other.websocket("/ws")\ndef d(): ...\n'
    )
    assert routes(source) == ("GET POST /posts", "DELETE /posts/{post_id}")


def test_a_picture_shows_every_entity_cycles_and_odd_names_included() -> None:
    from xml.etree import ElementTree

    def model(name: str, *fields: Field | Reference) -> Model:
        entity = Entity(name=name, fields=fields)
        return Model(entity=entity, path="m.py", module="m", line=1, table=name.lower(), pk="int")

    models = {
        "Post": model(
            "Post", Field(name="title", type="str"), Reference(name="author", target="User", key="author_id")
        ),
        "User": model("User", Reference(name="best", target="Post"), Field(name="x" * 80, type="dict[str, <a>]")),
        "Node": model("Node", Reference(name="parent", target="Node"), Reference(name="away", target="Elsewhere")),
    }
    picture = ElementTree.fromstring(svg(models))
    texts = [element.text for element in picture.iter("{http://www.w3.org/2000/svg}text")]
    assert {"Post", "User", "Node", "title: str"} <= set(texts)
    assert len(list(picture.iter("{http://www.w3.org/2000/svg}path"))) == 3
    assert svg({}).endswith("</svg>")


rows = st.lists(
    st.sampled_from(["a", "b", "", "x\ty", "é→", "-- a", "++ b", "\\ No newline", "\x0c", "z\r"]), max_size=8
)
texts = st.builds(lambda lines, end: "\n".join(lines) + end, rows, st.sampled_from(["", "\n", "\r\n"]))


@settings(max_examples=60, deadline=None)
@given(before=st.none() | texts, after=st.none() | texts)
def test_git_takes_every_diff(tmp_path_factory: pytest.TempPathFactory, before: str | None, after: str | None) -> None:
    patch = diff(Change(path="app/some file.py", before=before, after=after))
    if before == after or not (before or after):
        assert patch == ""
        return
    folder = tmp_path_factory.mktemp("patched")
    file = folder / "app/some file.py"
    file.parent.mkdir()
    if before is not None:
        file.write_bytes(before.encode())
    apply = ["git", "-c", "core.autocrlf=false", "apply", "--whitespace=nowarn", "-"]
    subprocess.run(apply, cwd=folder, input=patch.encode(), check=True)
    found = file.read_bytes().decode() if file.exists() else None
    assert (found or "") == (after or "")


def test_no_line_hangs_over_at_the_right() -> None:
    outcome = Outcome(command="entity", changes=(NEW, OLD), migration=REVISION)
    for spans in report(outcome):
        assert not re.search(r"\s$", "".join(text for text, _ in spans))


def test_the_schema_is_shipped() -> None:
    import scaffold.console

    assert (Path(scaffold.console.__file__).parent / "schema.json").is_file()
