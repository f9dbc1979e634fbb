# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Letters: their texts, and their form as they travel."""

import datetime
import email
import uuid
from email.policy import SMTP

import pytest

from folkmoot.mail.letters import render_letter
from folkmoot.mail.message import as_email
from folkmoot.mail.models import MailMessage

VALUES = {
    "name": "Zoë <b>&", "code": "123 456", "minutes": 30, "url": "http://t.test/x?a=1&b=2", "sign_in_url": "http://t.test/a",
    "reset_url": "http://t.test/b", "sign_up_url": "http://t.test/c",
}  # fmt: skip
LETTERS = ("sign_up_code", "already_registered", "reset_link", "reset_unknown", "password_changed", "account_deleted")


def letter_of(**values):
    words = "Dear Zoë,\n\nlong " + "word " * 60 + "\n"
    message = MailMessage(recipient="zoe@person.example", subject="Ünï", text=words, language="fr", **values)
    message.id = uuid.UUID(int=7)
    message.created_at = datetime.datetime(2026, 11, 21, 12, tzinfo=datetime.UTC)
    return message


@pytest.mark.parametrize("language", ["en", "fr", "nl"])
@pytest.mark.parametrize("name", LETTERS)
def test_every_letter_in_every_language(town, name, language):
    letter = render_letter(f"folkmoot:mail/templates/{name}.txt.jinja2", language, ("folkmoot",), town.site, **VALUES)
    assert letter.subject
    assert "\n" not in letter.subject
    assert "&amp;" not in letter.text, "plain text isn't escaped"
    assert "{" not in letter.text
    assert "%(" not in letter.text
    assert town.site.name[language] in letter.text


def test_the_code_stands_in_the_text_and_not_in_the_subject(town):
    letter = render_letter("folkmoot:mail/templates/sign_up_code.txt.jinja2", "en", ("folkmoot",), town.site, **VALUES)
    assert "123 456" in letter.text
    assert "123 456" not in letter.subject
    assert "Zoë" not in letter.text, "what the applicant typed isn't sent to a stranger's address"


def test_headers(town):
    sent = email.message_from_bytes(bytes(as_email(letter_of(), town.site)), policy=SMTP)
    assert sent["From"].addresses[0].addr_spec == f"no-reply@{town.host}"
    assert sent["To"] == "zoe@person.example"
    assert sent["Subject"] == "Ünï"
    assert sent["Message-ID"] == f"<00000000-0000-0000-0000-000000000007@{town.host}>"
    assert sent["Date"].datetime == datetime.datetime(2026, 11, 21, 12, tzinfo=datetime.UTC)
    assert sent["Auto-Submitted"] == "auto-generated"
    assert sent["Content-Language"] == "fr"
    assert sent.get_content_type() == "text/plain"
    assert sent.get_content().replace("\r\n", "\n") == letter_of().text
    assert max(len(line) for line in bytes(as_email(letter_of(), town.site)).split(b"\r\n")) < 998


def test_the_tenants_own_addresses(new_town):
    town = new_town(settings={"mail_from": "take-part@town.example", "contact_email": "help@town.example"})
    sent = as_email(letter_of(), town.site)
    assert sent["From"].addresses[0].addr_spec == "take-part@town.example"
    assert sent["Reply-To"] == "help@town.example"


@pytest.mark.parametrize("field", ["subject", "recipient", "language"])
def test_no_further_header_can_be_smuggled_in(town, field):
    message = letter_of()
    setattr(message, field, "x@y.example\r\nBcc: victim@person.example")
    with pytest.raises(ValueError):  # noqa: PT011
        as_email(message, town.site)
