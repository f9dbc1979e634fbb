# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The database itself refuses to change what was logged."""

FUNCTIONS = """
CREATE OR REPLACE FUNCTION folkmoot_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('folkmoot.tenant_deletion', true) = 'on' AND TG_OP = 'DELETE' AND current_user = @OWNER_TEXT@ THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'the audit log is append-only' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE OR REPLACE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE ON audit_entry
  FOR EACH ROW EXECUTE FUNCTION folkmoot_append_only();
CREATE OR REPLACE TRIGGER audit_seal_append_only BEFORE UPDATE OR DELETE ON audit_seal
  FOR EACH ROW EXECUTE FUNCTION folkmoot_append_only();
CREATE OR REPLACE TRIGGER audit_entry_no_truncate BEFORE TRUNCATE ON audit_entry
  FOR EACH STATEMENT EXECUTE FUNCTION folkmoot_append_only();
CREATE OR REPLACE TRIGGER audit_seal_no_truncate BEFORE TRUNCATE ON audit_seal
  FOR EACH STATEMENT EXECUTE FUNCTION folkmoot_append_only();
"""
"""Triggers rather than rights alone, so that the owner's own connection is stopped as well.

Only the deletion of a whole tenant by the owner (folkmoot tenant delete, with its certificate) may remove entries.
"""
