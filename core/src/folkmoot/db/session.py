# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Connections and sessions: one transaction, one tenant."""

import uuid
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import transaction
from sqlalchemy import Connection, Engine, bindparam, create_engine, event, text
from sqlalchemy.orm import Session
from zope.sqlalchemy import ZopeTransactionEvents

from folkmoot.db.fence import platform_setting, tenant_setting
from folkmoot.db.keys import SECRET, key_info, tenant_of

ENTER_TENANT = text("SELECT set_config('folkmoot.tenant', :value, true)").bindparams(bindparam("value"))
ENTER_PLATFORM = text("SELECT set_config('folkmoot.platform', :value, true)").bindparams(bindparam("value"))


class UnsafeRole(Exception):
    """The role the site would run as could step over the fence between tenants."""


class _Joined(Session):
    """A session that a request's transaction manager ends. Listened to as a class: listeners of each session's own, as
    `zope.sqlalchemy.register` would give it, cost every request half a millisecond."""

    def __init__(self, engine: Engine, manager: transaction.TransactionManager, info: dict[str, Any]) -> None:
        super().__init__(engine, expire_on_commit=False, info=info)
        # "changed" from the start: statements that don't go through the ORM must be committed too
        self.joining = ZopeTransactionEvents("changed", transaction_manager=manager, keep_session=True)


@event.listens_for(_Joined, "after_begin")
def _join(session: _Joined, _transaction: Any, _connection: Connection) -> None:
    session.joining.join_transaction(session)


@event.listens_for(_Joined, "before_commit")
def _refuse_to_commit_alone(session: _Joined) -> None:
    session.joining.before_commit(session)


class Database:
    """The site's connection to PostgreSQL; every session it gives lives in one tenant and one transaction."""

    def __init__(self, url: str, secret: str, *, pool_size: int = 2, keys: Path | None = None) -> None:
        self.secret = secret
        self.keys = keys
        self.engine: Engine = create_engine(
            url,
            pool_size=pool_size,
            max_overflow=pool_size,
            pool_pre_ping=False,
            pool_recycle=900,
            connect_args={"prepare_threshold": 3, "application_name": "folkmoot"},
            hide_parameters=True,  # errors are logged, and values are what people wrote
        )
        self._settings: dict[uuid.UUID, str] = {}
        event.listen(self.engine, "handle_error", _drop_broken_connections)

    def enter_tenant(self, connection: Connection, tenant_id: uuid.UUID) -> None:
        """Open one tenant's rows for the rest of the connection's transaction."""
        value = self._settings.get(tenant_id) or tenant_setting(self.secret, tenant_id)
        self._settings[tenant_id] = value
        connection.execute(ENTER_TENANT, {"value": value})

    @contextmanager
    def tenant(self, tenant_id: uuid.UUID) -> Iterator[Session]:
        """A session in one transaction in one tenant; commits at the end, rolls back when something is raised."""
        info = key_info(self.secret, tenant_id, self.keys)
        with Session(self.engine, expire_on_commit=False, info=info) as session, session.begin():
            self.enter_tenant(session.connection(), tenant_id)
            yield session

    @contextmanager
    def platform(self) -> Iterator[Session]:
        """A session that sees sites (tenants, hosts, switched modules) and nothing of any citizen."""
        with Session(self.engine, expire_on_commit=False) as session, session.begin():
            session.connection().execute(ENTER_PLATFORM, {"value": platform_setting(self.secret)})
            yield session

    def request_session(self, tenant_id: uuid.UUID, manager: transaction.TransactionManager | None) -> Session:
        """A session joined to a request's transaction manager (None: on its own), inside the tenant."""
        info = key_info(self.secret, tenant_id, self.keys)
        if manager is None:
            session = Session(self.engine, expire_on_commit=False, info=info)
        else:
            session = _Joined(self.engine, manager, info)
        self.enter_tenant(session.connection(), tenant_id)
        return session

    def check_role(self) -> None:
        """Raise UnsafeRole when the site's role is a superuser, may bypass the fence, or owns the tables."""
        query = text(
            "SELECT r.rolname, r.rolsuper, r.rolbypassrls, EXISTS (SELECT FROM pg_class c WHERE c.relowner = r.oid"
            " AND c.relnamespace = current_schema()::regnamespace) AS owns FROM pg_roles r WHERE rolname = current_user"
        )
        with self.engine.connect() as connection:
            role = connection.execute(query).one()
        if role.rolsuper or role.rolbypassrls or role.owns:
            raise UnsafeRole(
                f'FOLKMOOT_DATABASE_URL: the role "{role.rolname}" is a superuser, may bypass row-level security or'
                " owns tables. Use a plain role, and the owner only in FOLKMOOT_OWNER_DATABASE_URL."
            )

    def dispose(self) -> None:
        """Close all pooled connections."""
        self.engine.dispose()


def beside(db: Session) -> Callable[[], AbstractContextManager[Session]]:
    """A way to sessions of their own inside the same town, each in one transaction; usable in another thread and later.

    For work that no request may wait for, and for what must be kept whatever becomes of the present transaction. Raises
    LookupError for a session that isn't inside a town.
    """
    engine, tenant_id, info = db.get_bind(), tenant_of(db), dict(db.info)
    value = tenant_setting(info[SECRET], tenant_id)

    @contextmanager
    def opened() -> Iterator[Session]:
        with Session(engine, expire_on_commit=False, info=dict(info)) as session, session.begin():
            session.connection().execute(ENTER_TENANT, {"value": value})
            yield session

    return opened


def _drop_broken_connections(context: Any) -> None:
    """A server that went away invalidates the whole pool, so the next request starts on fresh connections."""
    if context.is_disconnect:
        context.invalidate_pool_on_disconnect = True
