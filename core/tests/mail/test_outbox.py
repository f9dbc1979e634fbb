# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The development outbox."""

from folkmoot.bootstrap import open_platform
from folkmoot.mail.models import MailMessage


def letter(town, body, number=0):
    with town.session() as db:
        db.add(MailMessage(recipient=f"p{number}@x.example", subject=f"Letter {number}", text=body, language="en"))


def test_letters_are_read_and_their_links_followed(town, other_town):
    letter(town, "Go to http://town.test/en/reset/abc?x=1&y=2\n<script>alert(1)</script>")
    page = town.browser().get("/admin/outbox", status=200)
    assert page.html.find("a", href="http://town.test/en/reset/abc?x=1&y=2") is not None
    assert "<script>alert" not in page.text
    assert "Letter 0" not in other_town.browser().get("/admin/outbox").text


def test_it_shows_the_newest_fifty(town):
    for number in range(52):
        letter(town, "x", number)
    page = town.browser().get("/admin/outbox")
    found = [item["data-recipient"] for item in page.html.select("[data-letter]")]
    assert (len(found), found[0], found[-1]) == (50, "p51@x.example", "p2@x.example")


def test_elsewhere_than_in_development_it_does_not_exist(town, settings, server):
    public = open_platform(settings.model_copy(update={"development": False}), server)
    boss = town.account("administrator")
    browser = town.browser(boss)
    browser.app = public
    browser.get("/admin/outbox", status=404)
    public.close()
