import re
def test_x(town):
    p = town.project()
    town.phase(p, "ideation", opens=-9, closes=-5)
    town.phase(p, "ideation", opens=-4, closes=5, title={"en": "Second round", "fr":"Deux"})
    q = town.project()
    town.phase(q, "ideation", opens=-9, closes=-5)
    town.phase(q, "ideation", opens=4, closes=5, title={"en": "Later round"})
    r = town.project(); town.phase(r, "ideation", opens=4, closes=5, title={"en": "Later round"})
    acc = town.account()
    for b in (town.browser(), town.browser(acc)):
        for path in (f"{p.slug}/1", f"{q.slug}/1", f"{r.slug}/1"):
            page = b.get(f"/en/projects/{path}/ideas/new", expect_errors=True)
            print(page.status, [re.sub(r"\s+", " ", one.get_text()) for one in page.html.select("[data-reason]")])
