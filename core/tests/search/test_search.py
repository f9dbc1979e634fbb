# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Search: found with and without accents and in any language, nothing of another town, by the index of words."""

import uuid

import pytest
from sqlalchemy import create_engine, text

from folkmoot.db.server import Server
from folkmoot.search.indexing import index_many
from folkmoot.search.words import fold
from folkmoot.testing import Town
from folkmoot.testing.contributions import Forum


def found(forum: Forum, words: str, language: str = "fr", kinds: tuple[str, ...] = ()) -> set[uuid.UUID]:
    """The ids that a search answers."""
    with forum.town.session() as db:
        return {one.subject_id for one in forum.search.find(db, words, language, kinds)}


@pytest.mark.parametrize(
    ("word", "plain"),
    [("Vélo", "Velo"), ("Straße", "Strasse"), ("Ærø", "Aero"), ("Œuvre", "Oeuvre"), ("ñandú", "nandu")],
)
def test_folding_takes_accents_away(word: str, plain: str) -> None:
    assert fold(word) == plain


@pytest.mark.parametrize(
    ("words", "hit"),
    [
        ("vélo", True),
        ("velo", True),
        ("VELOS", True),
        ("piste", True),
        ("pistes cyclables", True),
        ("fiets", False),
        ("velo -piste", False),
        ("vélo -fiets", True),
        ('"pistes cyclables"', True),
        ('"cyclables pistes"', False),
        ("fiets or velo", True),
        ("", False),
        ('"', False),
        ("-", False),
        ("& | ! ( ) : * <->", False),
        ("\x00", False),
        ("' OR 1=1 --", False),
        ("velo" * 200, False),
    ],
)
def test_words_as_people_type_them(forum: Forum, words: str, hit: bool) -> None:
    posted = forum.post(None, "Un vélo pour tous", "De bonnes pistes cyclables partout.", "fr")
    assert found(forum, words) == ({posted.id} if hit else set())


def test_a_reader_in_one_language_finds_what_is_written_in_another(forum: Forum) -> None:
    dutch = forum.post(None, "Nieuwe fietspaden", "Veilig fietsen naar school", "nl")
    arabic = forum.post(None, "حديقة للأطفال", "ألعاب", "ar")
    for language in ("nl", "fr", "en", "ar", "xx"):
        assert found(forum, "fietspaden", language) == {dutch.id}
        assert found(forum, "fiets", language) in ({dutch.id}, set())
        assert found(forum, "حديقة", language) == {arabic.id}


def test_the_title_weighs_more_than_the_text(forum: Forum) -> None:
    in_text = forum.post(None, "Something", "about the lighthouse")
    in_title = forum.post(None, "Lighthouse", "something")
    with forum.town.session() as db:
        ranked = forum.search.find(db, "lighthouse", "en")
    assert [one.subject_id for one in ranked] == [in_title.id, in_text.id]
    assert ranked[0].rank > ranked[1].rank


def test_indexing_again_replaces_and_removing_removes(forum: Forum) -> None:
    thing = uuid.uuid4()
    with forum.town.session() as db:
        forum.search.index(db, "project", thing, forum.project.id, "en", [("A", "Harbour")])
        forum.search.index(db, "project", thing, forum.project.id, "en", [("A", "Canal")])
        forum.search.index(db, "project", thing, forum.project.id, "fr", [("A", "Canal du port")])
    assert found(forum, "harbour") == set()
    assert found(forum, "canal") == found(forum, "canal", kinds=("project",)) == {thing}
    assert found(forum, "canal", kinds=("contribution",)) == set()
    with forum.town.session() as db:
        forum.search.remove(db, "project", thing)
    assert found(forum, "canal") == set()


def test_another_towns_words_find_nothing_even_by_asking_the_function(forum: Forum, other_town: Town) -> None:
    forum.post(None, "Lighthouse")
    with other_town.session() as db:
        assert forum.search.find(db, "lighthouse", "en") == []
        call = "SELECT count(*) FROM folkmoot_search('lighthous'::tsquery, NULL, :project, 10)"
        assert db.execute(text(call), {"project": forum.project.id}).scalar_one() == 0
        injected = (
            "SELECT set_config('folkmoot.tenant', :value, true),"
            " (SELECT count(*) FROM folkmoot_search('lighthous', NULL, NULL, 9))"
        )
        assert db.execute(text(injected), {"value": f"{forum.town.id}:{'0' * 64}"}).one()[1] == 0
        assert db.execute(text("SELECT count(*) FROM search_document")).scalar_one() == 0


def test_without_a_tenant_the_function_answers_nothing(forum: Forum) -> None:
    forum.post(None, "Lighthouse")
    with forum.town.platform.database.engine.connect() as connection:
        call = text("SELECT count(*) FROM folkmoot_search('lighthous'::tsquery, NULL, NULL, 10)")
        assert connection.execute(call).scalar_one() == 0


def test_the_policy_beside_the_fence_is_the_owners_for_reading_alone(server: Server) -> None:
    engine = create_engine(server.owner_url)
    query = text(
        "SELECT p.polname, p.polcmd::text, array_agg(r.rolname::text)"
        " FROM pg_policy p JOIN pg_roles r ON r.oid = ANY (p.polroles)"
        " WHERE p.polrelid = 'search_document'::regclass AND p.polname <> 'tenant_fence' GROUP BY 1, 2"
    )
    with engine.connect() as connection:
        owner = connection.scalar(text("SELECT current_user"))
        assert connection.execute(query).all() == [("search_reader", "r", [owner])]
    engine.dispose()


def fill(town: Town, forum: Forum, count: int) -> None:
    """Many documents, of which few have a rare word."""
    things = [
        (
            uuid.uuid4(),
            "en",
            f"Document {n} about {'lighthouse' if n % 10_000 == 5 else f'topic{n % 997}'}",
            "bench tree " * 5,
        )
        for n in range(count)
    ]
    with town.session() as db:
        index_many(db, "contribution", forum.project.id, things)


def scans(server: Server) -> int:
    """How often the index of words was used."""
    engine = create_engine(server.owner_url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("ANALYZE search_document"))
        connection.execute(text("SELECT pg_stat_force_next_flush()"))
        query = "SELECT idx_scan FROM pg_stat_user_indexes WHERE indexrelname = 'search_document_words_index'"
        number = int(connection.execute(text(query)).scalar_one())
    engine.dispose()
    return number


@pytest.mark.parametrize("count", [20_000, pytest.param(100_000, marks=pytest.mark.drill)])
def test_the_sites_role_searches_by_the_index(forum: Forum, server: Server, count: int) -> None:
    fill(forum.town, forum, count)
    before = scans(server)
    with forum.town.session() as db:
        assert len(forum.search.find(db, "lighthouse", "en")) == count // 10_000
        db.execute(text("SELECT pg_stat_force_next_flush()"))
    assert scans(server) > before


def test_nobody_else_may_call_it(server: Server) -> None:
    engine = create_engine(server.owner_url)
    with engine.connect() as connection:
        query = text(
            "SELECT has_function_privilege('public', 'folkmoot_search(tsquery, text[], uuid, integer)', 'EXECUTE')"
        )
        assert connection.execute(query).scalar_one() is False
    engine.dispose()


def test_the_page_finds_projects_and_ideas_and_says_when_nothing_is_there(forum: Forum) -> None:
    posted = forum.post(None, "Lighthouse")
    forum.post(None, "Lighthouse hidden", screened=True)
    with forum.town.session() as db:
        forum.search.index(db, "project", forum.project.id, forum.project.id, "en", [("A", "Lighthouses")])
    page = forum.town.browser().get("/en/search?q=lighthouse")
    assert f"/en/ideas/{posted.number}" in page
    assert f"/en/projects/{forum.project.slug}" in page
    assert "2 results" in page
    assert "Nothing found" in forum.town.browser().get("/fr/search?q=zzz").text.replace("Rien trouvé", "Nothing found")
    assert forum.town.browser().get("/en/search").status_code == 200
