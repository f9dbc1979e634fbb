# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Dates, amounts and rich text as people type them: nothing drifts, nothing slips through."""

import contextlib
import datetime
import re
import zoneinfo
from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, Field
from pyramid.request import Request

from folkmoot.web.forms import Form
from folkmoot.web.forms.amounts import read_decimal, read_money, typed_decimal, typed_money
from folkmoot.web.forms.moments import UnreadableMomentError, read_moment, typed
from folkmoot.web.simple_markup import from_typed, plain

BRUSSELS = zoneinfo.ZoneInfo("Europe/Brussels")
PLACES = ("Europe/Brussels", "America/St_Johns", "Australia/Lord_Howe", "Asia/Tokyo")
ZONES = [zoneinfo.ZoneInfo(name) for name in PLACES]
LOCALES = ("en", "fr", "nl", "de", "es", "da", "ar")
MINUTES = st.integers(0, 60 * 24 * 366 * 40).map(
    lambda minutes: datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC) + datetime.timedelta(minutes=minutes)
)


@given(MINUTES, st.sampled_from(ZONES))
def test_a_moment_survives_its_field_or_is_the_second_of_two_equal_hours(
    moment: datetime.datetime, zone: zoneinfo.ZoneInfo
) -> None:
    again = read_moment(typed(moment, zone), zone)
    if moment.astimezone(zone).fold:
        assert again < moment
        assert typed(again, zone) == typed(moment, zone)
    else:
        assert again == moment


@given(MINUTES.map(lambda moment: moment.replace(tzinfo=None)), st.sampled_from(ZONES))
def test_a_local_time_is_read_exactly_or_refused_with_one_that_exists(
    local: datetime.datetime, zone: zoneinfo.ZoneInfo
) -> None:
    text = local.strftime("%Y-%m-%dT%H:%M")
    try:
        moment = read_moment(text, zone)
    except UnreadableMomentError as error:
        day = text[:11] + error.values["next"]
        assert typed(read_moment(day, zone), zone) == day
    else:
        assert typed(moment, zone) == text


def test_the_missing_hour_of_spring_is_refused_in_words() -> None:
    with pytest.raises(UnreadableMomentError) as refused:
        read_moment("2027-03-28T02:30", BRUSSELS)
    assert refused.value.values == {"time": "02:30", "next": "03:00"}


def test_of_the_doubled_hour_of_autumn_the_first_is_meant() -> None:
    assert read_moment("2026-10-25T02:30", BRUSSELS) == datetime.datetime(2026, 10, 25, 0, 30, tzinfo=datetime.UTC)


def test_saving_unchanged_keeps_seconds_and_the_second_of_two_hours(form_request: Callable[..., Request]) -> None:
    class Opening(BaseModel):
        opens: datetime.datetime = Field(title="Opens")

    kept = datetime.datetime(2026, 10, 25, 1, 30, 17, tzinfo=datetime.UTC)
    form = Form(Opening, form_request({"opens": typed(kept, BRUSSELS)}), {"opens": kept})
    assert form.validate()
    assert form.data.opens == kept


@given(st.integers(-(10**14), 10**14), st.sampled_from(LOCALES), st.sampled_from(("EUR", "JPY", "KWD")))
def test_money_survives_its_field_in_every_language(minor: int, locale: str, currency: str) -> None:
    assert read_money(typed_money(minor, currency, locale), locale, currency) == minor


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**9), max_value=10**9),
       st.sampled_from(LOCALES))  # fmt: skip
def test_numbers_survive_their_field_in_every_language(value: Decimal, locale: str) -> None:
    assert read_decimal(typed_decimal(value, locale), locale) == value


@pytest.mark.parametrize(
    ("text", "locale", "minor"),
    [("1.250,50", "nl", 125050), ("1 250,50", "fr", 125050), ("1,250.50", "en", 125050), ("1250.50", "fr", 125050),
     ("1250,5", "nl", 125050), ("\u22125", "en", -500), ("1'000", "en", 100000), ("0", "fr", 0)],
)  # fmt: skip
def test_amounts_are_read_as_people_write_them(text: str, locale: str, minor: int) -> None:
    assert read_money(text, locale, "EUR") == minor


@given(st.text(max_size=40), st.sampled_from(LOCALES))
def test_any_text_is_a_finite_number_or_a_value_error(text: str, locale: str) -> None:
    with contextlib.suppress(ValueError):
        assert read_decimal(text, locale).is_finite()


HARMFUL = re.compile(
    r"<\s*(script|style|iframe|svg|form|input|object)|\son\w+\s*=|javascript:|style\s*=|evil", re.IGNORECASE
)
PIECES = st.sampled_from(
    ["<script>alert(1)</script>", "<p onclick=x>", "<a href='javascript:x'>l</a>", "[l](javascript:x)", "<b>", "</b>",
     "## head", "- one", "**bold**", "\n\n", "<svg onload=x>", "<style>p{}</style>", "text & more",
     "<p style=color:red>", "[l](https://example.org)", "<img src=//evil.example/x.png>", "&lt;script&gt;",
     "<h1>Top</h1>",
     "1. first", "&#x6A;"]
)  # fmt: skip


@settings(max_examples=300)
@given(st.lists(PIECES, max_size=12).map("\n".join))
def test_nothing_that_runs_is_ever_stored(text: str) -> None:
    stored = from_typed(text)
    assert not HARMFUL.search(" ".join(re.findall(r"<[^>]*>", stored)))
    assert "<h1" not in stored
    assert from_typed(stored) == stored


def test_simple_marks_become_html() -> None:
    stored = from_typed("## Plan\n\nWe **plant** trees, see [the page](https://town.example).\n\n- oak\n- elm")
    assert stored.startswith("<h2>Plan</h2>")
    assert "<strong>plant</strong>" in stored
    assert 'href="https://town.example"' in stored
    assert "<li>elm</li>" in stored
    assert plain(stored) == "Plan We plant trees, see the page. oak elm"


def test_an_emptied_editor_stores_nothing() -> None:
    assert from_typed("<p><br></p>") == ""
    assert from_typed("  \n ") == ""
