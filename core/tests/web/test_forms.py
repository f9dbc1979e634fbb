# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Forms: what is read, what is refused, and that nothing typed is lost."""

import datetime
from collections.abc import Callable
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError
from pyramid.request import Request

from folkmoot.web.forms import Form, UploadedFile

Requests = Callable[..., Request]


class Order(StrEnum):
    NEW = "new"
    MOST_LIKED = "most_liked"


ORDERS = {"new": "Newest", "most_liked": "Liked"}


class Settings(BaseModel):
    """One field of every kind, as a plugin would write it."""

    model_config = ConfigDict(extra="forbid")

    title: dict[str, Annotated[str, StringConstraints(max_length=20)]] = Field(title="Title")
    note: str = Field("", title="Note", max_length=10, json_schema_extra={"widget": "textarea"})
    order: Order = Field(Order.NEW, title="Order", json_schema_extra={"options": ORDERS})
    views: list[Order] = Field([Order.NEW], title="Views")
    cap: int | None = Field(None, title="Cap", ge=1, le=100)
    share: Decimal = Field(Decimal("0.5"), title="Share")
    kind: Literal["idea", "big_question"] = "idea"
    open_to_all: bool = Field(True, title="Open to all")
    budget: int = Field(0, ge=0, le=1_250_000_00, title="Budget", json_schema_extra={"widget": "money"})
    starts: datetime.datetime | None = Field(None, title="Starts")
    day: datetime.date | None = Field(None, title="Day")
    email: str = Field("", title="E-mail", json_schema_extra={"widget": "email"})
    picture: UploadedFile | None = Field(None, title="Picture")
    words: list[str] = Field(default_factory=list, title="Words")


GOOD = [("title.fr", "Parc"), ("order", "most_liked"), ("views", "new"), ("views", "most_liked"), ("kind", "idea"),
        ("csrf_token", "x")]  # fmt: skip


Submitted = Callable[..., Form[Settings]]


@pytest.fixture
def submitted(form_request: Requests) -> Submitted:
    def submit(*pairs: tuple[str, str], locale: str = "en", initial: Settings | None = None) -> Form[Settings]:
        names = {name for name, _value in pairs}
        post = [pair for pair in GOOD if pair[0] not in names] + list(pairs)
        return Form(Settings, form_request(post, locale), initial)

    return submit


def test_widgets_follow_the_annotations(form_request: Requests) -> None:
    widgets = {field.name: field.widget for field in Form(Settings, form_request())}
    assert widgets == {
        "title": "multiloc", "note": "textarea", "order": "radios", "views": "checks", "cap": "number",
        "share": "number", "kind": "radios", "open_to_all": "checkbox", "budget": "money",
        "starts": "datetime", "day": "date",
        "email": "email", "picture": "file", "words": "lines",
    }  # fmt: skip


def test_a_plugins_model_that_forbids_extras_takes_a_whole_form(submitted: Submitted) -> None:
    form = submitted(
        ("cap", "12"), ("budget", "1 250,50"), ("day", "2026-12-24"), ("words", "a\r\n\r\n b "), ("share", "0,25"),
        ("note", "  Cafe\u0301 "), ("starts", "2026-12-01T09:00"), locale="fr",
    )  # fmt: skip
    assert form.validate(), form.errors
    data = form.data
    assert data.title == {"fr": "Parc"}
    assert (data.order, data.views) == (Order.MOST_LIKED, [Order.NEW, Order.MOST_LIKED])
    assert (data.cap, data.budget, data.share, data.day) == (12, 125050, Decimal("0.25"), datetime.date(2026, 12, 24))
    assert data.starts == datetime.datetime(2026, 12, 1, 8, 0, tzinfo=datetime.UTC)
    assert (data.note, data.words, data.open_to_all) == ("Caf\u00e9", ["a", "b"], False)


@pytest.mark.parametrize(
    ("name", "typed", "sentence"),
    [
        ("note", "far too long a note", "Note: write at most 10 characters."),
        ("cap", "many", "Cap: this is no number."),
        ("cap", "1,5e3", "Cap: this is no number."),
        ("cap", "2.5", "Cap: give a whole number."),
        ("cap", "0", "Cap: must be at least 1."),
        ("cap", "101", "Cap: must be at most 100."),
        ("cap", "9" * 400, "Cap: this is no number."),
        ("share", "NaN", "Share: this is no number."),
        ("order", "best", "Order: choose one of the options."),
        ("views", "best", "Views: choose one of the options."),
        ("kind", "survey", "Kind: choose one of the options."),
        ("budget", "12.345", "Budget: this is no amount of money."),
        ("budget", "-5", "Budget: must be at least €0."),
        ("budget", "1250000.01", "Budget: must be at most €1,250,000."),
        ("day", "32 December", "Day: this is no date."),
        ("starts", "2026-12-01T25:00", "Starts: give a date and a time."),
        ("starts", "2026-12-01T10:00+09:00", "Starts: give a date and a time."),
        ("email", "someone", "E-mail: this is no e-mail address. It should look like name@example.org."),
        ("email", "a@b@c.org", "E-mail: this is no e-mail address. It should look like name@example.org."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    submitted: Submitted, name: str, typed: str, sentence: str
) -> None:
    form = submitted((name, typed), ("note", "kept") if name != "note" else ("email", "a@b.org"))
    assert not form.validate()
    assert form.errors == [(name, sentence)]
    assert form[name].value in (typed, [typed])
    assert form["title"].value["fr"] == "Parc"


def test_a_missing_text_is_marked_in_the_default_language(submitted: Submitted) -> None:
    form = submitted(("title.fr", "  "), ("title.nl", ""))
    assert not form.validate()
    assert form.errors == [("title.fr", "Title: please fill this in.")]
    assert form["title"].missing == ["fr", "nl"]


def test_an_error_of_one_language_stands_at_that_language(submitted: Submitted) -> None:
    form = submitted(("title.nl", "x" * 21))
    assert not form.validate()
    assert form.errors == [("title.nl", "Title: write at most 20 characters.")]
    assert form["title"].value == {"fr": "Parc", "nl": "x" * 21, "en": ""}


def test_texts_in_a_language_the_town_dropped_outlive_the_form(submitted: Submitted) -> None:
    form = submitted(initial=Settings(title={"fr": "Vieux", "de": "Alt"}))
    assert form.validate()
    assert form.data.title == {"fr": "Parc", "de": "Alt"}


def test_all_errors_come_at_once(submitted: Submitted) -> None:
    form = submitted(("cap", "x"), ("note", "y" * 11), ("day", "no"))
    assert not form.validate()
    assert [name for name, _text in form.errors] == ["note", "cap", "day"]


def test_sentences_are_translated_by_the_requests_own_catalogue(submitted: Submitted) -> None:
    form = submitted(("cap", "x"))
    form.request.gettext = lambda text, **values: "<" + (text % values if values else text) + ">"
    assert not form.validate()
    assert form.errors == [("cap", "<Cap: this is no number.>")]


def test_options_may_come_late_and_bind(form_request: Requests) -> None:
    class Choice(BaseModel):
        area: str | None = Field(None, title="Area", json_schema_extra={"widget": "select"})

    for typed, accepted in (("1", True), ("2", False), ("", True)):
        form = Form(Choice, form_request({"area": typed}))
        form["area"].options = [("1", "North")]
        assert form.validate() is accepted
        assert form["area"].value == typed


def test_control_characters_and_nul_never_reach_the_database(submitted: Submitted) -> None:
    form = submitted(("note", "a\x00b\x07c\u2028d"))
    assert form.validate()
    assert form.data.note == "abc\u2028d"


def test_a_password_keeps_its_spaces_and_never_comes_back(form_request: Requests) -> None:
    class SignIn(BaseModel):
        password: str = Field(min_length=3, title="Password", json_schema_extra={"widget": "password"})

    form = Form(SignIn, form_request({"password": " x"}))
    assert not form.validate()
    assert form["password"].value == ""
    form = Form(SignIn, form_request({"password": " xy "}))
    assert form.validate()
    assert form.data.password == " xy "


def test_a_rule_over_two_fields_names_the_field(form_request: Requests) -> None:
    class Span(BaseModel):
        low: int = Field(title="Low")
        high: int = Field(title="High")

        @model_validator(mode="after")
        def ordered(self) -> "Span":
            if self.high < self.low:
                raise PydanticCustomError("order", "%(label)s: must not be below the other.", {"field": "high"})
            return self

    form = Form(Span, form_request({"low": "5", "high": "1"}))
    assert not form.validate()
    assert form.errors == [("high", "High: must not be below the other.")]


def test_two_forms_stand_in_one_by_prefix(form_request: Requests) -> None:
    class Small(BaseModel):
        title: str = Field(title="Title")

    request = form_request({"title": "Phase", "settings.title": "Settings"})
    first, second = Form(Small, request), Form(Small, request, prefix="settings")
    assert first.validate()
    assert second.validate()
    assert (first.data.title, second.data.title, second["title"].id) == ("Phase", "Settings", "f-settings-title")


def test_initial_values_are_shown_as_controls_want_them(form_request: Requests) -> None:
    initial = Settings(
        title={"fr": "Parc"}, budget=123450, share=Decimal("0.5"),
        starts=datetime.datetime(2026, 7, 1, 8, tzinfo=datetime.UTC),
    )  # fmt: skip
    form = Form(Settings, form_request(locale="nl"), initial)
    assert [form[name].value for name in ("budget", "share", "starts", "order", "views", "cap")] == [
        "1234,50", "0,5", "2026-07-01T10:00", "new", ["new"], "",
    ]  # fmt: skip


def test_a_file_comes_with_name_and_bytes(form_request: Requests) -> None:
    class Sending(BaseModel):
        picture: UploadedFile = Field(title="Picture")

    request = form_request({"picture": ("..\\..\\C:\\cat\u0000.png", b"bytes")})
    form = Form(Sending, request)
    assert form.upload
    assert form.validate()
    assert (form.data.picture.name, form.data.picture.data) == ("cat.png", b"bytes")
    form = Form(Sending, form_request({"picture": ""}))
    assert not form.validate()
    assert form.errors == [("picture", "Picture: please choose a file.")]
