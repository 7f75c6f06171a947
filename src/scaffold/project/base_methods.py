"""What a base class already does for its rows: create, get, list, count, update and delete, and how each is called.

A method counts only where everything that it asks for is understood. One that does more or less than the endpoints
promise (an update that resets what was not sent) is written over under the same name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from scaffold.dataclass import dataclass
from scaffold.facts import Call, Class, Function, Param

VERBS: Mapping[str, tuple[str, ...]] = {
    "create": ("create", "add", "insert", "save", "create_one", "add_one", "insert_one", "create_obj"),
    "get": (
        *("get", "get_by_id", "get_one", "get_by_pk", "get_by_uid", "get_or_none", "read", "read_by_id", "read_one"),
        *("find", "find_by_id", "find_one_by_id", "find_one_or_none_by_id", "by_id", "retrieve", "fetch", "fetch_one"),
    ),
    "list": (
        *("get_multi", "list", "get_all", "all", "get_many", "get_list", "list_all", "page", "paginate"),
        *("read_multi", "read_all", "read_many", "find_all", "find_many", "fetch_all"),
    ),
    "count": ("count", "get_count", "count_all", "total", "total_count"),
    "update": ("update", "update_one", "update_by_id", "patch", "edit", "modify"),
    "delete": ("delete", "remove", "delete_by_id", "remove_by_id", "delete_one", "remove_one", "destroy"),
}
# what a class of ours calls them; not `list`: inside of the class that name would hide the type
METHODS: Mapping[str, str] = {verb: "page" if verb == "list" else verb for verb in VERBS}
_ASKED: Mapping[str, tuple[frozenset[str], ...]] = {
    # what each has to be given; the alternatives are told apart by what the base asks for
    "create": (frozenset({"data"}), frozenset({"values"})),
    "get": (frozenset({"id"}),),
    "list": (frozenset({"offset", "limit"}),),
    "count": (frozenset(),),
    "update": tuple(frozenset({which, what}) for which in ("row", "id") for what in ("data", "values")),
    "delete": (frozenset({"row"}), frozenset({"id"})),
}
_SESSIONS = {"session", "db", "db_session", "async_session"}
_DATA = {"data", "payload", "obj_in", "schema", "dto", "obj_create", "obj_update", "create_data", "update_data"}
_ROWS = {"row", "db_obj", "obj", "instance", "entity", "item", "model", "db_object", "record", "db_row", "obj_current"}
_PAGE = {"offset": "offset", "skip": "offset", "limit": "limit"}
_NO_ROWS = {"Any", "Dict", "List", "Sequence", "Tuple", "Result", "CursorResult"}
_SESSION = re.compile(r"[Ss]ession(?:Dep)?\b")
_KEY = re.compile(r"(?:.*_)?(?:id|pk|uid|uuid)_?")


@dataclass(frozen=True, slots=True)
class Reading:
    """How the base is read: what its type variables stand for, whether calls are awaited, whether it has a session."""

    stands_for: Mapping[str, str]  # ModelType: {Entity}
    is_async: bool
    holds: bool
    columns: frozenset[str]  # the attributes that every model has from its bases


def is_session(param: Param) -> bool:
    """Is it called like a session, or annotated as one?"""
    return param.name.strip("_") in _SESSIONS or _SESSION.search(param.annotation) is not None


def is_bound(method: Function) -> bool:
    """Does it belong to an instance, and not to the class?"""
    return not any(each.func in ("staticmethod", "classmethod") for each in method.decorators)


def methods_of(chain: Sequence[Class]) -> dict[str, Function]:
    """The methods of a class and its bases, nearest first, as Python finds them."""
    found: dict[str, Function] = {}
    for item in chain:
        for method in item.methods:
            found.setdefault(method.name, method)
    return found


class Known(NamedTuple):
    """A method that can be called surely: ``get(db: session, item_id: id)``; ``fits`` where it does what it should."""

    method: Function
    signature: str
    fits: bool


def verbs_of(methods: Mapping[str, Function], reading: Reading) -> dict[str, Known]:
    """By verb, the method that fits; else one to write over, as far as one is called so."""
    found: dict[str, Known] = {}
    for verb, names in VERBS.items():
        there = (methods[name] for name in names if name in methods)
        known = [Known(m, _signature(verb, m, reading), _does_it(verb, m, reading)) for m in there]
        callable_ones = [each for each in known if each.signature and (each.fits or verb != "delete")]
        if callable_ones:
            # nobody writes over what marks rows as deleted
            found[verb] = next((each for each in callable_ones if each.fits), callable_ones[0])
    return found


def _signature(verb: str, method: Function, reading: Reading) -> str:
    """``create(db: session, *, obj_in: data)``; ``""`` for one that cannot be called."""
    if method.is_async is not reading.is_async:
        return ""
    own = method.params if any(each.func == "staticmethod" for each in method.decorators) else method.params[1:]
    written: list[str] = []
    roles: list[str] = []
    named = False  # everything behind one that is left out
    for param in own:
        role = _role(verb, param, method, reading)
        if role is None or role in roles:
            if not param.default and param.kind not in ("*", "**"):
                return ""
            named = True
            continue
        named = named or param.kind == "="
        if named and "*" not in written and param.kind != "**":
            written.append("*")
        roles.append(role)
        written.append(f"{param.kind.strip('=')}{param.name}: {role}")
    has_session = "session" in roles or reading.holds
    asked = frozenset(roles) - {"session"}
    return f"{method.name}({', '.join(written)})" if has_session and asked in _ASKED[verb] else ""


def _role(verb: str, param: Param, method: Function, reading: Reading) -> str | None:
    """What the parameter is for: a session, data, a row, its key, a part of a page; ``None`` for anything else."""
    meant = {reading.stands_for[word] for word in re.findall(r"\w+", param.annotation) if word in reading.stands_for}
    if param.kind == "*":
        return None
    if is_session(param):
        return "session"
    if verb == "list":
        return _PAGE.get(param.name)
    if verb not in ("create", "get", "update", "delete"):
        return None
    if param.kind == "**" or param.annotation.lower().startswith(("dict", "mapping")):
        return "values" if verb in ("create", "update") else None
    if meant & {"{Create}", "{Update}"}:
        return "data"
    if "{Entity}" in meant or _is_added(param, method):
        return "row"
    if _KEY.fullmatch(param.name):
        return "id"
    if verb in ("create", "update") and param.name in _DATA:
        return "data"
    return "row" if param.name in _ROWS else None


def _is_added(param: Param, method: Function) -> bool:
    # session.add(obj)    session.delete(obj)
    return any(call.func.endswith((".add", ".delete", ".refresh")) and param.name in call.args for call in method.calls)


def _does_it(verb: str, method: Function, reading: Reading) -> bool:
    calls = method.calls
    if not _knows_columns(calls, reading) or method.yields:
        return False
    match verb:
        case "create":
            # jsonable_encoder(obj_in) makes texts of dates and keys
            encoded = any(call.func.endswith("jsonable_encoder") for call in calls)
            return not encoded and _gives_a_row(method, reading)
        case "update":
            names = {name for call in calls for name, value in call.keywords if value == "True"}
            partial = "exclude_unset" in names or _takes_values(method)
            return partial and "exclude_none" not in names and _gives_a_row(method, reading)
        case "delete":
            return any(call.func.rpartition(".")[2] == "delete" for call in calls)
        case "get":
            # whose own handler answers what it likes
            raised = (call.func.rpartition(".")[2] for call in calls)
            own = any(name.endswith(("Error", "Exception", "NotFound")) and name != "HTTPException" for name in raised)
            return not own and _gives_a_row(method, reading)
    return True


def _takes_values(method: Function) -> bool:
    return any(p.kind == "**" or p.annotation.lower().startswith(("dict", "mapping")) for p in method.params)


def _gives_a_row(method: Function, reading: Reading) -> bool:
    if not method.returns:
        return bool(method.returned)
    words = {*re.findall(r"\w+", method.returns)} - {"None", "Optional", "Union"}
    if not reading.stands_for:
        # -> BaseEntity, of a base that names no type
        return bool(words) and all(word[0].isupper() and word not in _NO_ROWS for word in words)
    return any(reading.stands_for.get(word) == "{Entity}" for word in words)


def _knows_columns(calls: Sequence[Call], reading: Reading) -> bool:
    """``self.model.created_at`` asks of every model what a new one may not have."""
    sources = [part for call in calls for part in (call.func, *call.args, *(value for _, value in call.keywords))]
    asked = {name for source in sources for name in re.findall(r"\b(?:self|cls)\._?model\.([a-z]\w*)", source)}
    known = reading.columns | {"from_orm", "parse_obj", "metadata"}
    return all(name in known or name.startswith("model_") for name in asked)
