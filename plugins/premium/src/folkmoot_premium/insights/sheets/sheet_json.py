# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Sheets and the dossier as JSON, for programs: ids throughout, and who chose what."""

from typing import Any

from folkmoot_premium.insights.sheets.dossier import Dossier
from folkmoot_premium.insights.sheets.evidence import Source
from folkmoot_premium.insights.sheets.ideas import Idea, Quote

PROGRAM, PERSON = "program", "person"


def of_idea(idea: Idea) -> dict[str, Any]:
    """A sheet."""
    return {
        "id": str(idea.id), "number": idea.number, "state": idea.state, "title": idea.title,
        "title_by": PROGRAM if idea.title_automatic else PERSON, "core": _core(idea),
        "quotations": [_quote(one) for one in idea.quotes], "quotations_gone": idea.quotes_gone,
        "supporters": {
            "people": idea.supporters.people, "authors": idea.supporters.authors, "reacted": idea.supporters.reacted,
            "against": idea.supporters.against, "without_known_author": idea.supporters.unknown,
        },
        "sources": [source(one) for one in idea.sources], "sources_gone": idea.gone, "different": idea.different,
        "areas": [{"id": str(one.area_id), "title": one.title, "sources": one.sources} for one in idea.areas],
        "places": [
            {"source": one.item, "latitude": one.latitude, "longitude": one.longitude, "place": one.place}
            for one in idea.points
        ],
        "costs": _costs(idea), "origin": idea.origin, "theme": idea.theme or None, "automatic": list(idea.automatic),
    }  # fmt: skip


def _core(idea: Idea) -> dict[str, Any] | None:
    if idea.core is not None:
        return _quote(idea.core)
    return {"text": idea.words, "source": None, "chosen_by": PERSON} if idea.words else None


def _quote(one: Quote) -> dict[str, Any]:
    chosen = PROGRAM if one.automatic else PERSON
    return {"text": one.sentence.text, "source": one.sentence.source, "chosen_by": chosen}


def source(one: Source) -> dict[str, Any]:
    """A source by its id, and by the number that people know."""
    kinds = {"c": "contribution", "m": "comment", "u": "row"}
    return {"id": one.item, "kind": kinds[one.kind], "number": one.number, "own_id": one.own_id or None}


def _costs(idea: Idea) -> dict[str, Any] | None:
    if idea.costs is None:
        return None
    said = [{"source": item, "value": words} for item, words in idea.costs.said]
    least, most = idea.costs.least_written or None, idea.costs.most_written or None
    return {"field": idea.costs.field, "said": said, "least": least, "most": most, "numbers": idea.costs.numbers}


def of_dossier(found: Dossier) -> dict[str, Any]:
    """The dossier."""
    return {
        "analysis": str(found.analysis.id), "title": found.title, "introduction": found.introduction,
        "made_at": found.made_at.isoformat(), "run": {"number": found.run.number, "record": found.record},
        "numbers": dict(found.numbers),
        "themes": [
            {
                "id": one.id, "name": found.names[one.id], "named_by": PERSON if one.named else PROGRAM,
                "words": list(one.words), "size": one.size, "share_percent": f"{one.share / 100:.2f}",
                "representatives": [
                    {"id": text.item, "number": text.number, "stands_for": text.stands_for}
                    for text in found.speakers.get(one.id, ())
                ],
            }
            for one in found.overview.themes
        ],
        "ideas": [of_idea(one) for one in found.ideas],
        "quoted": [{**source(one), "title": one.title, "text": one.body} for one in found.quoted],
    }  # fmt: skip
