# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""A field of a form as a template sees it."""

import datetime
from collections.abc import Mapping, Sequence
from decimal import Decimal
from enum import Enum
from typing import Any

from pyramid.request import Request

from folkmoot.i18n import mark as _
from folkmoot.i18n.catalogues import LANGUAGES
from folkmoot.web.forms.amounts import typed_decimal, typed_money
from folkmoot.web.forms.moments import typed
from folkmoot.web.forms.shapes import Option, Shape

ZONE = _("Time in %(zone)s")


class BoundField:
    """Name, label, value and error of one field in one request; `options` and `widget` may be set late."""

    def __init__(self, request: Request, shape: Shape, name: str, initial: Any) -> None:
        self._request, self.shape, self.name, self.initial = request, shape, name, initial
        self.widget = shape.widget
        self.options: Sequence[Option] = tuple(self._translated(option) for option in shape.options)
        self.required = shape.required
        self.typed: Any = None
        self.was_typed = False
        self.error = ""
        self.errors: dict[str, str] = {}
        self.current: Sequence[Any] = ()
        self.label = self._say(shape.title)
        self.hint = self._hint()

    def _say(self, text: str) -> str:
        return self._request.gettext(text) if text else ""

    def _translated(self, option: Option) -> Option:
        return (option[0], *(self._say(words) for words in option[1:2]), *option[2:])

    def _hint(self) -> str:
        if self.shape.hint or self.widget != "datetime":
            return self._say(self.shape.hint)
        return self._request.gettext(ZONE, zone=self._request.site.timezone.replace("_", " "))

    @property
    def id(self) -> str:
        """The id of the control in the page."""
        return "f-" + self.name.replace(".", "-")

    @property
    def value(self) -> Any:
        """What stands in the field: what was typed, else the initial value in the form a control wants it."""
        if self.widget == "password":
            return ""  # a password never travels back into a page
        return self.typed if self.was_typed else shown(self.initial, self.widget, self._request)

    @property
    def input_mode(self) -> str:
        """Which keyboard a phone shows for a number."""
        return "numeric" if self.shape.kind is int else "decimal"

    @property
    def required_locales(self) -> tuple[str, ...]:
        """Languages whose text must be there before publishing; marked as missing until then."""
        site = self._request.site
        return site.required_locales or (site.default_locale,)

    @property
    def locales(self) -> list[tuple[str, str]]:
        """The tenant's languages, each with its own name, for a text in several languages."""
        return [(code, LANGUAGES.get(code, code)) for code in self._request.site.locales]

    @property
    def missing(self) -> list[str]:
        """Required languages that this text lacks; meant for fields in several languages."""
        value = self.value if isinstance(self.value, Mapping) else {}
        return [code for code in self.required_locales if not str(value.get(code, "")).strip()]


def shown(value: Any, widget: str, request: Request) -> Any:
    """A value as its control shows it: text, list of texts, bool, or texts by language."""
    if widget == "checkbox":
        return bool(value)
    if widget.startswith("multiloc"):
        return dict(value or {})
    if isinstance(value, (list, tuple, set, frozenset)):
        texts = [shown(item, "text", request) for item in value]
        return "\n".join(texts) if widget == "lines" else texts
    if value is None:
        return [] if widget in ("checks", "tags") else ""
    return _text(value, widget, request)


def _text(value: Any, widget: str, request: Request) -> str:
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, datetime.datetime):
        return typed(value, request.site.zone)
    if widget == "money":
        return typed_money(value, request.site.currency, request.locale)
    if isinstance(value, (float, Decimal)):
        return typed_decimal(value, request.locale)
    return str(value)
