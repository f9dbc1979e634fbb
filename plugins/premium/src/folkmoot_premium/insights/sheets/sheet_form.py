# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""The form of a sheet: what somebody sent comes back as they sent it, whichever of its buttons they pressed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from pyramid.request import Request

from folkmoot.i18n import mark as _
from folkmoot_premium.insights import typed
from folkmoot_premium.insights.sheets import composing, evidence
from folkmoot_premium.insights.sheets.composing import Wish
from folkmoot_premium.insights.sheets.evidence import Source
from folkmoot_premium.insights.sheets.ideas import Idea
from folkmoot_premium.insights.sheets.sentences import LONGEST, Sentence

OWN, NONE = "own", ""
TITLE = 150
TOO_LONG = _("At most %(num)s characters, please.")
NO_WORDS = _("Write the core sentence, or choose one of the sentences above.")


@dataclass
class Told:
    """What somebody sent, as they sent it. seen: the version of the sheet that their page showed. numbers: of sources
    to add; ticked: sources. errors: field -> sentence."""

    title: str
    core: str
    words: str
    quotes: list[str]
    cost_field: str
    seen: str
    ready: bool = False
    numbers: str = ""
    ticked: list[str] = field(default_factory=list)
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, idea: Idea) -> "Told":
        """The sheet as it is."""
        wish = Wish.of(idea)
        core = key_of(wish.core) if wish.core else OWN if wish.words else NONE
        quotes = [key_of(one) for one in wish.quotes]
        return cls(wish.title, core, wish.words, quotes, wish.cost_field, idea.version, wish.ready)

    @classmethod
    def sent(cls, request: Request) -> "Told":
        """From the form."""
        post = request.POST
        return cls(
            typed.line(post.get("title", "")), post.get("core", ""), typed.line(post.get("words", "")),
            post.getall("quotes"), post.get("cost_field", ""), post.get("seen", ""), post.get("do") == "ready",
            typed.line(post.get("numbers", "")), post.getall("items"),
        )  # fmt: skip

    def unsaved(self, idea: Idea) -> bool:
        """Whether it says something else than the sheet."""
        return self.content != Told.of(idea).content

    @property
    def content(self) -> tuple[object, ...]:
        """What it says, to be compared."""
        return self.title, self.core, self.words, frozenset(self.quotes), self.cost_field

    def check(self, request: Request) -> None:
        """Say what can't be taken."""
        for name, most in (("title", TITLE), ("words", LONGEST)):
            if len(getattr(self, name)) > most:
                self.errors[name] = request.gettext(TOO_LONG, num=most)
        if self.core == OWN and not self.words:
            self.errors["words"] = request.gettext(NO_WORDS)

    def wish(self, request: Request, idea: Idea) -> Wish:
        """The sheet as they want it, of sentences that are there."""
        known = sentences_of(request, idea, [self.core, *self.quotes])
        words = self.words if self.core == OWN else ""
        quotes = [known[one] for one in self.quotes if one in known]
        return Wish(self.title, known.get(self.core), words, quotes, self.cost_field, self.ready)


def key_of(sentence: Sentence) -> str:
    """A sentence as a form names it."""
    return f"{sentence.source}|{sentence.mark}"


def sentences_of(request: Request, idea: Idea, keys: Iterable[str]) -> dict[str, Sentence]:
    """The sentences of a sheet's sources that keys name; only these sources are read."""
    wanted = dict.fromkeys(keys)
    items = {one.partition("|")[0] for one in wanted}
    known = {key_of(one): one for one in said_by(request, idea, items)}
    return {one: known[one] for one in wanted if one in known}


def said_by(request: Request, idea: Idea, items: Iterable[str]) -> list[Sentence]:
    """All sentences of some sources of a sheet."""
    wanted = set(items)
    there = [one.item for one in idea.sources if one.item in wanted]
    texts = evidence.read(request.db, request.context.analysis.id, there)
    return [one for item in there if item in texts for one in texts[item].said]


def choice(
    request: Request, idea: Idea, told: Told, opened: Sequence[Sentence]
) -> list[tuple[str, Sentence, Source]]:  # fmt: skip
    """Sentences to choose from: those of the sheet, chosen and not yet saved, asked for, then the program's."""
    kept = [one.sentence for one in (idea.core, *idea.quotes) if one is not None]
    chosen = sentences_of(request, idea, [told.core, *told.quotes]).values()
    found = composing.propose(request.db, request.context.analysis.id, idea.sources)
    there = {one.item: one for one in idea.sources}
    every = dict.fromkeys([*kept, *chosen, *opened, *(one.sentence for one in found)])
    return [(key_of(one), one, there[one.source]) for one in every if one.source in there]


def with_sentence(wish: Wish, do: str, sentence: Sentence) -> Wish:
    """A wish with a sentence made the core sentence, quoted, or quoted no more. do: core, quote or leave."""
    others = [one for one in wish.quotes if one != sentence]
    if do == "core":
        return replace(wish, core=sentence, words="")
    if do == "quote":
        return wish if sentence in wish.quotes else replace(wish, quotes=[*wish.quotes, sentence])
    return replace(wish, quotes=others) if do == "leave" and len(others) < len(wish.quotes) else wish
