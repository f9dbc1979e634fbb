# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The votes of the demonstration: an open one, and a certified one whose bundle anybody can recount."""

import dataclasses
import io
import unicodedata
import zipfile
from collections.abc import Iterator

import pytest
from sqlalchemy import func, select

from folkmoot.accounts.models import Account
from folkmoot.db.server import Server
from folkmoot.demo import gallery
from folkmoot.demo.fill import fill_town
from folkmoot.demo.havenbrug.town import HAVENBRUG
from folkmoot.demo.havenbrug.votes import PLACES_TO_PLAY, SMALL_WISHES
from folkmoot.demo.words import Town as Content
from folkmoot.platform import Platform
from folkmoot.settings import Settings
from folkmoot.tenants.deletion import delete_tenant
from folkmoot.testing import Town
from folkmoot_essential.ledger.bundle.verdict import Exit
from folkmoot_essential.ledger.bundle.verifying import verify
from folkmoot_essential.voting import seeds
from folkmoot_essential.voting.composing import UNIT
from folkmoot_essential.voting.demo.parts import DemoVote
from folkmoot_essential.voting.follow_up.stages import DELIVERED, STOPPED, USUAL
from folkmoot_essential.voting.models import VotingBallot, VotingBundle, VotingElection, VotingVoter
from folkmoot_essential.voting.settings import VotingSettings

VOTES = [pytest.param(vote, id=vote.project) for votes in seeds.VOTES.values() for vote in votes]


def content() -> Content:
    """Havenbrug with nothing but its votes."""
    kept = {project.key for project in (PLACES_TO_PLAY, SMALL_WISHES)}
    accounts = tuple(
        dataclasses.replace(one, manages=tuple(key for key in one.manages if key in kept)) for one in HAVENBRUG.accounts
    )
    return dataclasses.replace(HAVENBRUG, accounts=accounts, folders=(), projects=(PLACES_TO_PLAY, SMALL_WISHES))


@pytest.fixture(scope="module")
def filled(
    platform: Platform, server: Server, settings: Settings, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Town]:
    """That town, gone again after the tests of this file."""
    fill_town(platform, content())
    platform.refresh()
    place = platform.place(HAVENBRUG.hosts[0])
    assert place is not None
    yield Town(platform, HAVENBRUG.slug, HAVENBRUG.hosts[0], place.site.id)
    certificate = tmp_path_factory.mktemp("certificate") / "certificate.json"
    delete_tenant(server.owner_url, settings.secret or "", settings.data, HAVENBRUG.slug, certificate)
    platform.refresh()


def test_one_vote_is_open_and_nobody_one_can_sign_in_as_has_voted(filled: Town) -> None:
    with filled.session() as db:
        elections = {one.state: one for one in db.scalars(select(VotingElection))}
        assert sorted(elections) == ["certified", "open"]
        cast = select(func.count()).select_from(VotingBallot).where(VotingBallot.election_id == elections["open"].id)
        assert db.scalar(cast) == seeds.PLACES_TO_PLAY.voters
        voted = set(db.scalars(select(VotingVoter.account_id)))
        samira = db.scalars(select(Account).where(Account.email == "samira@havenbrug.example")).one()
        assert samira.id not in voted
    browser = filled.browser(samira)
    page = browser.get("/en/projects/places-to-play-2027/2")
    assert len(page.html.select("input[name=choice]")) == 12
    form = page.forms["ballot"]
    form.set("choice", True, index=0)
    assert "Your ballot is in the box" in form.submit("do", value="cast", status=303).follow()


def test_the_certified_one_can_be_downloaded_and_recounted(filled: Town) -> None:
    page = filled.browser().get("/en/projects/small-wishes-2026/1/results")
    assert page.html.select_one("[data-reason=certified]")
    data = filled.browser().get("/en/projects/small-wishes-2026/1/recount.zip").body
    with filled.session() as db:
        bundle = db.scalars(select(VotingBundle)).one()
        key = db.scalars(select(VotingElection.public_key).where(VotingElection.state == "certified")).one()
        assert bundle.level == "L2"
    verdict = verify(data, expect_key=key)
    assert verdict.exit is Exit.AGREES, verdict.findings
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert "result.json" in archive.namelist()


def test_one_winner_is_delivered_and_its_page_says_so(filled: Town) -> None:
    page = filled.browser().get("/nl/projects/small-wishes-2026/1/follow-up")
    delivered = page.html.select_one("progress.meter")
    assert int(str(delivered["value"])) == 1
    [row] = [one for one in page.html.select("[data-winner]") if one.select_one(".badge-ok")]
    winner = filled.browser().get(str(row.select_one("a")["href"]))
    assert "Bel de bibliotheek" in winner
    assert winner.html.select_one("[data-stage=delivered][data-state=done]")


@pytest.mark.parametrize("vote", VOTES)
def test_what_a_vote_names_exists(vote: DemoVote) -> None:
    [project] = [one for one in HAVENBRUG.projects if one.key == vote.project]
    [phase] = [one for one in project.phases if one.key == vote.phase]
    settings = VotingSettings.model_validate(dict(phase.settings))
    assert all(one.cost <= settings.budget for one in vote.proposals)
    assert sum(one.cost for one in vote.proposals) > settings.budget
    assert vote.voters < HAVENBRUG.crowd
    assert {one.picture for one in vote.proposals} - {""} <= set(gallery.ALTERNATIVE_TEXTS)
    known = {key for key, _kind, _title in USUAL}
    assert {one.stage for one in vote.said} <= known
    assert vote.certified == (phase.ends is not None and phase.ends < 0)


@pytest.mark.parametrize("vote", VOTES)
def test_texts_are_there_in_every_language(vote: DemoVote) -> None:
    texts = [text for one in vote.proposals for text in (one.title, one.text)] + [one.text for one in vote.said]
    for text in texts:
        assert set(text) == set(HAVENBRUG.locales)
        for said in text.values():
            assert said.strip() == said != ""
            assert unicodedata.is_normalized("NFC", said)
    assert len({one.title["en"] for one in vote.proposals}) == len(vote.proposals)


@pytest.mark.parametrize("vote", VOTES)
def test_what_is_said_of_winners_fits(vote: DemoVote) -> None:
    for said in vote.said:
        proposal = vote.proposals[said.proposal - 1]
        assert (said.spent or 0) <= proposal.cost
        assert (said.reached_in or 0) <= 0
        assert said.stage != STOPPED
    assert any(one.stage == DELIVERED and one.reached_in is not None for one in vote.said) == vote.certified
    assert UNIT == 100
