# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""From what a browser sent to values that pydantic can judge, one reader a widget."""

import re
import unicodedata
from collections.abc import Callable
from typing import Any

from pyramid.request import Request

from folkmoot.i18n import mark as _
from folkmoot.web.forms.amounts import read_decimal, read_money
from folkmoot.web.forms.files import UploadedFile
from folkmoot.web.forms.moments import UnreadableMomentError, read_moment
from folkmoot.web.forms.sentences import missing
from folkmoot.web.forms.shapes import MANY, Shape
from folkmoot.web.simple_markup import from_typed

EMAIL = re.compile(r"[^@\s<>\"(),:;\[\]\\]{1,64}@[^@\s<>\"(),:;\[\]\\]{1,190}\.[^@\s<>\"(),:;\[\]\\.]{2,63}")
NOTHING = object()
"""What a reader answers when the browser sent nothing for a field."""


class UnreadableError(ValueError):
    """What was typed can't be that kind of value; the sentence is marked, its placeholders are in values."""

    def __init__(self, sentence: str, **values: str) -> None:
        super().__init__(sentence)
        self.sentence, self.values = sentence, values


def clean_text(text: str) -> str:
    """Text in NFC with plain line ends and without control characters, which no one types and databases refuse."""
    plain = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(letter for letter in plain if letter in "\n\t" or unicodedata.category(letter) not in ("Cc", "Cs"))


def read(request: Request, shape: Shape, name: str) -> Any:
    """The raw value of a field for pydantic, NOTHING, or UnreadableError."""
    reader = READERS.get(shape.widget, _text)
    return reader(request, shape, name)


def posted(request: Request, name: str) -> str:
    """The text posted under a name; "" where there is none, or where somebody sent a file in its place."""
    value = request.POST.get(name, "")
    return clean_text(value) if isinstance(value, str) else ""


def sent(request: Request, shape: Shape, name: str) -> Any:
    """Exactly what was typed, to be shown again."""
    post = request.POST
    if shape.widget == "checkbox":
        return name in post
    if shape.widget.startswith("multiloc"):
        return {code: posted(request, f"{name}.{code}") for code in request.site.locales}
    if shape.widget in MANY and shape.widget != "lines":
        return [str(value) for value in post.getall(name)]
    return posted(request, name)


def _text(request: Request, shape: Shape, name: str) -> Any:
    value = request.POST.get(name)
    if not isinstance(value, str):
        return NOTHING
    text = clean_text(value).strip()
    if not text and shape.optional:
        return None
    if not text and (shape.required or shape.kind is not str):
        raise UnreadableError(missing(shape))
    return text


def _password(request: Request, shape: Shape, name: str) -> Any:
    value = request.POST.get(name)
    return unicodedata.normalize("NFC", value) if isinstance(value, str) and value else NOTHING


def _email(request: Request, shape: Shape, name: str) -> Any:
    text = _text(request, shape, name)
    if isinstance(text, str) and text and not EMAIL.fullmatch(text):
        raise UnreadableError(_("%(label)s: this is no e-mail address. It should look like name@example.org."))
    return text


def _number(request: Request, shape: Shape, name: str) -> Any:
    text = _text(request, shape, name)
    if not isinstance(text, str) or not text:
        return text
    try:
        value = read_decimal(text, request.locale)
    except ValueError:
        raise UnreadableError(_("%(label)s: this is no number.")) from None
    if shape.kind is int and value != value.to_integral_value():
        raise UnreadableError(_("%(label)s: give a whole number."))
    return int(value) if shape.kind is int else value


def _money(request: Request, shape: Shape, name: str) -> Any:
    text = _text(request, shape, name)
    if not isinstance(text, str) or not text:
        return text
    try:
        return read_money(text, request.locale, request.site.currency)
    except ValueError:
        raise UnreadableError(_("%(label)s: this is no amount of money.")) from None


def _moment(request: Request, shape: Shape, name: str) -> Any:
    text = _text(request, shape, name)
    if not isinstance(text, str) or not text:
        return text
    try:
        return read_moment(text, request.site.zone)
    except UnreadableMomentError as error:
        raise UnreadableError(error.sentence, **error.values) from None


def _checkbox(request: Request, shape: Shape, name: str) -> bool:
    return name in request.POST


def _many(request: Request, shape: Shape, name: str) -> list[str]:
    return list(dict.fromkeys(str(value) for value in request.POST.getall(name) if str(value)))


def _lines(request: Request, shape: Shape, name: str) -> list[str]:
    return [line.strip() for line in posted(request, name).split("\n") if line.strip()]


def _multiloc(request: Request, shape: Shape, name: str) -> Any:
    texts = {code: posted(request, f"{name}.{code}").strip() for code in request.site.locales}
    if shape.widget == "multiloc_rich":
        texts = {code: from_typed(text) for code, text in texts.items()}
    filled = {code: text for code, text in texts.items() if text}
    return NOTHING if not filled and shape.required else filled


def _file(request: Request, shape: Shape, name: str) -> Any:
    files = [file for part in request.POST.getall(name) if (file := UploadedFile.from_field(part))]
    if shape.many:
        return files
    return files[0] if files else (NOTHING if shape.required else None)


READERS: dict[str, Callable[[Request, Shape, str], Any]] = {
    "password": _password, "email": _email, "number": _number, "money": _money, "datetime": _moment,
    "checkbox": _checkbox, "checks": _many, "tags": _many, "lines": _lines, "multiloc": _multiloc,
    "multiloc_text": _multiloc, "multiloc_rich": _multiloc, "file": _file,
}  # fmt: skip
