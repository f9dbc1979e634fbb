# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""From the outbox to a real mail server on this machine."""

import datetime
import ipaddress
import socket
import ssl
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from sqlalchemy import func, select, text, update

from folkmoot.bootstrap import open_platform
from folkmoot.hookspecs.operations import TaskContext
from folkmoot.jobs.dispatch import Background, Dispatcher
from folkmoot.jobs.services import Jobs
from folkmoot.mail.delivery import DeliveryFailed, MailServer
from folkmoot.mail.message import as_email
from folkmoot.mail.models import MailMessage
from folkmoot.mail.services import Mailer
from folkmoot.mail.tasks import send, sweep
from folkmoot.settings import SettingsError

UTC = datetime.UTC
TO = "zoe@person.example"


@dataclass
class Sink:
    """A mail server that keeps what it gets; answers may be set for the next recipients."""

    port: int
    letters: list[Any] = field(default_factory=list)
    answer: str = "250 OK"

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802
        if self.answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.answer

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        self.letters.append(envelope)
        return "250 OK"


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture
def sink(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> Iterator[Sink]:
    """The server, and an installation that uses it."""
    made = Sink(free_port())
    controller = Controller(made, hostname="127.0.0.1", port=made.port)
    controller.start()
    monkeypatch.setenv("FOLKMOOT_SMTP_URL", f"smtp://127.0.0.1:{made.port}")
    monkeypatch.setenv("FOLKMOOT_DATA", str(tmp_path))
    monkeypatch.delenv("FOLKMOOT_DEVELOPMENT", raising=False)
    yield made
    controller.stop()


def write(town, subject="Hello"):
    with town.session() as db:
        return Mailer(Jobs(), ("folkmoot",)).send(db, town.site, TO, subject, "Dear Zoë, <b>\n", "fr")


def run(town, task, message=None, after=datetime.timedelta()):
    arguments = {"message_id": str(message.id)} if message else {}
    with town.session() as db:
        task(TaskContext(db, town.site, arguments, None, datetime.datetime.now(UTC) + after))


def state(town):
    with town.session() as db:
        return db.execute(select(MailMessage.state, MailMessage.attempts, MailMessage.text)).one()


def jobs(town):
    with town.session() as db:
        mine = "args->>'tenant' = :tenant AND args->>'task' = 'mail.send'"
        return db.scalar(text(f"SELECT count(*) FROM procrastinate_jobs WHERE {mine}"), {"tenant": str(town.id)})


def test_a_letter_is_sent_once_and_its_text_forgotten(town, sink):
    message = write(town)
    assert jobs(town) == 1
    run(town, send, message)
    run(town, send, message)
    (got,) = sink.letters
    assert got.rcpt_tos == [TO]
    assert got.mail_from == f"no-reply@{town.host}"
    assert b"Auto-Submitted: auto-generated" in got.content
    assert state(town) == ("sent", 1, "")


def test_a_worker_finds_the_way_from_job_to_server(town, sink, settings, server):
    write(town)
    background = open_platform(settings, server, build=Background)
    with town.session() as db:
        query = text("SELECT args FROM procrastinate_jobs WHERE args->>'tenant' = :tenant")
        (arguments,) = db.scalars(query, {"tenant": str(town.id)})
    Dispatcher(background).run(None, **arguments)
    background.close()
    assert [got.rcpt_tos for got in sink.letters] == [[TO]]
    assert state(town)[0] == "sent"


def test_in_development_the_text_stays(town, sink, monkeypatch):
    monkeypatch.setenv("FOLKMOOT_DEVELOPMENT", "true")
    message = write(town)
    run(town, send, message)
    assert state(town) == ("sent", 1, "Dear Zoë, <b>\n")


def test_without_a_mail_server_letters_wait(town, sink, monkeypatch):
    monkeypatch.delenv("FOLKMOOT_SMTP_URL")
    message = write(town)
    run(town, send, message)
    run(town, sweep, after=datetime.timedelta(hours=1))
    assert state(town) == ("queued", 0, "Dear Zoë, <b>\n")
    assert jobs(town) == 1


def test_a_letter_of_a_transaction_that_fails_is_none(town):
    class Oops(Exception):
        pass

    def fail():
        with town.session() as db:
            Mailer(Jobs(), ("folkmoot",)).send(db, town.site, TO, "x", "y", "en")
            raise Oops

    with pytest.raises(Oops):
        fail()
    with town.session() as db:
        assert db.scalar(select(func.count()).select_from(MailMessage)) == 0
    assert jobs(town) == 0


def test_what_a_server_puts_off_is_tried_again_later(town, sink):
    message = write(town)
    sink.answer = "451 try again later"
    run(town, send, message)
    assert state(town) == ("queued", 1, "Dear Zoë, <b>\n")
    run(town, sweep)
    assert jobs(town) == 1, "not due yet"
    run(town, sweep, after=datetime.timedelta(minutes=11))
    assert jobs(town) == 2
    sink.answer = "250 OK"
    run(town, send, message)
    assert state(town)[:2] == ("sent", 2)


def test_what_a_server_refuses_for_good_has_failed(town, sink):
    message = write(town)
    sink.answer = "550 no such user"
    run(town, send, message)
    assert state(town) == ("failed", 1, "")
    run(town, sweep, after=datetime.timedelta(days=1))
    assert jobs(town) == 1


def test_patience_ends(town, sink):
    message = write(town)
    with town.session() as db:
        db.execute(update(MailMessage).values(attempts=7))
    sink.answer = "451 try again later"
    run(town, send, message)
    assert state(town)[:2] == ("failed", 8)


def test_a_server_that_is_away_costs_nothing_but_an_attempt(town, sink, monkeypatch):
    monkeypatch.setenv("FOLKMOOT_SMTP_URL", "smtp://127.0.0.1:1")
    message = write(town)
    run(town, send, message)
    assert state(town)[:2] == ("queued", 1)


def test_old_letters_are_not_sent_when_a_server_comes_at_last(town, sink):
    write(town)
    run(town, sweep, after=datetime.timedelta(days=4))
    assert jobs(town) == 1


def test_a_letter_of_another_town_is_out_of_reach(town, other_town, sink):
    message = write(town)
    run(other_town, send, message)
    assert sink.letters == []


def test_a_password_is_not_sent_in_the_clear(sink, monkeypatch):
    server = MailServer("127.0.0.1", sink.port, encrypted=False, user="u", password="secret")
    monkeypatch.setattr(MailServer, "is_local", False)
    with pytest.raises(DeliveryFailed, match="no encryption"):
        server.deliver(None)
    assert "secret" not in repr(server)


def test_addresses_of_servers():
    server = MailServer.from_url("smtps://me%40x:p%3Aw@mail.example")
    assert server == MailServer("mail.example", 465, encrypted=True, user="me@x", password="p:w")
    assert MailServer.from_url("smtp://mail.example:587").port == 587
    assert MailServer.from_url("smtp://localhost").is_local
    for wrong in ("http://mail.example", "mail.example", "smtp://"):
        with pytest.raises(SettingsError, match="FOLKMOOT_SMTP_URL"):
            MailServer.from_url(wrong)


def test_encryption_is_used_where_it_is_offered_and_checked(town, certificate, monkeypatch):
    """STARTTLS and smtps with a certificate we trust; with one we don't, nothing is handed over."""
    monkeypatch.setattr(MailServer, "is_local", False)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    letter = as_email(write(town), town.site)
    for options, encrypted in (({"tls_context": context}, False), ({"ssl_context": context}, True)):
        made = Sink(free_port())
        controller = Controller(made, hostname="127.0.0.1", port=made.port, **options)
        with monkeypatch.context() as trusting:
            trusting.setenv("SSL_CERT_FILE", str(certificate))
            controller.start()
            server = MailServer("127.0.0.1", made.port, encrypted)
            server.deliver(letter)
        with pytest.raises(DeliveryFailed, match="certificate"):
            server.deliver(letter)
        controller.stop()
        assert [got.rcpt_tos for got in made.letters] == [[TO]]


@pytest.fixture
def certificate(tmp_path):
    """Key and certificate of 127.0.0.1, signed by itself, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    plain = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    file = tmp_path / "server.pem"
    file.write_bytes(key.private_bytes(*plain) + made.public_bytes(serialization.Encoding.PEM))
    return file
