# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""A certified vote whose first winner was made of an idea that people had supported."""

import dataclasses
import datetime
import io
import uuid
from dataclasses import dataclass, field
from typing import Any

from PIL import Image
from sqlalchemy import select
from sqlalchemy.orm import Session

from folkmoot.accounts.models import Account
from folkmoot.contributions.models import ContributionReaction
from folkmoot.hookspecs.operations import TaskContext
from folkmoot.jobs.task_services import task_services
from folkmoot.mail.models import MailMessage
from folkmoot.testing.contributions import Forum
from folkmoot_essential.voting.follow_up import telling
from folkmoot_essential.voting.models import VotingOption, VotingStep, VotingTold

from .conftest import Vote

TODAY = datetime.datetime.now(datetime.UTC).date()
YESTERDAY = TODAY - datetime.timedelta(days=1)
TOMORROW = TODAY + datetime.timedelta(days=2)
TEXT = {"en": "Spades are out.", "fr": "On creuse.", "nl": "De schop in de grond."}


@dataclass
class Won:
    """A certified vote; options 1, 2 and 3 won. Option 1 began with an idea."""

    vote: Vote
    author: Account
    supporters: list[Account] = field(default_factory=list)

    @property
    def desk(self) -> str:
        return f"{self.vote.desk}/follow-up"

    @property
    def page(self) -> str:
        return f"{self.vote.page}/follow-up"

    def browser(self, who: Account | None = None) -> Any:
        return self.vote.town.browser(who)

    def option(self, number: int) -> VotingOption:
        with self.vote.town.session() as db:
            return next(one for one in self.vote.rows(db) if one.number == number)

    def form(self, stage: str, number: int = 1) -> Any:
        """The form of a stage as the manager sees it."""
        return self.browser(self.vote.manager).get(f"{self.desk}/{number}/{stage}").forms["step"]

    def say(self, stage: str, number: int = 1, status: int = 303, **values: Any) -> Any:
        """Fill the form of a stage and send it."""
        form = self.form(stage, number)
        for name, value in values.items():
            form[name.replace("__", ".")] = str(value)
        return form.submit("do", value="save", status=status)

    def step(self, stage: str, number: int = 1) -> VotingStep | None:
        option = self.option(number)
        with self.vote.town.session() as db:
            statement = select(VotingStep).where(VotingStep.option_id == option.id, VotingStep.stage == stage)
            return db.scalar(statement)

    def work(self, stage: str = "delivered", number: int = 1) -> None:
        """What the job of a stage's letters does."""
        step = self.step(stage, number)
        assert step is not None
        with self.vote.town.session() as db:
            address = f"https://{self.vote.town.host}/{{lang}}{self.page.removeprefix('/en')}/{number}"
            telling.run(self.context(db, step=str(step.id), address=address))

    def context(self, db: Session, **arguments: Any) -> TaskContext:
        """What a worker gives the task: letters come from the packages of the town's composition."""
        made = self.vote.context(db, **arguments)
        place = self.vote.town.platform.place(self.vote.town.host)
        assert place is not None
        packages = place.application.registry.folkmoot_packages  # type: ignore[attr-defined]
        services = task_services(made.plugins, packages, self.vote.town.platform.settings.secret or "")
        return dataclasses.replace(made, service=services)

    def letters(self) -> list[MailMessage]:
        with self.vote.town.session() as db:
            return list(db.scalars(select(MailMessage).order_by(MailMessage.recipient)))

    def told(self) -> list[uuid.UUID]:
        with self.vote.town.session() as db:
            return list(db.scalars(select(VotingTold.account_id)))


def make_won(planned: Vote) -> Won:
    """Supporters and an author, an option made of their idea, ballots of others, and certification."""
    town = planned.town
    forum = Forum(town)
    author = town.account(locale="fr", display_name="Fleur")
    posted = forum.post(author.id, "An oak")
    supporters = [town.account(locale="nl"), town.account()]
    unconfirmed, against = town.account(email_confirmed_at=None), town.account()
    given = [(one, 1) for one in (*supporters, unconfirmed)] + [(against, -1)]
    with town.session() as db:
        rows = [ContributionReaction(contribution_id=posted.id, account_id=one.id, value=value) for one, value in given]
        db.add_all(rows)
        db.merge(planned.rows(db)[0]).contribution_id = posted.id
    planned.turn()
    for number, voter in enumerate([town.account() for _ in range(3)]):
        planned.cast(voter, *range(1, 4 - number))
    planned.end()
    planned.certify()
    return Won(planned, author, supporters)


def drawn(colour: str = "green") -> bytes:
    """A small picture as a browser sends it."""
    buffer = io.BytesIO()
    Image.new("RGB", (640, 400), colour).save(buffer, "PNG")
    return buffer.getvalue()
