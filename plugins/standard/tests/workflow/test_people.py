# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""People who go: what the desk keeps of them follows the catalogue."""

from folkmoot.contributions.interfaces import Posted
from folkmoot.plugins.erasure import erase_account

from .conftest import Desk, submit


def used(desk: Desk, idea: Posted) -> None:
    """Everything that bears Mona's id."""
    path = f"/admin/workflow/contributions/{idea.number}"
    mona = desk.browser("manager")
    submit(mona.get(path), "Assign", assignee=str(desk.manager.id))
    submit(mona.get(path), "Keep this note", body="Mona's own words")
    submit(mona.get(f"/admin/workflow/phases/{desk.mine.phase.id}/evaluation"), "Put it into the table")
    desk.execute("INSERT INTO workflow_evaluator (contribution_id, account_id) VALUES (:id, :who)",
                 id=idea.id, who=desk.manager.id)  # fmt: skip
    desk.execute(
        "INSERT INTO workflow_announcement (id, phase_id, started_by_id, link, statuses, total, letters)"
        " VALUES (gen_random_uuid(), :phase, :who, '', '{}', 0, 0)", phase=desk.mine.phase.id, who=desk.manager.id,
    )  # fmt: skip


def test_erasing_a_colleague_leaves_what_was_done_without_a_name(desk: Desk, idea: Posted) -> None:
    used(desk, idea)
    with desk.town.session() as db:
        erase_account(db, desk.manager.id, texts=False)
    assert desk.execute("SELECT assignee_id FROM workflow_follow_up") == [(None,)]
    assert desk.execute("SELECT author_id, body FROM workflow_note") == [(None, "Mona's own words")]
    assert desk.execute("SELECT account_id FROM workflow_evaluator") == []
    assert desk.execute("SELECT started_by_id FROM workflow_announcement") == [(None,)]
    assert desk.execute("SELECT DISTINCT person_id FROM workflow_event") == [(None,)]
    page = desk.browser().get(f"/admin/workflow/contributions/{idea.number}")
    assert "Former colleague" in page
    assert "Mona Manager" not in page


def test_their_texts_go_when_they_wish_it(desk: Desk, idea: Posted) -> None:
    used(desk, idea)
    with desk.town.session() as db:
        erase_account(db, desk.manager.id, texts=True)
    assert desk.execute("SELECT author_id, body FROM workflow_note") == [(None, "")]
    assert "The text was erased." in desk.browser().get(f"/admin/workflow/contributions/{idea.number}")


def test_no_column_of_a_person_is_left_unclassified(desk: Desk) -> None:
    rows = desk.execute("SELECT table_name || '.' || name FROM catalogue_column WHERE kind <> 'none'"
                        " AND table_name LIKE 'workflow_%' ORDER BY 1")  # fmt: skip
    assert [row[0] for row in rows] == [
        "workflow_announcement.started_by_id", "workflow_evaluator.account_id", "workflow_event.person_id",
        "workflow_follow_up.assignee_id", "workflow_note.author_id", "workflow_note.body",
    ]  # fmt: skip
