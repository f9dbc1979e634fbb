# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Tables of live upkeep: the model of a run, which analyses are kept up to date, and where their themes are shown."""

import datetime
import uuid

from sqlalchemy import Index, LargeBinary, Text, Uuid, func
from sqlalchemy.orm import Mapped, mapped_column

from folkmoot.db.base import NOT_PERSONAL, Base, personal, tenant_key

UNTIL_REFIT = "until the next run of the analysis"


def _tenant() -> Mapped[uuid.UUID]:
    return mapped_column(Uuid, primary_key=True, server_default=func.folkmoot_tenant(), info=NOT_PERSONAL)


class Model(Base):
    """What places new texts into the themes of the newest finished run of an analysis. data: as the engine writes it:
    stems of words that at least two texts have, and numbers; no text and no id. sha256: hex, of the data."""

    __tablename__ = "insights_model"
    __table_args__ = (tenant_key("insights_run", "run_id"),)

    tenant_id: Mapped[uuid.UUID] = _tenant()
    run_id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True, info=NOT_PERSONAL)
    data: Mapped[bytes] = mapped_column(LargeBinary, info=personal("content", keep=UNTIL_REFIT, on_erase="keep"))
    sha256: Mapped[str] = mapped_column(Text, info=NOT_PERSONAL)


class Upkeep(Base):
    """An analysis whose themes take in what is shared after a run, and that is run again when much has come."""

    __tablename__ = "insights_upkeep"
    __table_args__ = (tenant_key("insights_analysis", "analysis_id"),)

    tenant_id: Mapped[uuid.UUID] = _tenant()
    analysis_id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True, info=NOT_PERSONAL)
    since: Mapped[datetime.datetime] = mapped_column(server_default=func.now(), info=NOT_PERSONAL)


class Shown(Base):
    """A phase on whose public page the themes of an analysis are shown; one analysis a phase."""

    __tablename__ = "insights_shown"
    __table_args__ = (
        tenant_key("phase", "phase_id"),
        tenant_key("insights_analysis", "analysis_id"),
        Index(None, "tenant_id", "analysis_id"),
    )

    tenant_id: Mapped[uuid.UUID] = _tenant()
    phase_id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True, info=NOT_PERSONAL)
    analysis_id: Mapped[uuid.UUID] = mapped_column(info=NOT_PERSONAL)
    since: Mapped[datetime.datetime] = mapped_column(server_default=func.now(), info=NOT_PERSONAL)
