# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What kind of field a pydantic field is: its widget, its options, its limits."""

import datetime
import types
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from folkmoot.web.forms.files import UploadedFile

COLLECTIONS = (list, set, frozenset, tuple)
MANY = ("checks", "tags", "lines")
NEVER_EMPTY = ("select", "radios", "number", "money", "date", "datetime")
"""Widgets that can't say "nothing": their field must be filled even if it has a default, unless it allows None."""

PLAIN_WIDGETS: tuple[tuple[type, str], ...] = (
    (bool, "checkbox"), (int, "number"), (float, "number"), (Decimal, "number"), (datetime.datetime, "datetime"),
    (datetime.date, "date"), (UploadedFile, "file"), (str, "text"), (uuid.UUID, "text"),
)  # fmt: skip
Option = tuple[str, ...]


@dataclass(frozen=True)
class Shape:
    """A field as the form machinery sees it. kind: the Python type of one value; many: whether there are several."""

    name: str
    widget: str
    kind: Any
    many: bool
    optional: bool
    required: bool
    title: str
    hint: str
    options: tuple[Option, ...] = ()
    longest: int | None = None
    rows: int | None = None
    extra: dict[str, Any] = field(default_factory=dict)


def shape(name: str, info: FieldInfo) -> Shape:
    """Read a field's shape off its annotation and its extra schema."""
    extra = info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}
    kind, optional, metadata = _unwrap(info.annotation)
    many = get_origin(kind) in COLLECTIONS
    element, _opt, inner = _unwrap(get_args(kind)[0]) if many else (kind, False, [])
    if get_origin(kind) is dict:
        inner = _unwrap(get_args(kind)[1])[2]
    options = _options(element, extra)
    widget = str(extra.get("widget") or _widget(element, kind, many, bool(options), optional))
    return Shape(
        name=name, widget=widget, kind=element, many=many, optional=optional,
        required=not optional and (info.is_required() or widget in NEVER_EMPTY),
        title=info.title or name.replace("_", " ").capitalize(), hint=info.description or "", options=options,
        longest=_longest([*info.metadata, *metadata, *inner], extra, many), rows=_whole(extra.get("rows")),
        extra=dict(extra),
    )  # fmt: skip


def _unwrap(annotation: Any) -> tuple[Any, bool, list[Any]]:
    """A type without Annotated and without None: (type, whether None was allowed, metadata met on the way)."""
    metadata: list[Any] = []
    optional = False
    while True:
        if get_origin(annotation) is Annotated:
            annotation, *more = get_args(annotation)
            metadata += more
        elif get_origin(annotation) in (Union, types.UnionType) and type(None) in get_args(annotation):
            rest = [part for part in get_args(annotation) if part is not type(None)]
            annotation, optional = rest[0] if len(rest) == 1 else str, True
        else:
            return annotation, optional, metadata


def _widget(element: Any, kind: Any, many: bool, has_options: bool, optional: bool) -> str:
    if get_origin(kind) is dict:
        return "multiloc"
    if many:
        return "file" if element is UploadedFile else "checks" if has_options else "lines"
    if has_options or get_origin(element) is Literal:
        return "select" if optional else "radios"
    plain = (widget for known, widget in PLAIN_WIDGETS if isinstance(element, type) and issubclass(element, known))
    return next(plain, "none")


def _options(element: Any, extra: dict[str, Any]) -> tuple[Option, ...]:
    given = extra.get("options") or extra.get("titles") or extra.get("title")
    if isinstance(given, dict):
        return tuple((str(value), str(label)) for value, label in given.items())
    if isinstance(given, Iterable) and not isinstance(given, str):
        return tuple(tuple(str(part) for part in option) for option in given)
    if isinstance(element, type) and issubclass(element, Enum):
        return tuple((str(item.value), str(getattr(item, "label", None) or _words(item.value))) for item in element)
    if get_origin(element) is Literal:
        return tuple((str(value), _words(value)) for value in get_args(element))
    return ()


def _words(value: object) -> str:
    return str(value).replace("_", " ").replace("-", " ").capitalize()


def _longest(metadata: list[Any], extra: dict[str, Any], many: bool) -> int | None:
    if "max" in extra:
        return _whole(extra["max"])
    limits = [getattr(item, "max_length", None) for item in metadata]
    return None if many else next((limit for limit in limits if limit is not None), None)


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) else None
