# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""From a raw row to values that can be stored, or the reason why not. Nothing here touches the database."""

import datetime
import hashlib
import json
import re
import unicodedata
import zoneinfo
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import cached_property
from typing import Any

from folkmoot.contributions.exchange.mapping import Mapping
from folkmoot.contributions.exchange.readers import RawRow
from folkmoot.i18n import mark as _

LONGEST_TITLE = 300
LONGEST_TEXT = 100_000
LONGEST_VALUE = 20_000
TITLE_WORDS = 12
TITLE_LENGTH = 90
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
FORMULA = re.compile(r"\s*=|[+\-@]\s*[A-Za-z_.]+\s*[(|!]")
SCRIPT = re.compile(r"<\s*/?\s*script|javascript\s*:|<[^>]{0,2000}\son\w+\s*=", re.IGNORECASE)
SIDES = {
    "for": "for", "pro": "for", "pour": "for", "voor": "for", "against": "against", "contra": "against",
    "contre": "against", "tegen": "against",
}  # fmt: skip
EARLIEST = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)


class BadRow(Exception):
    """A row that isn't taken; the message says why, marked for translation."""


@dataclass(frozen=True)
class Entry:
    """A row ready to be stored. key: the original id, "" where the file has none.

    fingerprint: of what the citizen said, when and where, so that the same row is known again in another file format.
    """

    number: int
    key: str
    parent: str
    title: str
    text: str
    language: str
    created_at: datetime.datetime | None
    author: str
    topics: tuple[str, ...]
    area: str
    latitude: int | None
    longitude: int | None
    place: str
    status: str
    side: str | None
    extra: dict[str, Any]

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 over the content; kept columns, topics, area and status aren't part of it."""
        said = [
            self.title, self.text, self.parent, self.language, self.created_at and self.created_at.isoformat(),
            self.author, self.latitude, self.longitude, self.place, self.side,
        ]  # fmt: skip
        return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def parse(row: RawRow, mapping: Mapping, zone: zoneinfo.ZoneInfo, language: str, now: datetime.datetime) -> Entry:
    """The row's values; raises BadRow. language: of rows that name none. now: dates may not lie after it."""
    if row.problem:
        raise BadRow(row.problem)
    if row.formulas:
        raise BadRow(_("A cell holds a spreadsheet formula instead of text."))
    values = {target: _text(row.values.get(column)) for column, target in mapping.fields.items()}
    extra = {name: _kept(row.values[name]) for name in mapping.kept if row.values.get(name) not in (None, "")}
    for value in (*values.values(), *(item for item in extra.values() if isinstance(item, str))):
        _check(value)
    text, title = values.get("text", ""), values.get("title", "")
    if not text and not title:
        raise BadRow(_("The row has neither a title nor a text."))
    if len(title) > LONGEST_TITLE:
        raise BadRow(_("The title is longer than 300 characters."))
    latitude, longitude = _position(values.get("latitude", ""), values.get("longitude", ""))
    return Entry(
        number=row.number, key=values.get("id", ""), parent=values.get("parent", ""),
        title=title or first_words(text), text=text, language=_language(values.get("lang", ""), language),
        created_at=_date(values.get("date", ""), zone, now), author=values.get("author", "")[:200],
        topics=tuple(part.strip() for part in re.split(r"[;|]", values.get("topics", "")) if part.strip()),
        area=values.get("area", ""), latitude=latitude, longitude=longitude, place=values.get("place", "")[:500],
        status=values.get("status", ""), side=_side(values.get("side", "")), extra=extra,
    )  # fmt: skip


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return "; ".join(_text(item) for item in value)
    if isinstance(value, bool | dict):
        raise BadRow(_("A field that needs text holds something else."))
    text = value if isinstance(value, str) else str(value)
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def _kept(value: Any) -> Any:
    if isinstance(value, float):
        return repr(value)  # a number that JSONB would round stays as it was written
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if len(json.dumps(value, default=str)) > LONGEST_VALUE:
        raise BadRow(_("A column that would be kept is longer than 20,000 characters."))
    return value


def _check(value: str) -> None:
    if len(value) > LONGEST_TEXT:
        raise BadRow(_("A text is longer than 100,000 characters."))
    if CONTROL.search(value):
        raise BadRow(_("A text holds control characters such as NUL."))
    if any("\ud800" <= letter <= "\udfff" for letter in value):
        raise BadRow(_("A text isn't valid Unicode."))
    if FORMULA.match(value):
        raise BadRow(_("A cell holds a spreadsheet formula instead of text."))
    if SCRIPT.search(value):
        raise BadRow(_("A text holds script."))


def first_words(text: str) -> str:
    """The title of a row that has none: its first words, cut at a word."""
    line = " ".join(text.split())
    words = line.split(" ")
    cut = " ".join(words[:TITLE_WORDS])
    while len(cut) > TITLE_LENGTH and " " in cut:
        cut = cut.rsplit(" ", 1)[0]
    cut = cut[:TITLE_LENGTH]
    return cut if cut == line else cut.rstrip(" ,;:.-") + " …"


def _language(value: str, default: str) -> str:
    code = value.lower().replace("_", "-").partition("-")[0]
    if not value:
        return default
    if not re.fullmatch(r"[a-z]{2,3}", code):
        raise BadRow(_("The language must be a code such as fr or nl."))
    return code


def _date(value: str, zone: zoneinfo.ZoneInfo, now: datetime.datetime) -> datetime.datetime | None:
    """ISO 8601 dates and moments, day.month.year, and Unix seconds; a moment without zone is the tenant's."""
    if not value:
        return None
    moment = _moment(value)
    if moment is None:
        raise BadRow(_("The date can't be read; write it as 2026-11-21 or 2026-11-21T14:30."))
    aware = moment.replace(tzinfo=zone) if moment.tzinfo is None else moment
    if not EARLIEST <= aware <= now + datetime.timedelta(days=1):
        raise BadRow(_("The date lies before 1970 or in the future."))
    return aware.astimezone(datetime.UTC)


def _moment(value: str) -> datetime.datetime | None:
    if re.fullmatch(r"\d{9,10}", value):
        return datetime.datetime.fromtimestamp(int(value), datetime.UTC)
    european = re.fullmatch(r"(\d{1,2})[./](\d{1,2})[./](\d{4})", value)
    if european:
        value = f"{european[3]}-{int(european[2]):02}-{int(european[1]):02}"
    try:
        return datetime.datetime.fromisoformat(value)
    except ValueError:
        return None


def _position(latitude: str, longitude: str) -> tuple[int | None, int | None]:
    """Degrees as text to integer micro-degrees, rounded half away from zero, without a float in between."""
    if not latitude and not longitude:
        return None, None
    return _microdegrees(latitude, 90), _microdegrees(longitude, 180)


def _microdegrees(value: str, most: int) -> int:
    try:
        degrees = Decimal(value.replace(",", "."))
    except InvalidOperation:
        raise BadRow(_("The position must be two numbers, latitude and longitude in degrees.")) from None
    if not degrees.is_finite() or abs(degrees) > most:
        raise BadRow(_("The position must be two numbers, latitude and longitude in degrees."))
    return int((degrees * 1_000_000).to_integral_value(ROUND_HALF_UP))


def _side(value: str) -> str | None:
    if not value:
        return None
    if value.lower() not in SIDES:
        raise BadRow(_('The side must be "for" or "against".'))
    return SIDES[value.lower()]
