"""The part of `dataclasses` that values need, without compiling code: frozen classes with slots.

The standard one writes six functions for each class as source and compiles them at import, a millisecond each time:
for the classes behind a check that was a third of the whole run. Here the functions are shared, and know
the fields of a class from a table. What is written looks the same (``@dataclass(frozen=True, slots=True)``), a type
checker reads it as the standard one, and ``repr``, equality, order and hash are the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from operator import attrgetter
from typing import Any, Literal, NamedTuple, TypeVar, dataclass_transform

T = TypeVar("T")
_NOTHING: Any = object()
_FIELDS = "__fields_of_class__"


class Declared(NamedTuple):
    """One field of a class, as it was declared."""

    name: str
    keyword: bool
    default: Any = _NOTHING
    factory: Callable[[], Any] | None = None
    compare: bool = True
    repr: bool = True

    @property
    def required(self) -> bool:
        """Whether an instance cannot be made without it."""
        return self.default is _NOTHING and self.factory is None


def field(
    *,
    default: Any = _NOTHING,
    default_factory: Callable[[], Any] | None = None,
    compare: bool = True,
    repr: bool = True,
) -> Any:
    """What a field of a class is, beside its name and type."""
    return Declared("", False, default, default_factory, compare, repr)


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def dataclass(
    *,
    frozen: Literal[True],  # noqa: ARG001  # written out for readers and type checkers
    slots: bool = False,
    kw_only: bool = False,
    order: bool = False,
    eq: bool = True,
) -> Callable[[type[T]], type[T]]:
    """Make a class of annotated names one of frozen values."""

    def declared(cls: type[T]) -> type[T]:
        own = [_declared(cls, name, kw_only) for name in cls.__annotations__]
        inherited = [item for base in reversed(cls.__mro__[1:]) for item in base.__dict__.get(_FIELDS, ())]
        every = tuple({item.name: item for item in (*inherited, *own)}.values())
        made = _with_slots(cls, [item.name for item in own]) if slots else cls
        _equip(made, every, order=order, eq=eq)
        return made

    return declared


def fields(of: Any) -> tuple[Declared, ...]:
    """The fields of a class or of an instance, in order."""
    found: tuple[Declared, ...] = getattr(of, _FIELDS)
    return found


def replace(value: T, /, **changes: Any) -> T:
    """The same value but for ``changes``. Raises ``TypeError`` for what is no field of it."""
    made: T = object.__new__(type(value))
    for item in fields(value):
        name = item.name
        object.__setattr__(made, name, changes.pop(name) if name in changes else getattr(value, name))
    if changes:
        raise TypeError(f"{type(value).__name__} has no {', '.join(sorted(changes))}")
    return made


def asdict(value: Any) -> Any:
    """A value as plain mappings and lists, those inside of it too."""
    if hasattr(value, _FIELDS):
        return {item.name: asdict(getattr(value, item.name)) for item in fields(value)}
    if isinstance(value, Mapping):
        return {key: asdict(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(asdict(item) for item in value)
    return value


def _declared(cls: type, name: str, keyword: bool) -> Declared:
    """The field ``name`` of the class; what it was given as a default stays an attribute only without slots."""
    default = cls.__dict__.get(name, _NOTHING)
    if not isinstance(default, Declared):
        return Declared(name, keyword, default)
    if default.default is _NOTHING:
        delattr(cls, name)
    else:
        setattr(cls, name, default.default)
    return default._replace(name=name, keyword=keyword)


def _with_slots(cls: type[T], names: list[str]) -> type[T]:
    """The class anew, for one that exists cannot get slots."""
    left_out = {*names, "__dict__", "__weakref__"}
    body = {name: value for name, value in cls.__dict__.items() if name not in left_out}
    metaclass: Any = type(cls)
    made: type[T] = metaclass(cls.__name__, cls.__bases__, {**body, "__slots__": tuple(names)})
    made.__qualname__ = cls.__qualname__
    return made


def _equip(cls: type, every: tuple[Declared, ...], *, order: bool, eq: bool) -> None:
    made: dict[str, Any] = {
        _FIELDS: every,
        "__match_args__": tuple(item.name for item in every if not item.keyword),
        "__init__": _initializer(cls, every),
        "__repr__": _printer([item.name for item in every if item.repr]),
        "__setattr__": _refuse,
        "__delattr__": _refuse,
        "__getstate__": _state,
        "__setstate__": _restore,
    }
    if eq:
        key = _key([item.name for item in every if item.compare])
        made |= {"__eq__": _comparison(key, "__eq__"), "__hash__": lambda self: hash(key(self))}
        if order:
            made |= {name: _comparison(key, name) for name in ("__lt__", "__le__", "__gt__", "__ge__")}
    for name, value in made.items():
        setattr(cls, name, value)


def _initializer(cls: type, every: tuple[Declared, ...]) -> Callable[..., None]:
    positional = tuple(item.name for item in every if not item.keyword)
    required = tuple(item.name for item in every if item.required)
    defaults = tuple((item.name, item.default) for item in every if not item.required and item.factory is None)
    factories = tuple((item.name, item.factory) for item in every if item.factory is not None)
    put = object.__setattr__

    def __init__(self: Any, /, *args: Any, **values: Any) -> None:  # noqa: N807
        if args:
            if len(args) > len(positional) or not values.keys().isdisjoint(positional[: len(args)]):
                raise TypeError(f"{cls.__name__}() takes {len(positional)} values in order, each once")
            values.update(zip(positional, args, strict=False))
        take = values.pop
        try:
            for name in required:
                put(self, name, take(name))
        except KeyError as missing:
            raise TypeError(f"{cls.__name__}() misses {missing}") from None
        for name, value in defaults:
            put(self, name, take(name, value))
        for name, make in factories:
            put(self, name, take(name) if name in values else make())
        if values:
            raise TypeError(f"{cls.__name__}() has no {sorted(values)}")

    return __init__


def _key(names: list[str]) -> Callable[[Any], Any]:
    """What instances are compared by."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda value: tuple(getattr(value, name) for name in names)


def _comparison(key: Callable[[Any], Any], operator: str) -> Callable[[Any, Any], Any]:
    compare = getattr(tuple, operator)

    def compared(self: Any, other: Any) -> Any:
        if other.__class__ is not self.__class__:
            return NotImplemented
        return compare(key(self), key(other))

    return compared


def _printer(names: list[str]) -> Callable[[Any], str]:
    def __repr__(self: Any) -> str:  # noqa: N807
        told = ", ".join([f"{name}={getattr(self, name)!r}" for name in names])
        return f"{self.__class__.__qualname__}({told})"

    return __repr__


def _refuse(self: Any, name: str, _value: Any = None) -> None:
    raise AttributeError(f"cannot change {name!r} of a {type(self).__name__}")


def _state(self: Any) -> list[Any]:
    return [getattr(self, item.name) for item in fields(self)]


def _restore(self: Any, state: list[Any]) -> None:
    for item, value in zip(fields(self), state, strict=True):
        object.__setattr__(self, item.name, value)
