# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What goes in comes out, with its history, its statuses and its traces."""

import datetime
import threading

from sqlalchemy import select

from folkmoot.audit.models import Activity, AuditEntry
from folkmoot.contributions.interfaces import Draft, ListQuery, ReactionRules
from folkmoot.contributions.models import Contribution, Status
from folkmoot.contributions.tables import status
from folkmoot.hookspecs.contributions import StatusClass
from folkmoot.security.refusals import Refusal
from folkmoot.testing import Town
from folkmoot.testing.contributions import Forum

NOW = datetime.datetime.now(datetime.UTC)


def test_a_draft_becomes_a_public_contribution_with_its_first_status_and_one_activity(forum: Forum) -> None:
    author = forum.town.account()
    posted = forum.post(author.id, "  Cafe\u0301  at the\nharbour ", "One\r\n\r\nTwo\x00 ")
    with forum.town.session() as db:
        row = forum.contributions.by_number(db, posted.number)
        steps = forum.contributions.steps(db, posted.id)
        acts = db.scalars(select(Activity).where(Activity.subject_id == posted.id)).all()
    assert (row.title, row.body) == ("Café at the harbour", "One\n\nTwo")
    assert posted.published
    assert [step.status.status_class for step in steps] == [StatusClass.PROPOSED]
    assert [(act.verb, act.kind, act.account_id) for act in acts] == [("posted", "contribution", author.id)]
    assert acts[0].participant not in (None, author.id)


def test_a_person_has_one_participant_id_in_a_project_and_another_in_the_next(town: Town) -> None:
    author, first, second = town.account(), Forum(town), Forum(town)
    for forum in (first, first, second):
        forum.post(author.id)
    with town.session() as db:
        rows = db.execute(select(Activity.project_id, Activity.participant)).all()
    ids = {project: {participant for known, participant in rows if known == project} for project, _ in rows}
    assert [len(found) for found in ids.values()] == [1, 1]
    assert len(set.union(*ids.values())) == 2


def test_two_first_posts_at_once_make_one_set_of_statuses(forum: Forum) -> None:
    author = forum.town.account()
    threads = [threading.Thread(target=forum.post, args=(author.id,)) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with forum.town.session() as db:
        classes = db.scalars(select(Status.status_class).where(Status.method == "ideation")).all()
        assert len(db.scalars(select(Contribution.id)).all()) == 6
    assert len(classes) == len(set(classes)) == 9


def test_statuses_are_named_in_the_towns_languages(forum: Forum) -> None:
    forum.post(None)
    with forum.town.session() as db:
        known = forum.contributions.statuses(db, ["ideation"])
    assert [one.status_class for one in known][:2] == [StatusClass.PRESCREENING, StatusClass.PROPOSED]
    assert all(one.title["en"] for one in known)


def test_editing_keeps_the_earlier_text(forum: Forum) -> None:
    author = forum.town.account()
    posted = forum.post(author.id, "Old", "Old text")
    with forum.town.session() as db:
        assert forum.contributions.edit(db, posted.id, author.id, Draft("New", "New text", "en"), NOW) is None
        assert forum.contributions.edit(db, posted.id, author.id, Draft("New", "New text", "fr"), NOW) is None
    with forum.town.session() as db:
        row = forum.contributions.by_number(db, posted.number)
        versions = forum.contributions.versions(db, posted.id)
    assert (row.title, row.language, row.edited_at is not None) == ("New", "fr", True)
    assert [(version.title, version.body) for version in versions] == [("Old", "Old text")]


def test_what_is_withdrawn_leaves_lists_and_search_and_stays_as_a_row(forum: Forum) -> None:
    author = forum.town.account()
    posted = forum.post(author.id, "Fountain")
    with forum.town.session() as db:
        assert forum.contributions.listing(db, ListQuery(text="fountain")).total == 1
        forum.contributions.withdraw(db, posted.id, author.id, NOW)
    with forum.town.session() as db:
        assert forum.contributions.listing(db, ListQuery()).total == 0
        assert forum.search.find(db, "fountain", "en", ()) == []
        assert forum.contributions.by_number(db, posted.number).withdrawn_at is not None
        refused = forum.contributions.edit(db, posted.id, author.id, Draft("x", "y", "en"), NOW)
    assert isinstance(refused, Refusal)
    assert refused.code == "contribution-withdrawn"


def test_a_screened_one_is_hidden_until_it_is_published(forum: Forum) -> None:
    author, staff, other = forum.town.account(), forum.town.account("administrator"), forum.town.account()
    posted = forum.post(author.id, "Lighthouse", screened=True)
    own = ListQuery(author_id=author.id, viewer_id=author.id)
    with forum.town.session() as db:
        service = forum.contributions
        assert not posted.published
        assert service.listing(db, ListQuery()).total == 0
        assert service.listing(db, ListQuery(author_id=author.id, viewer_id=other.id)).total == 0
        assert service.listing(db, own).total == service.listing(db, ListQuery(hidden=True)).total == 1
        assert service.listing(db, ListQuery(text="lighthouse", hidden=True)).total == 0
        assert service.steps(db, posted.id) == []
        assert service.publish(db, posted.id, staff.id, NOW) is None
    with forum.town.session() as db:
        assert forum.contributions.listing(db, ListQuery(text="lighthouse")).total == 1
        assert [step.status.status_class for step in forum.contributions.steps(db, posted.id)] == [StatusClass.PROPOSED]


def test_statuses_by_hand_follow_their_classes(forum: Forum) -> None:
    staff = forum.town.account("administrator")
    posted = forum.post(None, at=NOW)
    with forum.town.session() as db:
        known = {one.status_class: one.id for one in forum.contributions.statuses(db, ["ideation"])}

        def give(wanted: StatusClass, **more: object) -> str:
            refused = forum.contributions.set_status(db, posted.id, known[wanted], staff.id, NOW, **more)
            return refused.code if refused else ""

        assert give(StatusClass.ACCEPTED) == ""
        assert give(StatusClass.PRESCREENING) == "status-automatic"
        assert give(StatusClass.ANSWERED) == give(StatusClass.INELIGIBLE) == "status-needs-reply"
        assert give(StatusClass.ANSWERED, reply=({"en": "Parks"}, {"en": "Yes, in May."})) == ""
        assert give(StatusClass.INELIGIBLE) == ""  # there is a reply now
        replies = forum.contributions.replies(db, posted.id)
        steps = forum.contributions.steps(db, posted.id)
        entries = db.scalars(select(AuditEntry.verb).order_by(AuditEntry.serial)).all()
    assert [reply.body for reply in replies] == [{"en": "Yes, in May."}]
    classes = [step.status.status_class for step in steps]
    assert classes == [StatusClass.PROPOSED, StatusClass.ACCEPTED, StatusClass.ANSWERED, StatusClass.INELIGIBLE]
    assert entries.count("contribution.status-set") == 3
    assert entries.count("contribution.answered") == 1


def test_a_status_of_another_method_is_refused(forum: Forum) -> None:
    staff = forum.town.account("administrator")
    posted = forum.post(None)
    with forum.town.session() as db:
        made = status.insert().values(method="other", status_class="accepted", title={"en": "x"}).returning(status.c.id)
        foreign = db.execute(made).scalar_one()
        refused = forum.contributions.set_status(db, posted.id, foreign, staff.id, NOW)
    assert refused is not None
    assert refused.code == "status-unknown"


def test_many_at_once_say_which_were_refused(forum: Forum) -> None:
    staff = forum.town.account("administrator")
    kept, gone = forum.post(None), forum.post(None)
    with forum.town.session() as db:
        forum.contributions.withdraw(db, gone.id, staff.id, NOW)
        accepted = next(s for s in forum.contributions.statuses(db, ["ideation"]) if s.status_class == "accepted")
        done = forum.contributions.set_statuses(db, [kept.id, gone.id], accepted.id, staff.id, NOW)
    assert done.changed == [kept.id]
    assert done.refused == {gone.id: "contribution-withdrawn"}


def test_an_automatic_status_is_given_by_a_rule_only_where_the_town_has_it(forum: Forum) -> None:
    posted = forum.post(None)
    with forum.town.session() as db:
        assert forum.contributions.set_automatic_status(db, posted.id, StatusClass.REJECTED, NOW)
        assert not forum.contributions.set_automatic_status(db, posted.id, StatusClass.REJECTED, NOW)
        assert not forum.contributions.set_automatic_status(db, posted.id, StatusClass.EXPIRED, NOW)


def test_a_reply_can_be_corrected_and_says_so(forum: Forum) -> None:
    staff = forum.town.account("administrator")
    posted = forum.post(None)
    with forum.town.session() as db:
        reply_id = forum.contributions.reply(db, posted.id, staff.id, {"en": "Parks"}, {"en": "No."}, NOW)
        assert forum.contributions.edit_reply(db, reply_id, staff.id, {"en": "Parks"}, {"en": "Yes."}, NOW)
        (reply,) = forum.contributions.replies(db, posted.id)
    assert (reply.body, reply.edited_at is not None) == ({"en": "Yes."}, True)


def test_the_author_likes_it_at_once_as_far_as_the_cap_allows(forum: Forum) -> None:
    author = forum.town.account()
    first = forum.post(author.id, like=ReactionRules(like_cap=1))
    second = forum.post(author.id, like=ReactionRules(like_cap=1))
    with forum.town.session() as db:
        counts = [forum.reactions.counts(db, posted.id, author.id) for posted in (first, second)]
    assert [(one.likes, one.mine) for one in counts] == [(1, 1), (0, None)]


def test_another_towns_contribution_does_not_exist(forum: Forum, other_town: Town) -> None:
    posted = forum.post(None)
    with other_town.session() as db:
        assert forum.contributions.by_number(db, posted.number) is None
        assert forum.contributions.listing(db, ListQuery(hidden=True, drafts=True)).total == 0
