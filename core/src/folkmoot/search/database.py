# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The search function in the database, and why it runs as the owner.

@@ isn't leakproof: under row-level security PostgreSQL may not test it before the fence, so the site's role could
never use the index of words. folkmoot_search() therefore runs as the owner, tests the tenant itself, and hands out
nothing but ids of that tenant. The owner is under forced row-level security too, hence the one policy beside the
fence: it opens search_document to the owner alone, for reading.
"""

FUNCTIONS = """
DROP POLICY IF EXISTS search_reader ON search_document;
CREATE POLICY search_reader ON search_document FOR SELECT TO @OWNER@ USING (true);

CREATE OR REPLACE FUNCTION folkmoot_search(
  query tsquery, wanted text[], of_project uuid, at_most integer
) RETURNS TABLE (kind text, subject_id uuid, project_id uuid, rank real)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = @SCHEMA@, pg_temp SET plan_cache_mode = force_custom_plan AS $$
#variable_conflict use_column
DECLARE
  me uuid := folkmoot_tenant();
BEGIN
  IF me IS NULL OR query IS NULL OR numnode(query) = 0 THEN RETURN; END IF;
  RETURN QUERY
    SELECT d.kind, d.subject_id, min(d.project_id::text)::uuid, max(ts_rank(d.words, query)) AS rank
    FROM search_document d
    WHERE d.words @@ query AND d.tenant_id = me
      AND (wanted IS NULL OR d.kind = ANY (wanted)) AND (of_project IS NULL OR d.project_id = of_project)
    GROUP BY d.kind, d.subject_id
    ORDER BY max(ts_rank(d.words, query)) DESC, d.subject_id DESC
    LIMIT least(at_most, 10000);
END $$;
REVOKE ALL ON FUNCTION folkmoot_search(tsquery, text[], uuid, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION folkmoot_search(tsquery, text[], uuid, integer) TO @APP@;
"""
