# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What pydantic found wrong, in sentences for people."""

from collections.abc import Callable
from typing import Any

from folkmoot.i18n import mark as _
from folkmoot.web.forms.shapes import Shape

MISSING = _("%(label)s: please fill this in.")
CHOOSE = _("%(label)s: please choose.")
NOT_OFFERED = _("%(label)s: choose one of the options.")
NO_FILE = _("%(label)s: please choose a file.")
PLAIN = {
    "string_too_short": _("%(label)s: write at least %(min_length)s characters."),
    "string_too_long": _("%(label)s: write at most %(max_length)s characters."),
    "too_short": _("%(label)s: choose at least %(min_length)s."),
    "too_long": _("%(label)s: choose at most %(max_length)s."),
    "greater_than": _("%(label)s: must be more than %(gt)s."),
    "greater_than_equal": _("%(label)s: must be at least %(ge)s."),
    "less_than": _("%(label)s: must be less than %(lt)s."),
    "less_than_equal": _("%(label)s: must be at most %(le)s."),
    "multiple_of": _("%(label)s: must be a multiple of %(multiple_of)s."),
    "string_pattern_mismatch": _("%(label)s: this isn't written the way it should be."),
}
BY_KIND = (
    (("int_", "float_", "decimal_", "finite_"), _("%(label)s: this is no number.")),
    (("date_from", "date_parsing", "date_type"), _("%(label)s: this is no date.")),
    (("datetime_", "timezone_"), _("%(label)s: give a date and a time.")),
    (("enum", "literal_error", "uuid_"), NOT_OFFERED),
    (("url_",), _("%(label)s: this is no address of a page. It should begin with https://.")),
)
OTHERWISE = _("%(label)s: this can't be used.")


def sentence(error: Any, shape: Shape | None, label: str, say: Callable[..., str]) -> str:
    """The translated sentence for one of pydantic's errors; `say` is request.gettext."""
    kind, context = str(error["type"]), dict(error.get("ctx", {}))
    if kind == "missing":
        return say(missing(shape), label=label)
    if kind == "value_error":
        return say(str(context.get("error", OTHERWISE)), label=label)
    if kind in PLAIN:
        return say(PLAIN[kind], label=label, **context)
    for beginnings, text in BY_KIND:
        if kind.startswith(beginnings):
            return say(text, label=label)
    own = not str(error.get("url", "")).startswith("https://errors.pydantic")
    return say(str(error["msg"]) if own else OTHERWISE, label=label, **context)


def missing(shape: Shape | None) -> str:
    """What to say where nothing was typed or chosen."""
    if shape is None:
        return MISSING
    if shape.widget == "file":
        return NO_FILE
    return CHOOSE if shape.widget in ("select", "radios", "checks", "tags") else MISSING
