# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The picture of an option: sent, described, shown on the ballot, replaced, taken away; and what isn't taken."""

import io
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import select
from webtest import Upload

from folkmoot.interfaces import MediaFile
from folkmoot_essential.voting.models import VotingOption

from .conftest import Vote


def photo(color: str = "red", **more: Any) -> Upload:
    data = io.BytesIO()
    Image.new("RGB", (640, 400), color).save(data, "JPEG", **more)
    return Upload("bench.jpg", data.getvalue(), "image/jpeg")


def send(vote: Vote, upload: Upload | None = None, status: int = 303, **fields: Any) -> Any:
    form = vote.town.browser(vote.manager).get(f"{vote.desk}/options/1").forms["option-change"]
    if upload is not None:
        form["picture"] = upload
    for name, value in fields.items():
        form[name] = value
    return form.submit(status=status)


def alt(text: str) -> dict[str, str]:
    return {"picture_alt.en": text}


def picture(vote: Vote) -> MediaFile | None:
    with vote.town.session() as db:
        chosen = select(VotingOption.picture_id).where(VotingOption.phase_id == vote.phase.id, VotingOption.number == 1)
        return db.scalar(select(MediaFile).where(MediaFile.id.in_(chosen)))


def test_a_picture_is_shown_on_the_ballot_with_its_words(planned: Vote) -> None:
    send(planned, photo(comment=b"taken by Anna"), **alt("A bench under a tree"))
    stored = picture(planned)
    assert stored is not None
    assert stored.alt["en"] == "A bench under a tree"
    planned.turn()
    page = planned.town.browser(planned.town.account()).get(planned.page)
    shown = page.html.select("#ballot img")
    assert [(tag["alt"], bool(tag["width"])) for tag in shown] == [("A bench under a tree", True)]
    sent = planned.town.browser().get(shown[0]["src"])
    assert b"Anna" not in sent.body


def test_other_words_another_picture_and_none(planned: Vote) -> None:
    send(planned, photo(), **alt("A bench"))
    first = picture(planned)
    assert first is not None
    send(planned, **alt("A red bench"))
    second = picture(planned)
    assert second is not None
    assert (second.id, second.alt["en"]) == (first.id, "A red bench")
    send(planned, photo("blue"), **alt("A blue bench"))
    third = picture(planned)
    assert third is not None
    assert third.id != first.id
    send(planned, remove_picture=True)
    assert picture(planned) is None


@pytest.mark.parametrize(("upload", "words", "message"), [
    (photo(), "", "Say what the picture shows."),
    (Upload("bench.jpg", b"no picture at all", "image/jpeg"), "A bench", ""),
])  # fmt: skip
def test_what_cannot_be_taken_is_said_and_nothing_is_stored(
    planned: Vote, upload: Upload, words: str, message: str
) -> None:
    page = send(planned, upload, 422, **alt(words))
    assert message in page.text
    assert page.html.select_one(".error-summary")
    assert page.forms["option-change"]["picture_alt.en"].value == words
    assert picture(planned) is None
    with planned.town.session() as db:
        assert not db.scalars(select(MediaFile)).all()


AGAIN = "choose the picture again"


def test_who_sent_a_picture_with_a_form_that_is_refused_is_told_to_choose_it_again(planned: Vote) -> None:
    for upload, fields in ((photo(), {"cost": "-10", **alt("A bench")}), (photo(), alt(""))):
        page = send(planned, upload, 422, **fields)
        assert AGAIN in page.html.select_one(".error-summary").get_text()
    assert AGAIN not in send(planned, None, 422, cost="-10")
    broken = Upload("bench.jpg", b"no picture at all", "image/jpeg")
    assert AGAIN not in send(planned, broken, 422, **alt("A bench"))


def test_words_are_kept_while_there_is_a_picture(planned: Vote) -> None:
    send(planned, photo(), **alt("A bench"))
    send(planned, status=422, **alt(""))
    stored = picture(planned)
    assert stored is not None
    assert stored.alt["en"] == "A bench"
