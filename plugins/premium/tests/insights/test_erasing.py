# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Who is erased leaves no trace: at once on pages and in downloads, and in the stored bytes after the next run."""

import io
import json
import zipfile
from typing import Any

from folkmoot.plugins.erasure import erase_account
from folkmoot_premium.insights import checking, forgetting

from .conftest import Room, submit

SECRET = ("zeppelinmast", "luftballon", "ankerplatz")
"""Words that one person alone uses, over and over, so that they name a theme."""


def stored(room: Room) -> str:
    """Every byte of every table of the module, of this town."""
    names = room.execute("SELECT table_name FROM information_schema.tables WHERE table_name LIKE 'insights\\_%'")
    rows = [row for one in names for row in room.execute(f'SELECT t::text AS told FROM "{one.table_name}" t')]
    return "\n".join(row.told for row in rows).lower()


def blobs(room: Room) -> bytes:
    """Every column of bytes of these tables."""
    columns = room.execute(
        "SELECT table_name, column_name FROM information_schema.columns"
        " WHERE table_name LIKE 'insights\\_%' AND data_type = 'bytea'"
    )
    found = [
        row.told
        for one in columns
        for row in room.execute(f'SELECT "{one.column_name}" AS told FROM "{one.table_name}"')
    ]
    return b"".join(bytes(one) for one in found if one)


def shown(room: Room, here: str) -> str:
    browser, key = room.browser(), here.split("/runs/", maxsplit=1)[0]
    paths = (f"{here}/themes", f"{here}/map", f"{here}/themes/all", f"{here}/record", f"{here}/compare")
    pages = [browser.get(path).text for path in (*paths, key, f"{key}/edits", "/admin/insights")]
    pages += [browser.get(f"{here}/export.{kind}").text for kind in ("csv", "json")]
    with zipfile.ZipFile(io.BytesIO(browser.get(f"{here}/export.xlsx").body)) as book:
        pages += [book.read(name).decode() for name in book.namelist()]
    return "\n".join(pages).lower()


def state(room: Room) -> Any:
    return room.execute("SELECT * FROM insights_run ORDER BY number DESC LIMIT 1")[0]


def test_erasing_an_author_leaves_no_trace_of_their_words(room: Room) -> None:
    room.fill()
    author = room.town.account()
    for number in range(8):
        room.mine.post(
            author.id, f"A {SECRET[0]} number {number}", f"{SECRET[0]} {SECRET[1]} at the {SECRET[2]} again."
        )
    here = room.finished(themes="4")
    assert all(word in shown(room, here) for word in SECRET)
    assert any(word in stored(room) for word in SECRET)
    theme = room.one("SELECT theme FROM insights_saying WHERE said = :word", word=SECRET[0])
    submit(room.browser().get(f"{here}/themes/{theme}"), "Let the program split it in two")
    room.work()
    with room.town.session() as db:
        erase_account(db, author.id, texts=True)
    told = shown(room, here)
    assert not [word for word in SECRET if word in told], "at once on every page and in every download"
    assert "8 texts that the run read are gone since" in room.browser().get(f"{here}/record")
    assert json.loads(room.browser().get(f"{here}/export.json").body)["removed_since"] == 8
    assert room.one("SELECT input_hash FROM insights_run") == json.loads(state(room).record)["input"]["sha256"]
    room.do(forgetting.TASK.name, {})
    assert not [word for word in SECRET if word in stored(room)]
    submit(room.browser().get(here.split("/runs/")[0]), "Run it again")
    room.work()
    assert state(room).number == 2
    assert state(room).inputs == 24
    assert not [word for word in SECRET if word in stored(room) or word.encode() in blobs(room).lower()]
    assert not [word for word in SECRET if word in shown(room, here.replace("/runs/1", "/runs/2"))]


def test_withdrawn_and_hidden_texts_leave_every_count_and_come_back_with_their_author(room: Room) -> None:
    posted = room.fill()
    here = room.finished()
    gone = [str(one.id) for one in posted[:3]]
    sizes = "SELECT count(*) FROM contribution c WHERE withdrawn_at IS NULL AND published_at IS NOT NULL"
    for change, back in (
        ("withdrawn_at = now()", "withdrawn_at = NULL"),
        ("published_at = NULL", "published_at = now()"),
    ):
        room.execute(f"UPDATE contribution SET {change} WHERE id = ANY(CAST(:ids AS uuid[]))", ids=gone)  # ours
        page = room.browser().get(f"{here}/themes")
        assert f"{room.one(sizes)} texts" in page
        assert "3 texts of this run were withdrawn" in page
        room.browser().get(f"{here}/texts/c:{gone[0]}", status=404)
        assert len(json.loads(room.browser().get(f"{here}/export.json").body)["texts"]) == 21
        room.execute(f"UPDATE contribution SET {back} WHERE id = ANY(CAST(:ids AS uuid[]))", ids=gone)  # ours
    assert "24 texts" in room.browser().get(f"{here}/themes")


def test_a_run_is_checked_again_and_says_what_can_be(room: Room) -> None:
    posted = room.fill()
    here = room.finished()
    submit(room.browser().get(f"{here}/record"), "Check again")
    assert "A worker checks it now" in room.browser().get(f"{here}/record")
    assert room.work() == ["check"]
    assert state(room).checked == checking.SAME
    assert "byte for byte" in room.browser().get(f"{here}/record")
    room.execute("UPDATE contribution SET body = 'Something else.', edited_at = now() WHERE id = :id", id=posted[0].id)
    assert "1 was changed" in room.browser().get(f"{here}/record")
    submit(room.browser().get(f"{here}/record"), "Check again")
    room.work()
    assert state(room).checked == checking.INPUTS
    assert "nothing can be compared" in room.browser().get(f"{here}/record")
