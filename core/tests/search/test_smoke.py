import datetime
from folkmoot.contributions.services import Contributions
from folkmoot.contributions.reactions import Reactions
from folkmoot.discussion.services import Discussion
from folkmoot.contributions.interfaces import *
from folkmoot.search.services import Search
from folkmoot.audit.activities import Activities
from folkmoot.audit.services import Audit
from folkmoot.testing import count_statements
def test_x(town):
    place = town.platform.place(town.host)
    reg = place.application.registry
    a = Activities("s"*40)
    c = Contributions(reg.folkmoot_plugins, reg.folkmoot_packages, Search(), a, Audit(), Reactions(a))
    d = Discussion(a, Audit())
    p = town.project(); ph = town.phase(p); acc = town.account()
    from folkmoot.contributions.tables import status
    from sqlalchemy import insert
    from folkmoot.hookspecs.methods import PhaseInfo
    now = datetime.datetime.now(datetime.UTC)
    info = PhaseInfo(ph.id, p.id, p.slug, 1, "ideation", {}, {}, now, None, "open")
    with town.session() as db:
        r = c.post(db, info, acc.id, Draft("Un vélo pour tous", "Des pistes cyclables", "fr"), now, like=ReactionRules(like_cap=10))
        print(r)
        row = c.by_number(db, r.number, acc.id)
        print(row)
        for text in ("", "velo", "vélo", "pistes", "nonsense", "cyclable -velo", '"'):
            for order in ("newest", "oldest", "random", "popular", "commented"):
                page = c.listing(db, ListQuery(phase_id=ph.id, text=text, language="nl", order=order, viewer_id=acc.id, topics=()))
            print(text, page.total)
        print(page)
        x = d.comment(db, row, acc.id, "hello", "fr", now)
        y = d.comment(db, row, acc.id, "hello", "fr", now, parent_id=x)
        z = d.comment(db, row, acc.id, "hello", "fr", now, parent_id=y)
        d.react(db, x, acc.id, 1, now)
        print(d.thread(db, row.id, acc.id, "supported"))
        print(d.page_of(db, row.id, z, "newest"))
        print(d.remove(db, y, __import__("types").SimpleNamespace(id=acc.id, manages=lambda p: False), now))
        print(c.edit(db, r.id, acc.id, Draft("Autre", "Texte", "fr"), now), c.versions(db, r.id), c.steps(db, r.id))
        st = c.statuses(db, ["ideation"])[0]
        print(c.set_status(db, r.id, st.id, acc.id, now, reply=({"fr": "Parcs"}, {"fr": "oui"})), c.replies(db, r.id))
        print(c.withdraw(db, r.id, acc.id, now))
    print([ (x.plugin.id, x.mode, x.reason) for x in town.platform.composer.decide(town.site)])
    town.browser().get("/en/search?q=velo", status=200)
