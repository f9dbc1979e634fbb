# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Orders of lists that follow from the rows themselves. A plugin may add its own (contributions.interfaces.Order)."""

from typing import Any

from sqlalchemy import BigInteger, Select, bindparam, func, select

from folkmoot.contributions.interfaces import Order
from folkmoot.contributions.tables import comment, contribution, reaction
from folkmoot.i18n import mark as _


def newest(statement: Select[Any]) -> Select[Any]:
    """What came last stands first."""
    return statement.order_by(contribution.c.published_at.desc().nulls_first(), contribution.c.id.desc())


def oldest(statement: Select[Any]) -> Select[Any]:
    """What came first stands first."""
    return statement.order_by(contribution.c.published_at.asc().nulls_last(), contribution.c.id.asc())


def random(statement: Select[Any]) -> Select[Any]:
    """By chance, but the same for everybody during one day of the tenant, so that pages hold together.

    The chance is a hash of the id with the day's number as its seed: nothing is stored and nothing can be steered.
    """
    chance = func.uuid_hash_extended(contribution.c.id, bindparam("day_number", type_=BigInteger))
    return statement.order_by(chance, contribution.c.id)


def supported(statement: Select[Any]) -> Select[Any]:
    """Most likes less dislikes first, counted from the reactions themselves."""
    net = (
        select(reaction.c.contribution_id, func.sum(reaction.c.value).label("net"))
        .group_by(reaction.c.contribution_id)
        .subquery("net_support")
    )
    joined = statement.outerjoin(net, net.c.contribution_id == contribution.c.id)
    return joined.order_by(func.coalesce(net.c.net, 0).desc(), contribution.c.id.desc())


def commented(statement: Select[Any]) -> Select[Any]:
    """Most comments that aren't removed first."""
    talk = (
        select(comment.c.contribution_id, func.count().label("comments"))
        .where(comment.c.removed_at.is_(None))
        .group_by(comment.c.contribution_id)
        .subquery("talk")
    )
    joined = statement.outerjoin(talk, talk.c.contribution_id == contribution.c.id)
    return joined.order_by(func.coalesce(talk.c.comments, 0).desc(), contribution.c.id.desc())


ORDERS = {
    order.key: order
    for order in (
        Order("newest", _("Newest first"), newest),
        Order("oldest", _("Oldest first"), oldest),
        Order("random", _("Random, changing daily"), random),
        Order("popular", _("Most supported"), supported),
        Order("commented", _("Most comments"), commented),
    )
}
