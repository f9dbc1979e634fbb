# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Public pages of projects, as a visitor's browser gets them."""

import datetime
import re
import uuid
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy.orm import Session

from folkmoot.accounts.interfaces import Role
from folkmoot.audit.models import Activity
from folkmoot.contributions.models import Contribution, Status
from folkmoot.media.models import MediaFile
from folkmoot.media.services import Media
from folkmoot.projects.models import Area, Attachment, Folder, Phase, Project, ProjectArea, ProjectTopic, Topic
from folkmoot.tenants.models import Tenant
from folkmoot.tenants.services import touch
from folkmoot.testing import Town, count_statements

MOST_STATEMENTS = 12
DAY = datetime.timedelta(days=1)
PDF = b"%PDF-1.7\ntrailer<<>>\n%%EOF\n"
METHOD = "information"


def configure(town: Town, **values: object) -> None:
    """Change the tenant and let the platform know."""
    with town.platform.database.platform() as db:
        town.platform.database.enter_tenant(db.connection(), town.id)
        tenant = db.get_one(Tenant, town.id)
        for name, value in values.items():
            setattr(tenant, name, value)
        touch(db, tenant)
    town.platform.refresh()


def furnish(town: Town, project: Project, phase: Phase, number: int) -> None:
    """A topic, an area, a document, contributions and acts."""
    with town.session() as db:
        topic, area = (table(slug=f"one-{number}", title={"en": f"Tag {number}"}) for table in (Topic, Area))
        file = Media(town.platform.settings.data).store_document(db, PDF, "plan.pdf", None)
        status = Status(method=phase.method, status_class="proposed", title={"en": "Proposed"})
        db.add_all([topic, area, status])
        db.flush()
        db.add_all([
            ProjectTopic(project_id=project.id, topic_id=topic.id), ProjectArea(project_id=project.id, area_id=area.id),
            Attachment(project_id=project.id, file_id=file.id, title={"en": f"Plan {number}"}),
        ])  # fmt: skip
        for _ in range(number):
            _act(db, project, phase, status)


def _act(db: Session, project: Project, phase: Phase, status: Status, **values: object) -> None:
    facts = {"title": "A", "body": "B", "language": "en", "published_at": datetime.datetime.now(datetime.UTC), **values}
    row = Contribution(
        project_id=project.id, phase_id=phase.id, method=phase.method, status_id=status.id, **facts
    )  # fmt: skip
    db.add(row)
    db.flush()
    participant = uuid.uuid4()
    for verb in ("posted", "reacted"):
        db.add(
            Activity(verb=verb, kind="contribution", subject_id=row.id, project_id=project.id, participant=participant)
        )  # fmt: skip


@contextmanager
def at_most(town: Town, most: int = MOST_STATEMENTS) -> Iterator[list[str]]:
    with count_statements(town.platform.database.engine) as seen:
        yield seen
    assert len(seen) <= most, "\n\n".join(seen)


def test_the_home_page_says_what_is_open(town: Town) -> None:
    for opens, closes in ((-1, 10), (2, 10), (-9, -2)):
        town.phase(town.project(), METHOD, opens=opens, closes=closes)
    page = town.browser().get("/en/")
    assert [heading.get_text() for heading in page.html.select("h2")][:3] == ["Open now", "Coming soon", "Looking back"]
    assert "Open until" in page.text
    assert "Opens on" in page.text
    assert "Ended on" in page.text
    assert len(page.html.select("h1")) == 1


def test_an_empty_town_has_a_home_page_in_each_language(town: Town) -> None:
    for locale in ("en", "fr", "nl"):
        page = town.browser().get(f"/{locale}/")
        assert page.html.html["lang"] == locale
    town.browser().get("/de/", status=404)


def test_the_towns_welcome_and_picture(town: Town) -> None:
    import io

    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (900, 600)).save(out, "PNG")
    with town.session() as db:
        file = Media(town.platform.settings.data).store_picture(db, out.getvalue(), "a.png", {}, None)
    texts = {"welcome": {"en": "Your <town>, your say"}, "lead": {"en": "Come in"}, "picture_id": str(file.id)}
    configure(town, settings=texts)
    page = town.browser().get("/en/")
    assert page.html.h1.get_text() == "Your <town>, your say"
    assert file.key in page.text
    configure(town, settings={"picture_id": "nonsense"})
    town.browser().get("/en/", status=200)


def crowded(town: Town, count: int) -> list[tuple[Project, Phase]]:
    """A town with that many projects, each with everything."""
    made = []
    with town.session() as db:
        folder = Folder(slug=f"folder-{count}", title={"en": "Folder"}, state="published")
        db.add(folder)
    for number in range(count):
        project = town.project(folder_id=folder.id if number % 3 == 0 else None, description={"en": "<p>Text</p>"})
        phases = [town.phase(project, METHOD, opens=day, closes=day + 4) for day in range(-8, 8, 4)]
        furnish(town, project, phases[2], number + count * 100 if number < 2 else number)
        made.append((project, phases[2]))
    return made


def test_pages_cost_the_same_few_statements_whatever_they_hold(town: Town, other_town: Town) -> None:
    made = crowded(town, 8)
    for path in ("/en/", "/en/projects", "/en/projects?topic=one-1", "/en/folders/folder-8", "/sitemap.xml"):
        for visitor in (town.browser(), town.browser(town.account(role=Role.ADMINISTRATOR))):
            with at_most(town) as full:
                visitor.get(path)
    with at_most(town) as full:
        town.browser().get("/en/projects")
    with at_most(town) as empty:
        other_town.browser().get("/en/projects")
    assert len(full) <= len(empty) + 2  # none for phases and for people where there is no project
    for path in ("", "/1", "/3", f"?preview={made[0][0].preview_token}"):
        with at_most(town):
            town.browser().get(f"/en/projects/{made[1][0].slug}{path}")


def test_cards_count_from_rows_what_everybody_may_see(town: Town) -> None:
    project = town.project()
    phase = town.phase(project, METHOD)
    furnish(town, project, phase, 3)
    now = datetime.datetime.now(datetime.UTC)
    with town.session() as db:
        status = Status(method=METHOD, status_class="prescreening", title={"en": "Waits"})
        db.add(status)
        db.flush()
        _act(db, project, phase, status, published_at=None)
        _act(db, project, phase, status, withdrawn_at=now)
    page = town.browser().get("/en/")
    assert "3 contributions · 5 participants" in page.text


def test_the_list_can_be_filtered(town: Town) -> None:
    for number, (opens, closes) in enumerate(((-1, 10), (2, 10), (-9, -2)), start=1):
        project = town.project(title={"en": f"Number {number}"})
        furnish(town, project, town.phase(project, METHOD, opens=opens, closes=closes), number)
    town.project("archived", title={"en": "Number 4"})
    whole_town = town.project(title={"en": "Number 5"})
    town.phase(whole_town, METHOD, opens=-9, closes=-2)

    def found(query: str) -> set[str]:
        return set(re.findall(r"Number (\d)", town.browser().get(f"/en/projects{query}").text))

    assert found("") == {"1", "2", "3", "5"}
    assert (found("?state=open"), found("?state=soon"), found("?state=ended")) == ({"1"}, {"2"}, {"3", "5"})
    assert found("?state=archived") == {"4"}
    assert (found("?topic=one-2"), found("?area=one-2")) == ({"2"}, {"2", "5"})
    assert found("?topic=nonsense&state=nonsense&page=x") == set()
    assert found("?state=soon&topic=one-1") == set()
    assert found("?page=999999999999") == {"1", "2", "3", "5"}


def test_long_lists_have_pages_that_keep_the_filter(town: Town) -> None:
    for _ in range(30):
        town.phase(town.project(), METHOD)
    first = town.browser().get("/en/projects?state=open")
    second = first.click(linkid=None, href=r"page=2", index=0)
    titles = [
        {title.get_text() for title in page.html.select(".card-title")} for page in (first, second)
    ]  # fmt: skip
    assert (len(titles[0]), len(titles[1]), titles[0] & titles[1]) == (24, 6, set())
    assert "state=open" in second.request.query_string


def test_folders_lead_to_their_projects(town: Town) -> None:
    with town.session() as db:
        shown = Folder(slug="streets", title={"en": "Streets"}, state="published")
        hidden = Folder(slug="hidden", title={"en": "Hidden"}, state="draft")
        db.add_all([shown, hidden])
    town.project(title={"en": "In streets"}, folder_id=shown.id)
    town.project(title={"en": "In hidden"}, folder_id=hidden.id)
    index = town.browser().get("/en/projects")
    assert "In streets" in index.text
    assert "In hidden" in index.text
    assert ">Hidden<" not in index.text
    folder = index.click("Streets")
    assert "In streets" in folder.text
    assert "In hidden" not in folder.text
    town.browser().get("/en/folders/hidden", status=404)
    town.browser(town.account(role=Role.ADMINISTRATOR)).get("/en/folders/hidden", status=200)


def test_unlisted_projects_are_reached_by_their_address_only(town: Town) -> None:
    project = town.project(listed=False, title={"en": "Quiet"})
    for path in ("/en/", "/en/projects", "/sitemap.xml"):
        assert "Quiet" not in town.browser().get(path).text
        assert project.slug not in town.browser().get(path).text
    assert 'content="noindex"' in town.browser().get(f"/en/projects/{project.slug}").text


def test_a_project_shows_its_current_phase_and_leads_to_the_others(town: Town) -> None:
    project = town.project(lead={"en": "A lead"}, description={"en": "<p>Long text</p>"})
    for number, (opens, closes) in enumerate(((-9, -5), (-4, 5), (6, None)), start=1):
        description = {"en": f"<p>Text of phase {number}</p>"}
        town.phase(
            project, METHOD, opens=opens, closes=closes, title={"en": f"Phase {number}"}, description=description
        )
    page = town.browser().get(f"/en/projects/{project.slug}")
    assert "Text of phase 2" in page.text
    assert "Text of phase 1" not in page.text
    assert [bar["class"][1] for bar in page.html.select(".step")] == ["is-done", "is-now", "is-next"]
    assert page.html.select_one("[aria-current=step] strong").get_text() == "Phase 2"
    assert "Text of phase 3" in page.click("Phase 3", index=0).text
    assert "Text of phase 1" in town.browser().get(f"/en/projects/{project.slug}/1").text
    for number in ("0", "4", "01", "x"):
        town.browser().get(f"/en/projects/{project.slug}/{number}", status=404)


def test_parallel_phases_are_both_now_and_can_be_chosen(town: Town) -> None:
    project = town.project()
    for number, opens in enumerate((-9, -4), start=1):
        description = {"en": f"<p>Text of phase {number}</p>"}
        town.phase(project, METHOD, opens=opens, closes=5, title={"en": f"Phase {number}"}, description=description)
    page = town.browser().get(f"/en/projects/{project.slug}")
    assert len(page.html.select(".step.is-now")) == 2
    tabs = page.html.select_one(".tabs")
    assert [link.get_text(strip=True) for link in tabs.select("a")] == ["Phase 1", "Phase 2"]
    assert tabs.select_one("[aria-current=page]").get_text(strip=True) == "Phase 2"
    assert "Text of phase 1" in town.browser().get(tabs.select("a")[0]["href"]).text


def test_a_phase_without_its_module_says_so_and_the_rest_still_shows(town: Town) -> None:
    project = town.project(description={"en": "<p>Long text</p>"})
    town.phase(project, "no_such_method", description={"en": "<p>What it was about</p>"})
    page = town.browser().get(f"/en/projects/{project.slug}")
    assert page.html.select_one("[data-reason=module-absent]")
    assert "Long text" in page.text
    assert "What it was about" in page.text


def test_a_project_without_phases_and_texts_still_has_a_page(town: Town) -> None:
    page = town.browser().get(f"/en/projects/{town.project().slug}")
    assert "Nothing has been planned yet" in page.text


def test_rich_text_is_cleaned_again_when_it_is_shown(town: Town) -> None:
    nasty = '<p>Fine</p><script>alert(1)</script><img src="//evil.example/x.png" onerror="alert(2)">'
    project = town.project(description={"en": nasty}, title={"en": "<b>Bold</b>"})
    page = town.browser().get(f"/en/projects/{project.slug}")
    assert "Fine" in page.text
    assert "alert(" not in page.text
    assert "evil.example" not in page.text
    assert "<b>Bold" not in page.text


def test_the_best_language_is_shown_and_said(town: Town) -> None:
    project = town.project(title={"nl": "Alleen Nederlands"}, description={"nl": "<p>Tekst</p>"})
    page = town.browser().get(f"/fr/projects/{project.slug}")
    assert "Alleen Nederlands" in page.text
    assert page.html.select_one(".prose[lang=nl]")
    assert "néerlandais" in page.html.select_one(".translation-note").get_text()
    assert town.browser().get(f"/nl/projects/{project.slug}").html.select_one(".translation-note") is None


def test_documents_are_offered_with_their_size(town: Town) -> None:
    project = town.project()
    furnish(town, project, town.phase(project, METHOD), 1)
    page = town.browser().get(f"/en/projects/{project.slug}")
    assert "Plan 1" in page.text
    assert "1 kB" in page.text
    document = page.click("Plan 1").follow()
    assert document.body == PDF
    town.browser().get(f"/en/projects/{project.slug}/documents/{uuid.uuid4()}", status=404)
    town.browser().get(f"/en/projects/{project.slug}/documents/nonsense", status=404)


def test_documents_of_one_project_are_not_reached_through_another(town: Town) -> None:
    draft, public = town.project("draft"), town.project()
    furnish(town, draft, town.phase(draft, METHOD), 1)
    with town.session() as db:
        attachment = db.query(Attachment).one()
    town.browser().get(f"/en/projects/{public.slug}/documents/{attachment.id}", status=404)
    town.browser().get(f"/en/projects/{draft.slug}/documents/{attachment.id}", status=404)


def test_an_archived_project_can_be_read(town: Town) -> None:
    project = town.project("archived", title={"en": "Old plan"}, description={"en": "<p>Long text</p>"})
    town.phase(project, METHOD)
    page = town.browser().get(f"/en/projects/{project.slug}")
    assert page.html.select_one("[data-reason=project-archived]")
    assert "Long text" in page.text
    assert "Open until" not in page.text
    assert "Old plan" not in town.browser().get("/en/").text


def test_another_towns_project_is_not_here(town: Town, other_town: Town) -> None:
    project = other_town.project(slug="only-theirs")
    town.browser().get(f"/en/projects/{project.slug}", status=404)
    other_town.browser().get(f"/en/projects/{project.slug}", status=200)


def test_text_pages_and_the_model_statement(town: Town) -> None:
    configure(town, settings={
        "pages": {"about": {"title": {"en": "About us"}, "body": {"en": "<p>We are</p><script>x</script>"}}},
        "contact_email": "hello@town.example",
    })  # fmt: skip
    page = town.browser().get("/en/").click("About us")
    assert "We are" in page.text
    assert "<script>x" not in page.text
    statement = town.browser().get("/en/pages/accessibility")
    assert "WCAG" in statement.text
    assert "hello@town.example" in statement.text
    for name in ("privacy", "nonsense", "../x"):
        town.browser().get(f"/en/pages/{name}", status=404)


def test_search_engines_find_all_languages_and_no_drafts(town: Town, draft: Project) -> None:
    project = town.project()
    tree = ET.fromstring(town.browser().get("/sitemap.xml").body)
    addresses = [element.text for element in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    for locale in ("en", "fr", "nl"):
        assert f"http://{town.host}/{locale}/projects/{project.slug}" in addresses
    assert not [address for address in addresses if draft.slug in (address or "")]
    robots = town.browser().get("/robots.txt").text
    assert "Disallow: /admin" in robots
    assert f"Sitemap: http://{town.host}/sitemap.xml" in robots


def test_pages_name_their_other_languages(town: Town) -> None:
    project = town.project()
    page = town.browser().get(f"/en/projects/{project.slug}")
    links = {link["hreflang"]: link["href"] for link in page.html.select("link[rel=alternate]")}
    assert links == {code: f"http://{town.host}/{code}/projects/{project.slug}" for code in ("en", "fr", "nl")}


def test_pages_carry_no_inline_script_or_style(town: Town) -> None:
    project = town.project()
    furnish(town, project, town.phase(project, METHOD), 1)
    for path in ("/en/", "/en/projects", f"/en/projects/{project.slug}", "/en/pages/accessibility"):
        html: Any = town.browser().get(path).html
        assert not html.select("style, [style]")
        assert not [script for script in html.select("script") if not script.get("src")]
        assert not [one for one in html.find_all(True) if any(name.startswith("on") for name in one.attrs)]


def test_files_of_projects_are_unguessable_even_for_drafts(town: Town, draft: Project) -> None:
    furnish(town, draft, town.phase(draft, METHOD), 1)
    with town.session() as db:
        assert len(db.query(MediaFile).one().key) == 26
