"""Is a symbol as we wrote it, edited, or gone?"""

from __future__ import annotations

import importlib.util

from scaffold import merge
from scaffold.merge import record_of, recorded_code, state_of

BASE = (
    "A = {'x': 1, 'y': 2, 'z': 3}\n\n\nclass B(C):\n    a: int\n    b: int\n    c: int\n"
    "\n\ndef f():\n    return 1\n\n\nrun(B)\n"
)
RECORD = record_of(BASE, "Post", "x.py")


def test_everything_is_untouched_whatever_a_formatter_did():
    states = state_of(BASE.replace("'", '"').replace("return 1", "return (1)"), RECORD)
    assert set(states.values()) == {"untouched"}
    assert {"A.x", "B", "B.a", "f"} <= states.keys()


def test_edited_and_absent():
    ours = (
        BASE.replace("'y': 2, ", "").replace("'z': 3", "'z': 4").replace("    b: int\n", "").replace("c: int", "c: str")
    ).replace("return 1", "return 2")
    states = state_of(ours, RECORD)
    assert {name for name, state in states.items() if state == "absent"} == {"A.y", "B.b"}
    assert {name for name, state in states.items() if state == "edited"} == {"A.z", "B.c", "f"}


def test_a_missing_file_has_nothing():
    assert set(state_of(None, RECORD).values()) == {"absent"}


def test_what_a_person_wrapped_is_edited():
    assert state_of("if x:\n    def f():\n        return 1\n", RECORD)["f"] == "edited"


def test_the_base_of_a_conflict_is_shown_if_it_is_what_was_recorded():
    assert recorded_code(BASE, RECORD, "f") == "def f():\n    return 1\n"
    assert recorded_code(BASE, RECORD, "B.a") == "    a: int\n"
    assert recorded_code(BASE, RECORD, "B") == "class B(C):"
    assert recorded_code(BASE, RECORD, "run.B") == "run(B)\n"
    assert recorded_code(BASE.replace("return 1", "return 2"), RECORD, "f") is None
    assert recorded_code(BASE, RECORD, "nobody") is None


def test_no_module_takes_the_name_of_a_function_of_the_package():
    for name in merge.__all__:
        assert importlib.util.find_spec(f"scaffold.merge.{name}") is None, name
