# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Categories proposed for all texts from those that people tagged (logistic regression), the least certain asked first.

The same texts and tags give the same proposals. Nothing is ever decided: a proposal stays one until somebody takes it.
"""

from collections.abc import Sequence
from typing import Any

from folkmoot_premium.analysis.one_thread import one_thread
from folkmoot_premium.analysis.tagging.features import Features
from folkmoot_premium.analysis.tagging.scheme import Given, Proposal, Proposals, Scheme, Suggested
from folkmoot_premium.analysis.tagging.starting import first_to_read

FEWEST = 3
"""Examples of a category before it is proposed."""
PROPOSED = 0.5
"""Where a text may have several categories, those are proposed which are likelier than not."""
DIGITS = 4
NONE = ""
"""What is learnt from texts of which people said that none fits; never proposed."""


def propose(features: Features, scheme: Scheme, given: Given) -> Proposals:
    """Learn from what people decided, and propose for all other texts. Raises WrongTag.

    Tags of texts that aren't there any more are passed over.
    """
    scheme.check(given)
    known = {id_: tags for id_, tags in given.items() if id_ in set(features.ids)}
    examples = {one: sum(one in tags for tags in known.values()) for one in scheme.categories}
    learnt = tuple(one for one in scheme.categories if examples[one] >= FEWEST)
    unlearnt = tuple(one for one in scheme.categories if one not in learnt)
    waiting = [row for row, id_ in enumerate(features.ids) if id_ not in known]
    with one_thread():
        likely = (_several if scheme.several else _one)(features, learnt, known, waiting) if waiting else None
        if likely is None:
            return Proposals({}, first_to_read(features, waiting), len(known), scheme.categories)
    told = (_proposals_of_several if scheme.several else _proposals_of_one)(features, learnt, waiting, likely)
    ask = sorted(told, key=lambda one: (-one.doubt, one.id))
    return Proposals({one.id: one for one in told}, tuple(one.id for one in ask), len(known), unlearnt)


def _one(features: Features, learnt: Sequence[str], known: Given, waiting: Sequence[int]) -> Any:
    """How likely each category is for each waiting text, and at the end that none fits; together 1."""
    import numpy as np

    places = {category: place for place, category in enumerate((*learnt, NONE))}
    labels = {id_: places.get(next(iter(tags), NONE)) for id_, tags in known.items()}
    rows = [row for row, id_ in enumerate(features.ids) if labels.get(id_) is not None]
    told = [labels[features.ids[row]] for row in rows]
    if len(set(told)) < 2:
        return None
    likely = np.zeros((len(waiting), len(places)))
    model = _model().fit(features.table[rows], told)
    likely[:, model.classes_] = model.predict_proba(features.table[waiting])
    return np.round(likely, DIGITS)


def _several(features: Features, learnt: Sequence[str], known: Given, waiting: Sequence[int]) -> Any:
    """How likely each category is for each waiting text, each by itself; None where nothing can be told apart."""
    import numpy as np

    rows = [row for row, id_ in enumerate(features.ids) if id_ in known]
    likely = np.zeros((len(waiting), len(learnt)))
    some = False
    for place, category in enumerate(learnt):
        told = [category in known[features.ids[row]] for row in rows]
        if all(told):
            continue
        some = True
        model = _model(class_weight="balanced").fit(features.table[rows], told)
        likely[:, place] = model.predict_proba(features.table[waiting])[:, 1]
    return np.round(likely, DIGITS) if some else None


def _model(**more: Any) -> Any:
    from sklearn.linear_model import LogisticRegression

    return LogisticRegression(C=1.0, max_iter=500, **more)


def _proposals_of_one(features: Features, learnt: Sequence[str], waiting: Sequence[int], likely: Any) -> list[Proposal]:
    found = []
    for row, chances in zip(waiting, likely.tolist(), strict=True):
        order = sorted(range(len(chances)), key=lambda place: (-chances[place], place))
        best, second = order[0], order[1]
        tags = (Suggested(learnt[best], chances[best]),) if best < len(learnt) else ()
        found.append(Proposal(features.ids[row], tags, round(1 - (chances[best] - chances[second]), DIGITS)))
    return found


def _proposals_of_several(
    features: Features, learnt: Sequence[str], waiting: Sequence[int], likely: Any
) -> list[Proposal]:  # fmt: skip
    found = []
    for row, chances in zip(waiting, likely.tolist(), strict=True):
        tags = [Suggested(one, chance) for one, chance in zip(learnt, chances, strict=True) if chance >= PROPOSED]
        tags.sort(key=lambda one: (-one.confidence, one.category))
        doubt = round(max(1 - abs(2 * chance - 1) for chance in chances), DIGITS)
        found.append(Proposal(features.ids[row], tuple(tags), doubt))
    return found
