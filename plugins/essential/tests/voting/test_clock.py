# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""A worker whose own clock is wrong turns nobody away who may vote, and thanks nobody who comes late."""

import datetime
from types import SimpleNamespace

import pytest

from folkmoot.web import request as web_request

from .conftest import Vote
from .test_ballot_page import in_box, reasons, send

HALF_AN_HOUR = datetime.timedelta(minutes=30)
HOUR = datetime.timedelta(hours=1)


def turn_clock(monkeypatch: pytest.MonkeyPatch, by: datetime.timedelta) -> None:
    """Of this process, as requests see it."""

    class Wrong(datetime.datetime):
        @classmethod
        def now(cls, tz: datetime.tzinfo | None = None) -> datetime.datetime:  # type: ignore[override]
            return datetime.datetime.now(tz) + by

    monkeypatch.setattr(web_request, "datetime", SimpleNamespace(datetime=Wrong, UTC=datetime.UTC))


def ends_in(vote: Vote, time: datetime.timedelta) -> None:
    from folkmoot.projects.models import Phase

    with vote.town.session() as db:
        phase = db.get(Phase, (vote.phase.id, vote.town.id))
        assert phase is not None
        phase.closes_at = vote.election(db).closes_at = datetime.datetime.now(datetime.UTC) + time


def test_a_fast_clock_turns_nobody_away(vote: Vote, monkeypatch: pytest.MonkeyPatch) -> None:
    ends_in(vote, HALF_AN_HOUR)
    turn_clock(monkeypatch, HOUR)
    app = vote.town.browser(vote.town.account())
    page = send(vote, app, 1, status=303).follow()
    assert "Thank you" in page.text
    assert "cast" in reasons(page)
    assert in_box(vote) == 1


def test_a_slow_clock_thanks_nobody_who_is_late(vote: Vote, monkeypatch: pytest.MonkeyPatch) -> None:
    app = vote.town.browser(vote.town.account())
    form = app.get(vote.page).forms["ballot"]
    ends_in(vote, -HALF_AN_HOUR)
    turn_clock(monkeypatch, -HOUR)
    values = [("csrf_token", form["csrf_token"].value), ("do", "cast"), ("choice", "opt-1")]
    assert "phase-closed" in reasons(app.post(form.action, values, status=403))
    assert in_box(vote) == 0
    assert "ballot" not in app.get(vote.page).forms
