# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The database goes away while people vote: they are told so, and what they chose comes back."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from sqlalchemy import event

from folkmoot.testing import Town

from .conftest import Vote
from .test_ballot_page import checked, in_box, reasons, send


@contextmanager
def unreachable(town: Town) -> Iterator[None]:
    """Every new connection of the site is tried where no server listens, and there are no old ones."""
    engine = town.platform.database.engine

    def connect(*_about: Any) -> Any:
        return psycopg.connect("host=/nowhere/at/all dbname=nothing")

    engine.dispose()
    event.listen(engine, "do_connect", connect)
    try:
        yield
    finally:
        event.remove(engine, "do_connect", connect)
        engine.dispose()


def test_what_was_chosen_comes_back_and_can_be_sent_again(vote: Vote) -> None:
    app = vote.town.browser(vote.town.account())
    form = app.get(vote.page).forms["ballot"]
    fields = [("csrf_token", form["csrf_token"].value), ("do", "cast"), ("choice", "opt-1"), ("choice", "opt-3")]
    with unreachable(vote.town):
        page = app.post(form.action, fields, status=503)
    assert reasons(page) == {"database-down"}
    assert page.headers["Retry-After"] == "10"
    assert page.headers["Cache-Control"] == "private, no-store"
    again = page.forms["again"]
    assert again.submit_fields() == fields
    assert "Thank you" in again.submit(status=303).follow().text
    assert checked(app.get(vote.page)) == {"opt-1", "opt-3"}
    assert in_box(vote) == 1


def test_a_page_that_is_only_read_says_so_too(vote: Vote) -> None:
    app = vote.town.browser(vote.town.account())
    with unreachable(vote.town):
        page = app.get(vote.page, status=503)
    assert reasons(page) == {"database-down"}
    assert page.content_type == "text/html"
    send(vote, app, 2, status=303)
