# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The tables themselves, for statements that are built once and make no entities: what citizens read goes this way."""

from typing import cast

from sqlalchemy import Table

from folkmoot.accounts.models import Account, ProjectManager
from folkmoot.audit.models import Activity
from folkmoot.contributions.models import (
    Contribution,
    ContributionPicture,
    ContributionReaction,
    ContributionTopic,
    ContributionVersion,
    OfficialReply,
    Status,
    StatusChange,
)
from folkmoot.discussion.models import Comment, CommentReaction
from folkmoot.media.models import MediaFile
from folkmoot.projects.models import Area, Phase, Project, Topic

account = cast("Table", Account.__table__)
activity = cast("Table", Activity.__table__)
area = cast("Table", Area.__table__)
comment = cast("Table", Comment.__table__)
comment_reaction = cast("Table", CommentReaction.__table__)
contribution = cast("Table", Contribution.__table__)
media_file = cast("Table", MediaFile.__table__)
official_reply = cast("Table", OfficialReply.__table__)
phase = cast("Table", Phase.__table__)
picture = cast("Table", ContributionPicture.__table__)
project = cast("Table", Project.__table__)
project_manager = cast("Table", ProjectManager.__table__)
reaction = cast("Table", ContributionReaction.__table__)
status = cast("Table", Status.__table__)
status_change = cast("Table", StatusChange.__table__)
topic = cast("Table", Topic.__table__)
topic_link = cast("Table", ContributionTopic.__table__)
version = cast("Table", ContributionVersion.__table__)
