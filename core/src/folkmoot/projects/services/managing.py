# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Who looks after a project from its making on."""

import uuid

from sqlalchemy.orm import Session

from folkmoot.accounts.interfaces import CurrentAccount
from folkmoot.accounts.models import ProjectManager


def look_after(db: Session, account: CurrentAccount, project_id: uuid.UUID) -> None:
    """Make an account the manager of a project that it has just made; an administrator needs no such row."""
    db.flush()
    if not account.is_administrator:
        db.add(ProjectManager(account_id=account.id, project_id=project_id))
