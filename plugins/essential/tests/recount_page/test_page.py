# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The page as a citizen uses it: a file is chosen, everything is said in words, a receipt is looked up."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from plugins.essential.tests.ledger.votes import Town, a_town

from folkmoot_essential.counting import rule
from folkmoot_essential.ledger.ballots import Ballot
from folkmoot_essential.ledger.bundle import archive, verifying
from folkmoot_essential.ledger.contests import count_contests
from folkmoot_essential.ledger.keys import ElectionKeys
from folkmoot_essential.recount.page import page

from .bundles import altered, bundle, content, foreign, lines, receipt, resigned, value
from .opening import Opened, opened

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def town() -> Town:
    """A budget of two purses with points."""
    return a_town("cumulative", "greedy", 60, ("north",))


def look(here: Opened, data: bytes) -> str:
    """Paste a receipt and look it up; gives what is said."""
    here.tab.fill("#receipt-text", data.decode())
    here.tab.evaluate("document.getElementById('receipt-outcome').replaceChildren()")
    here.tab.click("#receipt-form button")
    here.tab.wait_for_selector("[data-receipt]")
    return here.tab.inner_text("[data-receipt]")


def test_a_good_bundle_is_said_to_agree_but_not_to_be_anchored(here: Opened, town: Town) -> None:
    assert here.choose(bundle(town)) == "The recount agrees, but it is not anchored"
    expect(here.tab.locator("#verdict")).to_be_focused()
    assert here.states() == dict.fromkeys(here.states(), "ok") | {"expected": "skipped"}
    last = verifying.verify(bundle(town)).last
    assert last is not None
    assert here.tab.inner_text("#about-fingerprint") == last.fingerprint
    assert here.tab.inner_text("#about-key") == town.keys.public
    assert here.axe() == []


def test_winners_stand_by_purse_with_their_costs(here: Opened, town: Town) -> None:
    whole = content(town)
    here.choose(bundle(town))
    for result in count_contests(
        whole.vote, whole.options, [(ballot, 1) for ballot, _ in whole.box], whole.rule, "12-34-56"
    ):
        purse = here.tab.locator(f'[data-contest="{result.contest.id}"]')
        rows = purse.locator("table").first.locator("tbody tr")
        assert rows.evaluate_all("rows => rows.map(row => row.dataset.option)") == list(result.outcome.winners)
        first = next(one for one in whole.options if one.id == result.outcome.winners[0])
        expect(rows.first).to_contain_text(first.title["en"].strip())
        expect(rows.first).to_contain_text(f"€{int(first.cost) // 100:,}.00")
        expect(purse.locator("p").first).to_contain_text(f"€{result.outcome.spent // 100:,}.00 of €100,000.00 is spent")


def test_a_head_or_a_key_that_was_expected_anchors_it(here: Opened, town: Town) -> None:
    head = town.heads[1].head
    spaced = re.sub("(.{8})", r"\1 ", head.fingerprint.upper())
    assert here.choose(bundle(town), head=spaced) == "The recount agrees, and it is anchored"
    expect(here.tab.locator("[data-check=expected]")).to_contain_text(f"state {head.number} of the log")
    here.tab.fill("#expected-head", "")
    here.tab.fill("#expected-key", town.keys.public)
    here.tab.keyboard.press("Enter")
    expect(here.tab.locator("[data-check=expected]")).to_contain_text("What you expected is what this file has.")


def test_every_attack_is_named_in_words(here: Opened, town: Town) -> None:
    good = bundle(town)
    flipped = altered(good, "castlog.jsonl", lambda data: data[:-9] + bytes([data[-9] ^ 1]) + data[-8:])
    assert here.choose(flipped).startswith("This file isn't what it should be")
    assert here.wrong() == "castlog.jsonl isn't the file that was listed: something in it was altered."
    less = resigned(town, lines("box.jsonl", lambda box: box[1:]))
    assert here.choose(less) == "The ballot box and the log of casting disagree"
    assert here.wrong() == "The box holds 57 ballots; by the log 58 are in force."
    other_rule = resigned(town, value("rule.json", lambda rule: rule["parameters"].update(threshold="3")))
    here.choose(other_rule)
    assert here.wrong() == "The rule isn't the one that was signed at opening: a setting of it was changed."
    winners = resigned(town, value("result.json", lambda result: result["contests"][1]["winners"].reverse()))
    assert here.choose(winners) == "The recount does not agree with what was published"
    assert "Published: " in here.wrong()
    assert "Counted: " in here.wrong()
    assert here.axe() == []


def test_a_bundle_made_anew_is_found_by_the_key_that_was_expected(here: Opened, town: Town) -> None:
    forged = a_town("cumulative", "greedy", 60, ("north",))
    forged.keys, forged.heads = ElectionKeys(bytes(32)), []
    forged.__post_init__()
    forged.head("2026-11-20T20:00:00Z", "closed")
    assert here.choose(bundle(forged)) == "The recount agrees, but it is not anchored"
    assert here.choose(bundle(forged), key=town.keys.public).startswith("This file isn't what it should be")
    assert here.wrong().startswith("This file is signed with another key than the one that you expect")
    assert here.states()["recount"] == "skipped"


def test_a_receipt_finds_its_ballot_in_the_log_and_in_the_box(here: Opened, town: Town) -> None:
    here.choose(bundle(town))
    commits = next(one for one, (ballot, _) in town.box.items() if len(ballot.choices.get("", ())) == 2)
    said = look(here, receipt(town, commits))
    place = [getattr(entry, "commitment", "") for entry in town.log].index(commits) + 1
    assert f"as entry {place} of {len(town.log)}, and in the box" in said
    ballot = town.box[commits][0]
    titles = [one.title["en"] for one in town.options if one.id in ballot.choices[""]]
    assert all(title in said for title in titles)
    assert f"points: {ballot.points[''][0]}" in said
    file = {"name": "receipt.json", "mimeType": "application/json", "buffer": receipt(town, commits) + b"\n"}
    here.tab.set_input_files("#receipt-file", file)  # type: ignore[arg-type]
    expect(here.tab.locator("[data-receipt=in-box]")).to_be_visible()
    assert here.axe() == []


def test_receipts_that_are_not_what_they_should_be(here: Opened) -> None:
    town = a_town("cumulative", "greedy", 30)
    changed, revoked = (town.cast(Ballot({"": ("town-1",)}, {"": (2,)}), bytes([number]) * 16) for number in (1, 2))
    replaced_receipt, revoked_receipt = receipt(town, changed), receipt(town, revoked)
    kept = receipt(town, town.change(changed, Ballot({"": ("town-2",)}, {"": (2,)}), bytes(16))).decode()
    town.revoke(revoked)
    assert here.choose(bundle(town)) == "The recount agrees, but it is not anchored"
    assert look(here, b"not a receipt").startswith("This isn't a receipt")
    assert look(here, kept.replace("4d9fbd4e", "4d9fbd4f", 1).encode()).startswith("This receipt is of another vote")
    assert look(here, kept.replace(town.keys.public, "0" * 64).encode()).startswith("This receipt names another key")
    assert look(here, kept.replace('"town-', '"town-9').encode()).startswith("This receipt isn't genuine")
    assert "NOT in the log" in look(here, foreign(town))
    assert "A newer ballot of yours took its place later" in look(here, replaced_receipt)
    assert "revoked by two people of the town, for this reason: not-eligible" in look(here, revoked_receipt)


def test_a_ballot_that_is_missing_from_the_box_is_found_by_its_receipt(here: Opened, town: Town) -> None:
    """The box and the log disagree, and the voter whose ballot is gone can prove it."""
    commits = next(iter(town.box))
    whole = content(town)
    gone = dict(zip(town.box, (tracker for _, tracker in whole.box), strict=True))[commits].encode()
    here.choose(resigned(town, lines("box.jsonl", lambda box: [line for line in box if gone not in line])))
    assert "it is NOT in the box" in look(here, receipt(town, commits))
    points = re.compile(rb'("p":{"[a-z]*":\[)[0-9]')
    other = lines("box.jsonl", lambda box: [points.sub(rb"\g<1>9", line) if gone in line else line for line in box])
    here.choose(resigned(town, other))
    assert "ANOTHER ballot in its place" in look(here, receipt(town, commits))


def test_where_single_ballots_are_not_published_the_log_alone_is_asked(here: Opened, town: Town) -> None:
    commits = next(iter(town.box))
    here.choose(bundle(town, "L0"))
    assert "can't be seen in a box" in look(here, receipt(town, commits))
    expect(here.tab.locator("[data-check=ballots]")).to_contain_text("Only totals were published")
    here.choose(bundle(town, "L1"))
    assert "Ballots like it in the box: " in look(here, receipt(town, commits))


def test_what_the_public_cannot_recount_is_said_and_nothing_is_called_wrong(here: Opened) -> None:
    town = a_town("approval", "equal-shares", 60, completion="utilitarian")
    secret = bundle(town, "L0", auditor="The court of audit", channels={"web": len(town.box) - 20, "paper": 20})
    assert here.choose(secret) == "This file can't be recounted by the public"
    banner = here.tab.locator(".verdict").inner_text()
    assert "The court of audit has them" in banner
    assert "compare the fingerprint below" in banner
    assert set(here.states().values()) == {"ok", "skipped", "unable"}
    expect(here.tab.locator("[data-check=recount] .badge")).to_have_text("Not possible")
    assert "disagree" not in here.tab.locator("#outcome").inner_text()
    expect(here.tab.locator("#about-voted")).to_contain_text("on paper: 20")
    assert here.axe() == []
    assert here.choose(secret, key=town.keys.public) == "This file can't be recounted by the public"
    assert "The log is the one that you compared it with." in here.tab.locator(".verdict").inner_text()


def test_what_is_typed_wrongly_is_said_and_stays(here: Opened, town: Town) -> None:
    here.tab.click("#bundle-form button")
    expect(here.tab.locator("#bundle-error")).to_have_text("Choose the recount file first.")
    here.tab.fill("#expected-key", "abc")
    here.tab.click("#bundle-form button")
    expect(here.tab.locator("#expected-key-error")).to_contain_text("has 3 characters")
    expect(here.tab.locator("#expected-key")).to_be_focused()
    expect(here.tab.locator("#expected-key")).to_have_value("abc")
    assert here.axe() == []


@pytest.mark.parametrize(
    ("language", "title", "verdict"),
    [("fr", "Vérifiez ce vote vous-même", "Le recomptage concorde, mais il n’est pas ancré"),
     ("nl", "Controleer deze stemming zelf", "De hertelling klopt, maar ze is niet verankerd")],
)  # fmt: skip
def test_it_speaks_the_language_of_the_browser_and_the_one_chosen(
    chromium: Browser, saved: Path, town: Town, language: str, title: str, verdict: str
) -> None:
    with opened(chromium, saved, locale=f"{language}-BE") as here:
        assert here.tab.inner_text("h1") == title
        assert here.choose(bundle(town)) == verdict
        assert here.tab.evaluate("document.documentElement.lang") == language
        here.tab.click("[data-language=en]")
        assert here.tab.inner_text("#verdict") == "The recount agrees, but it is not anchored"
        assert here.complaints == []


@pytest.mark.parametrize(
    "options", [{"color_scheme": "dark"}, {"viewport": {"width": 320, "height": 640}}, {"forced_colors": "active"}]
)
def test_it_is_legible_in_the_dark_and_on_a_phone(
    chromium: Browser, saved: Path, town: Town, options: dict[str, object]
) -> None:
    with opened(chromium, saved, **options) as here:
        here.choose(bundle(town))
        look(here, receipt(town, next(iter(town.box))))
        for row in here.tab.locator("details").all():
            row.locator("summary").click()
        assert here.tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert here.axe() == []


def test_it_works_by_keyboard_alone(here: Opened, town: Town) -> None:
    reached = []
    for _ in range(7):
        here.tab.keyboard.press("Tab")
        reached.append(
            here.tab.evaluate("(({ id, dataset, type }) => id || dataset.language || type)(document.activeElement)")
        )
        ring = "one => getComputedStyle(one).outlineStyle + getComputedStyle(one).outlineWidth"
        assert reached[-1] == "" or here.tab.eval_on_selector(":focus", ring) == "solid3px"
    assert reached[:7] == ["en", "fr", "nl", "bundle-file", "expected-head", "expected-key", "submit"]
    here.choose(bundle(town), head="")
    expect(here.tab.locator("#verdict")).to_be_focused()
    here.tab.keyboard.press("Tab")
    assert here.tab.evaluate("document.activeElement.closest('[data-contest]') !== null")
    here.tab.focus("[data-language=fr]")
    here.tab.keyboard.press("Enter")
    expect(here.tab.locator("html")).to_have_attribute("lang", "fr")


def test_files_that_were_unpacked_and_files_that_are_dropped(here: Opened, town: Town) -> None:
    files = [{"name": name, "mimeType": "", "buffer": data} for name, data in archive.unpack(bundle(town)).items()]
    here.tab.set_input_files("#bundle-file", files)  # type: ignore[arg-type]
    expect(here.tab.locator("#verdict")).to_have_text("The recount agrees, but it is not anchored")
    here.tab.reload()
    drop = """bytes => {
      const carried = new DataTransfer();
      carried.items.add(new File([Uint8Array.from(bytes)], "recount.zip"));
      const event = new DragEvent("drop", { dataTransfer: carried, bubbles: true, cancelable: true });
      document.getElementById("bundle-drop").dispatchEvent(event);
    }"""
    here.tab.evaluate(drop, list(bundle(town)))
    expect(here.tab.locator("#verdict")).to_have_text("The recount agrees, but it is not anchored")
    here.requests[:] = here.requests[:1]


def _unchanged(made: dict[str, bytes]) -> None:
    """Every file as it is."""


def test_a_long_count_shows_how_far_it_is_and_can_be_stopped(here: Opened) -> None:
    """add1 repeats the count hundreds of times, and the page still answers in between."""
    town = a_town("approval", "equal-shares", 60, ("north",), completion="add1")
    slow = resigned(town, _unchanged, counted_by=rule("equal-shares"))
    here.tab.evaluate("""() => {
      window.longest = 0;
      let last = performance.now();
      setInterval(() => { longest = Math.max(longest, performance.now() - last); last = performance.now(); }, 5);
      const said = document.getElementById("progress");
      new MutationObserver(() => {  // as soon as it says so: a quick machine is through before a click from outside
        if (/share raised [1-9][0-9]+ times/.test(said.textContent)) document.getElementById("stop").click();
      }).observe(said, {childList: true, characterData: true, subtree: true});
    }""")
    here.tab.set_input_files("#bundle-file", {"name": "slow.zip", "mimeType": "", "buffer": slow})  # type: ignore[arg-type]
    expect(here.tab.locator("#bundle-error")).to_have_text("Stopped before the end. Nothing was decided.")
    expect(here.tab.locator("#working")).to_be_hidden()
    assert here.tab.locator("#verdict").count() == 0
    assert here.tab.evaluate("longest") < 2_000


def test_the_page_is_one_file_that_may_ask_for_nothing() -> None:
    text = page().decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)
    assert policy is not None
    assert policy[1].startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy[1]
    assert "connect-src" not in policy[1]
    for forbidden in (
        "http://",
        "https://",
        "fetch(",
        "XMLHttpRequest",
        "WebSocket",
        "innerHTML",
        "eval(",
        " style=",
        " onclick",
    ):
        assert forbidden not in text, forbidden
    assert "AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception" in text
    assert page() == page()
