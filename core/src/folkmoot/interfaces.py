# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Services that plugins may ask for, by request.find_service, and the values they speak in.

Together with folkmoot.hookspecs this is the public contract. folkmoot.db.base is public for plugins' own tables, and
the tables named in folkmoot.contributions.tables may be read in statements of their own.
"""

from folkmoot.accounts.interfaces import CurrentAccount, IAttempts, Limit, Role
from folkmoot.audit.interfaces import IActivities, IAudit
from folkmoot.contributions.exchange.formulas import guarded
from folkmoot.contributions.interfaces import (
    Bulk,
    Counts,
    Draft,
    IContributions,
    IReactions,
    ListQuery,
    Order,
    Page,
    Posted,
    ReactionMode,
    ReactionRules,
    Reply,
    SimilarContribution,
    StatusInfo,
    Step,
)
from folkmoot.contributions.orders import ORDERS
from folkmoot.db.keys import derived_key, election_keys_folder, tenant_of
from folkmoot.db.session import beside
from folkmoot.discussion.interfaces import CommentView, IDiscussion, ThreadPage
from folkmoot.jobs.interfaces import IJobs
from folkmoot.mail.interfaces import IMailer
from folkmoot.media.interfaces import IMedia, Picture, UnacceptableFile
from folkmoot.media.models import MediaFile
from folkmoot.projects.context import ProjectContext
from folkmoot.projects.interfaces import (
    AreaTag,
    IActionRules,
    IProjects,
    IVerifications,
    PhaseDraft,
    Problem,
    ProjectDraft,
    ProjectPhase,
    TopicTag,
    Unacceptable,
)
from folkmoot.search.interfaces import Found, ISearch
from folkmoot.security.permissions import Permission
from folkmoot.security.refusals import Conflict, Refusal, Refused
from folkmoot.tenants.interfaces import Site
from folkmoot.web.forms import Form, UploadedFile

__all__ = [
    "ORDERS",
    "AreaTag",
    "Bulk",
    "CommentView",
    "Conflict",
    "Counts",
    "CurrentAccount",
    "Draft",
    "Form",
    "Found",
    "IActionRules",
    "IActivities",
    "IAttempts",
    "IAudit",
    "IContributions",
    "IDiscussion",
    "IJobs",
    "IMailer",
    "IMedia",
    "IProjects",
    "IReactions",
    "ISearch",
    "IVerifications",
    "Limit",
    "ListQuery",
    "MediaFile",
    "Order",
    "Page",
    "Permission",
    "PhaseDraft",
    "Picture",
    "Posted",
    "Problem",
    "ProjectContext",
    "ProjectDraft",
    "ProjectPhase",
    "ReactionMode",
    "ReactionRules",
    "Refusal",
    "Refused",
    "Reply",
    "Role",
    "SimilarContribution",
    "Site",
    "StatusInfo",
    "Step",
    "ThreadPage",
    "TopicTag",
    "Unacceptable",
    "UnacceptableFile",
    "UploadedFile",
    "beside",
    "derived_key",
    "election_keys_folder",
    "guarded",
    "tenant_of",
]
