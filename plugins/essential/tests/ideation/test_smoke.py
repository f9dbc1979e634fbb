from folkmoot.projects.models import Topic, Area
from folkmoot.testing import count_statements
def test_x(town):
    p = town.project(); ph = town.phase(p); acc = town.account()
    with town.session() as db:
        db.add(Topic(slug="green", title={"en":"Green"}, icon="leaf", tone="green"))
        db.add(Area(slug="old", title={"en":"Old town"}, latitude=51050000, longitude=3720000, outline=[[51050000, 3720000],[51060000, 3720000],[51060000, 3730000]]))
    b = town.browser(acc)
    eng = town.platform.database.engine
    with count_statements(eng) as s:
        r = b.get(f"/en/projects/{p.slug}")
    print(len(s), "list empty"); __import__("pathlib").Path("/tmp/list0.html").write_text(r.text)
    r = b.get(f"/en/projects/{p.slug}/1/ideas/new"); __import__("pathlib").Path("/tmp/new.html").write_text(r.text)
    f = r.forms[[k for k in r.forms if "title" in r.forms[k].fields][0]]
    f["title"]="A bench"; f["body"]="In the park please"
    f["topics"]=True
    f["place_latitude"]="51.05"; f["place_longitude"]="3.7"
    r = f.submit(); print(r.status, r.headers.get("location"))
    r = r.follow(); __import__("pathlib").Path("/tmp/show.html").write_text(r.text)
    num = r.request.path.rsplit("/",1)[1]
    f = [f for f in r.forms.values() if "body" in f.fields][0]
    f["body"]="Yes!"
    r = f.submit().follow(); 
    tok = r.forms["support"]["csrf_token"].value
    r2 = b.post(f"/en/ideas/{num}/reaction/none", {"csrf_token": tok}); print(r2.status, r2.location)
    r2 = b.post(f"/en/ideas/{num}/reaction/like", {"csrf_token": tok}, headers={"HX-Request":"true","HX-Target":"support-1"}); print(r2.status, r2.text)
    for view in ("cards","list","map"):
        with count_statements(eng) as s:
            r = b.get(f"/en/projects/{p.slug}?view={view}")
        __import__("pathlib").Path(f"/tmp/list-{view}.html").write_text(r.text)
    print(len(s)); print("\n".join(x[:150].replace("\n"," ") for x in s))
    with count_statements(eng) as s:
        r = b.get(f"/en/ideas/{num}")
    print(len(s)); print("\n".join(x[:150].replace("\n"," ") for x in s))
    for u in ("/en/ideas", "/fr/ideas?q=bench&topic=green&sort=random", f"/en/ideas/{num}/edit", f"/en/ideas/{num}/withdraw", "/en/"):
        r = b.get(u); print(u, r.status)
    v = town.browser()
    r = v.get(f"/en/ideas/{num}"); __import__("pathlib").Path("/tmp/visitor.html").write_text(r.text)
    r = v.get(f"/en/projects/{p.slug}/1/ideas/new"); __import__("pathlib").Path("/tmp/visitor-new.html").write_text(r.text)
