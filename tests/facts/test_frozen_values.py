"""Frozen classes without compiled code behave as the standard ones do."""

from __future__ import annotations

import copy
import dataclasses
import pickle

import pytest

from scaffold.dataclass import asdict, dataclass, field, fields, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    path: str
    line: int = 1
    notes: dict[str, int] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True, order=True)
class Pair:
    first: int
    second: int = 2


@dataclass(frozen=True, slots=True)
class Triple(Pair):
    third: int = 3


@dataclasses.dataclass(frozen=True, slots=True, order=True)
class Standard:
    first: int
    second: int = 2


def test_two_of_the_same_values_are_one():
    assert Place(path="a") == Place(path="a", line=1)
    assert len({Place(path="a"), Place(path="a", notes={"x": 1})}) == 1


def test_a_value_of_another_class_is_another():
    assert Pair(1) != Triple(1)
    assert Pair(1) != (1, 2)


def test_defaults_are_made_for_each():
    one, other = Place(path="a"), Place(path="a")
    assert one.notes is not other.notes


def test_it_reads_hashes_and_sorts_as_the_standard_one():
    assert repr(Pair(1)).replace("Pair", "Standard") == repr(Standard(1))
    assert hash(Pair(1)) == hash(Standard(1))
    assert sorted([Pair(2), Pair(1, 3), Pair(1)]) == [Pair(1), Pair(1, 3), Pair(2)]


def test_fields_are_inherited_in_order():
    assert [item.name for item in fields(Triple)] == ["first", "second", "third"]
    assert Triple(1, third=5) == Triple(1, 2, 5)


def test_positions_match_patterns():
    match Pair(4, 5):
        case Pair(first, second):
            assert (first, second) == (4, 5)


@pytest.mark.parametrize(
    ("args", "values"), [((), {}), (("a",), {}), ((), {"path": "a", "lin": 2}), (("a",), {"path": "a"})]
)
def test_missing_unknown_and_repeated_values_are_refused(args: tuple[str, ...], values: dict[str, object]):
    with pytest.raises(TypeError):
        Place(*args, **values)  # type: ignore[arg-type]


def test_nothing_can_be_set_added_or_deleted():
    place = Place(path="a")
    with pytest.raises(AttributeError):
        place.path = "b"  # type: ignore[misc]
    with pytest.raises(AttributeError):
        del place.path
    with pytest.raises(AttributeError):
        place.other = 1  # type: ignore[attr-defined]


def test_replace_changes_what_is_named_and_refuses_the_rest():
    assert replace(Place(path="a"), line=4) == Place(path="a", line=4)
    with pytest.raises(TypeError):
        replace(Place(path="a"), lines=4)


def test_it_can_be_copied_stored_and_read_back():
    place = Place(path="a", notes={"x": 1})
    for again in (copy.copy(place), copy.deepcopy(place), pickle.loads(pickle.dumps(place))):
        assert again == place
        assert again.notes == {"x": 1}
    assert asdict((place, {"p": Pair(1)})) == (
        {"path": "a", "line": 1, "notes": {"x": 1}},
        {"p": {"first": 1, "second": 2}},
    )
