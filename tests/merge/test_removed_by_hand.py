"""What a person removed stays removed; what a person renamed is the same."""

from __future__ import annotations

from merging import PATH, follow, is_clean, is_disputed

from scaffold.dataclass import replace
from scaffold.fragment import Fragment
from scaffold.lock import digest
from scaffold.merge import Settle, merge, record_of

BASE = """
    class Out:
        id: int
        secret: str = Field(max_length=9)
        views: int = 0


    def create(data):
        return data


    def delete(data):
        return None
    """


def test_a_field_that_was_dropped_for_privacy_stays_out():
    ours = BASE.replace("        secret: str = Field(max_length=9)\n", "")
    merged = follow(BASE, ours, BASE.replace("views: int = 0", "views: int = 0\n        new: int"))
    is_clean(merged, ours.replace("views: int = 0", "views: int = 0\n        new: int"))
    assert merged.notices == ()


def test_it_is_said_when_it_has_changed_since():
    ours = BASE.replace("        secret: str = Field(max_length=9)\n", "")
    merged = follow(BASE, ours, BASE.replace("max_length=9", "max_length=8"))
    is_clean(merged, ours)
    assert merged.notices == ("Out.secret is not in app/things.py, and what it would hold has changed",)


def test_nothing_is_said_of_a_file_in_which_nothing_of_ours_stands():
    ours = """
    class Theirs:
        id: int
    """
    merged = follow(BASE, ours, BASE.replace("return data", "return dict(data)"))
    is_clean(merged, ours)
    assert merged.notices == ()


def test_a_function_that_was_removed_stays_out_and_can_be_restored():
    ours = BASE[: BASE.index("    def delete")].rstrip() + "\n"
    is_clean(follow(BASE, ours, BASE), ours)
    for selector in ("app/things.py::delete", "app/things.py"):
        restored = follow(BASE, ours, BASE, settle=Settle(restore=frozenset({selector})))
        is_clean(restored, BASE)
        assert restored.symbols == ("delete",)


def test_a_member_can_be_restored_by_its_class():
    ours = BASE.replace("        secret: str = Field(max_length=9)\n", "")
    is_clean(follow(BASE, ours, BASE, settle=Settle(restore=frozenset({"app/things.py::Out"}))), BASE)


def test_a_renamed_attribute_is_not_written_again_and_follows():
    ours = BASE.replace("secret: str", "hidden: str")
    merged = follow(BASE, ours, BASE)
    is_clean(merged, ours)
    assert merged.notices == ("Out.secret is called Out.hidden in app/things.py; it is taken for the same",)
    is_clean(
        follow(BASE, ours, BASE.replace("max_length=9", "max_length=8")),
        ours.replace("max_length=9", "max_length=8"),
    )


def test_a_renamed_function_follows_under_its_new_name():
    ours = BASE.replace("def create(", "def add(")
    is_clean(
        follow(BASE, ours, BASE.replace("return data", "return [data]")), ours.replace("return data", "return [data]")
    )


def test_a_renamed_class_keeps_its_name_and_gets_its_members():
    ours = BASE.replace("class Out", "class Read")
    is_clean(
        follow(BASE, ours, BASE.replace("views: int = 0", "views: int = 0\n        new: int")),
        ours.replace("views: int = 0", "views: int = 0\n        new: int"),
    )


def test_a_renamed_one_line_definition_is_found():
    base = "class A:\n    def a(self): pass\n"
    is_clean(follow(base, base.replace("def a", "def b"), base), base.replace("def a", "def b"))


def test_two_candidates_are_none():
    ours = BASE.replace(
        "secret: str = Field(max_length=9)", "a: str = Field(max_length=9)\n        b: str = Field(max_length=9)"
    )
    merged = follow(BASE, ours, BASE.replace("max_length=9", "max_length=8"))
    is_clean(merged, ours)
    assert "is not in" in merged.notices[0]


def test_a_renamed_symbol_that_is_not_wanted_any_more_is_a_conflict():
    ours = BASE.replace("secret: str", "hidden: str")
    theirs = BASE.replace("        secret: str = Field(max_length=9)\n", "")
    is_disputed(follow(BASE, ours, theirs), ours, "Out.hidden")


def test_both_removed_it():
    gone = BASE.replace("        views: int = 0\n", "")
    merged = follow(BASE, gone, gone)
    is_clean(merged, gone)
    assert "views" not in str(dict(merged.record.symbols))


def test_what_we_drop_goes_when_nobody_touched_it():
    theirs = BASE.replace("        views: int = 0\n", "")
    is_clean(follow(BASE, BASE, theirs), theirs)


def test_what_we_drop_stays_when_a_person_edited_it():
    ours = BASE.replace("views: int = 0", "views: int = 1")
    is_disputed(follow(BASE, ours, BASE.replace("        views: int = 0\n", "")), ours, "Out.views")


def test_what_we_drop_stays_when_a_comment_hangs_on_it():
    theirs = BASE.replace("        views: int = 0\n", "")
    for ours in (
        BASE.replace("views: int = 0", "views: int = 0  # mine"),
        BASE.replace("        views: int = 0", "        # mine\n        views: int = 0"),
        BASE.replace("        views: int = 0", "        # fmt: off\n        views: int = 0"),
        BASE.replace("views: int = 0", 'views: int = 0\n        """Mine."""'),
    ):
        is_disputed(follow(BASE, ours, theirs), ours, "Out.views")


def test_a_pragma_on_its_line_does_not_hold_it():
    ours = BASE.replace("views: int = 0", "views: int = 0  # noqa: E501")
    theirs = BASE.replace("        views: int = 0\n", "")
    is_clean(follow(BASE, ours, theirs), theirs)


def test_a_class_from_which_a_person_only_removed_things_may_go():
    ours = BASE.replace("        secret: str = Field(max_length=9)\n", "")
    theirs = BASE[BASE.index("    def create") :]
    is_clean(follow(BASE, ours, theirs), theirs)
    edited = ours.replace("id: int", "id: int\n        mine: int")
    is_disputed(follow(BASE, edited, theirs), edited, "Out")


ROUTER = (
    "router = APIRouter()\n\n\n@router.get('')\ndef read():\n    return 1\n"
    "\n\n@router.post('')\ndef make():\n    return 2\n"
)


def test_what_the_rest_still_uses_stays_with_it():
    head = "from fastapi import APIRouter\n\n"
    edited = (head + ROUTER).replace("return 2", "return mine")
    merged = follow(head + ROUTER, edited, "", settle=Settle(default="mine"))
    is_clean(merged, edited.replace("@router.get('')\ndef read():\n    return 1\n\n\n", ""))
    assert [notice.split()[0] for notice in merged.notices] == ["make", "router"]
    unused = follow(head + ROUTER, edited, head + ROUTER[: ROUTER.index("@router.get")], settle=Settle(default="mine"))
    is_clean(unused, merged.text)


def test_a_file_with_an_edit_in_it_is_not_taken_out_although_we_wrote_it_last():
    text = "def f():\n    return 1\n\n\ndef g():\n    return 2\n"
    edited = text.replace("return 2", "return mine")
    record = replace(record_of(text, "Post", PATH), written=digest(edited))
    gone = Fragment(path=PATH, owner="Post", text="")
    assert merge(text, gone, [record]).text is None
    merged = merge(edited, gone, [record])
    assert merged.text == "def g():\n    return mine\n"
    assert [conflict.symbol for conflict in merged.conflicts] == ["g"]
    for mine in (f"{text}\n\nx = 1\n", f"import mine\n\n\n{text}", f"# mine\n\n{text}"):
        assert merge(mine, gone, [replace(record, written=digest(mine))]).text is not None


def test_what_only_removed_classes_would_use_is_not_written_until_they_are_back():
    base = """
        LIMIT = 3


        class PostCreate:
            title: str


        class PostOut:
            title: str
        """
    theirs = base.replace("title: str", "nick: Nick").replace("LIMIT = 3", "LIMIT = 3\n        Nick = str")
    gone = "\n        LIMIT = 3\n"
    is_clean(follow(base, gone, theirs), gone)
    without_out = base[: base.index("        class PostOut")].rstrip() + "\n"
    assert "Nick = str" in follow(base, without_out, theirs).text
    back = follow(base, gone, theirs, settle=Settle(restore=frozenset({"app/things.py::PostOut"})))
    assert "Nick = str" in back.text
