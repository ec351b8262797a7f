"""
Frozen dataclasses to compressed bytes and back: what a case keeps of a layer.

The bytes are JSON, so that nothing in a case can run a program. Each class stands once with the names of its
fields: a field that was added since takes its default, one that is gone is passed over.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import lru_cache
from importlib import import_module
from typing import Any

from visavis.model.errors import CaseError

ROOT = "visavis."
PLAIN = (str, int, float)


def pack(value: object) -> bytes:
    """
    The bytes of a value made of dataclasses of this package, named tuples, tuples, mappings and plain values.

    >>> from visavis.model.layers import Entity
    >>> unpack(pack((Entity("Ada", "person", ("Ada", "A.")), None)))
    (Entity(name='Ada', kind='person', aliases=('Ada', 'A.'), gender=None, parts=()), None)
    """
    classes: dict[str, tuple[int, list[str]]] = {}
    plain = _plain(value, classes)
    names = [[name, *own] for name, (_, own) in classes.items()]
    return zlib.compress(json.dumps([names, plain], separators=(",", ":")).encode("ascii"), 3)


def unpack(data: bytes) -> Any:
    """The value of some bytes; sequences come back as tuples. Raises CaseError where they are damaged."""
    try:
        names, plain = json.loads(zlib.decompress(data))
        return _value(plain, [(_class(n), own) for n, *own in names])
    except (zlib.error, ValueError, TypeError, AttributeError, ImportError) as e:
        raise CaseError(f"a layer in this case is damaged ({e}). Restore a copy of the file.") from None


def _plain(value: Any, classes: dict[str, tuple[int, list[str]]]) -> Any:
    """JSON of a value: a list is `[0, ...]`, a dataclass `[its number, ...]`, a mapping `[-1, k, v, ...]`."""
    if value is None or isinstance(value, PLAIN):
        return value
    if isinstance(value, Mapping):
        return [-1, *(_plain(x, classes) for pair in value.items() for x in pair)]
    cls: Any = type(value)
    own = _fields(cls)
    if own:
        name = f"{cls.__module__.removeprefix(ROOT)}:{cls.__name__}"
        number = classes.setdefault(name, (len(classes) + 1, list(own)))[0]
        return [number, *[_plain(getattr(value, f), classes) for f in own]]
    return [0, *[x if x.__class__ is str else _plain(x, classes) for x in value]]


@lru_cache(maxsize=64)
def _fields(cls: Any) -> tuple[str, ...]:
    if is_dataclass(cls):
        return tuple(f.name for f in fields(cls) if f.init)
    return tuple(getattr(cls, "_fields", ()))


@lru_cache(maxsize=64)
def _class(name: str) -> type:
    module, _, own = name.partition(":")
    return getattr(import_module(ROOT + module), own)  # type: ignore[no-any-return]


def _value(plain: Any, classes: list[tuple[type, list[str]]]) -> Any:
    if not isinstance(plain, list):
        return plain
    kind, *rest = plain
    if not kind:
        return tuple([_value(x, classes) if isinstance(x, list) else x for x in rest])
    parts = [_value(x, classes) if isinstance(x, list) else x for x in rest]
    if kind < 0:
        return dict(zip(parts[::2], parts[1::2], strict=True))
    cls, own = classes[kind - 1]
    if tuple(own) == _fields(cls):
        return cls(*parts)
    known = _fields(cls)
    return cls(**{n: v for n, v in zip(own, parts, strict=True) if n in known})
