# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""What an analysis reads: contributions, their comments, rows of files; live from the rows, or nothing at all."""

import uuid

from webtest import Upload

from folkmoot_premium.insights import checking

from .conftest import Room, submit


def kinds(room: Room) -> dict[str, int]:
    sql = "SELECT left(item, 1) AS kind, count(*) AS num FROM insights_item GROUP BY 1"
    return {row.kind: row.num for row in room.execute(sql)}


def comment(room: Room, idea: uuid.UUID, body: str, official: str = "false") -> str:
    key = str(uuid.uuid4())
    room.execute(
        "INSERT INTO comment (id, project_id, contribution_id, official, body, language, extra)"
        " SELECT :key, project_id, id, CAST(:official AS boolean), :body, 'en', '{}' FROM contribution"
        " WHERE id = :idea",
        key=key, idea=idea, body=body, official=official,
    )  # fmt: skip
    return key


def test_contributions_comments_and_rows_are_read_together_and_checked_again(room: Room) -> None:
    posted = room.fill()
    room.mine.post(None, "Not yet online", "Waits for screening.", screened=True)
    said = comment(room, posted[0].id, "Trees near the river would be better still.")
    comment(room, posted[0].id, "The town thanks you.", official="true")
    key = room.analysis(comments="1")
    submit(room.browser().get(f"/admin/insights/{key}/runs/1"), "Stop")
    data = b"nummer,tekst,taal\n7,Meer bomen langs de straten,nl\n8,Une ligne de bus la nuit,fr\n"
    file = room.browser().get(f"/admin/insights/{key}/files/new")
    submit(file, "Add and look at it", file=Upload("letters.csv", data))
    submit(room.browser().get(f"/admin/insights/{key}"), "Run it again")
    room.work()
    assert kinds(room) == {"c": 24, "m": 1, "u": 2}
    here = f"/admin/insights/{key}/runs/2"
    assert room.execute("SELECT language FROM insights_item WHERE item LIKE 'u:%' ORDER BY item") == [("nl",), ("fr",)]
    page = room.browser().get(f"{here}/texts/m:{said}")
    assert "Trees near the river" in page
    assert f"comment on #{posted[0].number}" in page
    submit(room.browser().get(f"{here}/record"), "Check again")
    room.work()
    assert room.one("SELECT checked FROM insights_run WHERE number = 2") == checking.SAME
    room.execute("UPDATE comment SET removed_at = now(), removed_by = 'staff' WHERE id = :id", id=said)
    room.browser().get(f"{here}/texts/m:{said}", status=404)
    assert "26 texts" in room.browser().get(f"{here}/themes")
    room.execute("UPDATE contribution SET withdrawn_at = now() WHERE id = :id", id=posted[0].id)
    assert "25 texts" in room.browser().get(f"{here}/themes")


def test_nothing_to_read_and_a_single_text_are_answered_calmly(room: Room) -> None:
    idea = room.mine.post(None, "A bench", "In the park.")
    key = room.analysis(themes="")
    room.execute("UPDATE contribution SET withdrawn_at = now() WHERE id = :id", id=idea.id)
    room.work()
    here, browser = f"/admin/insights/{key}/runs", room.browser()
    for path in ("/themes", "/map", "/record", "/compare", "/themes/all", "/export.json"):
        browser.get(f"{here}/1{path}")
    assert "No themes" in browser.get(f"{here}/1/themes")
    room.execute("UPDATE contribution SET withdrawn_at = NULL WHERE id = :id", id=idea.id)
    submit(browser.get(f"/admin/insights/{key}"), "Run it again")
    room.work()
    assert "1 theme, 1 text" in browser.get(f"{here}/2/themes")
    browser.get(f"{here}/2/compare")
