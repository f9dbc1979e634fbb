# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Words of themes are shown as people write them: German nouns with a capital, names and abbreviations as they are."""

import pytest
from plugins.premium.tests.insights.conftest import Room

from folkmoot_premium.analysis.texts.words import words
from folkmoot_premium.insights.spelling import Spellings


def spelt(saying: str, *texts: str) -> str:
    spellings = Spellings([saying])
    for text in texts:
        spellings.hear(text, set(words(text)))
    return spellings.of(saying)


@pytest.mark.parametrize(
    ("saying", "texts", "told"),
    [
        ("klima", ["Schützt das Klima!", "Für unser Klima."], "Klima"),
        ("klima", ["Klima schützen.", "Ja! Klima zuerst", "Titel\nKlima", "Er sagt: „Klima“"], "klima"),
        ("klima", ["das klima", "das klima", "das Klima"], "klima"),
        ("klima", ["das klima", "das Klima"], "klima"),
        ("co2", ["Weniger CO2, bitte", "so viel CO2"], "CO2"),
        ("bus", ["Der Busbahnhof und der BUS", "l'autre Bus"], "BUS"),
        ("transports en commun", ["les transports en commun de Toulouse"], "transports en commun"),
        ("öffentlicher verkehr", ["als öffentlicher Verkehr", "mehr öffentlicher Verkehr"], "öffentlicher Verkehr"),
        ("klima", [], "klima"),
    ],
)
def test_a_word_is_written_as_most_write_it_within_a_sentence(saying: str, texts: list[str], told: str) -> None:
    assert spelt(saying, *texts) == told


def test_pages_show_words_as_people_write_them(room: Room) -> None:
    for number in range(6):
        for text in ("Wir wollen mehr Bäume für die Stadt", "Jede Straße braucht mehr Bäume und Schatten"):
            room.mine.post(None, f"Vorschlag {number}", text, "de")
    here = room.finished(themes="1")
    page = room.browser().get(f"{here}/themes")
    said = page.html.select_one(".insights-words bdi").get_text().split(", ")
    assert "Bäume" in said
    assert "bäume" not in said
    kept = room.execute("SELECT said, spelt FROM insights_saying")
    assert all(one.spelt.lower() == one.said for one in kept)
    assert "Bäume" in page.html.select_one(".insights-themes").get_text().split("Telling words")[0]
