# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Zuidermeer's own words: name, claim, contact, footer and the page about it."""

from folkmoot.demo.pages import pages
from folkmoot.demo.topics import TOPICS
from folkmoot.demo.words import Contact, Page, Town, same, words
from folkmoot.demo.zuidermeer import areas, people, projects

EMAIL = "hallo@zuidermeer.example"

ABOUT = Page(
    "about",
    words("About Zuidermeer together", "À propos de Zuidermeer ensemble", "Over Zuidermeer samen"),
    words(
        """<p>Zuidermeer has 6,400 inhabitants, one lake and many opinions. On this platform we put them side by side:
        you share an idea, others add to it, and the municipality answers.</p>
        <p>You would rather talk? Mayor and aldermen drink coffee in the parish hall on the first Sunday of the month.
        What you say there we put online for you, if you like.</p>
        <p><em>Zuidermeer is an invented village. Everything on this demonstration site, people included, is made
        up.</em></p>""",
        """<p>Zuidermeer compte 6 400 habitants, un lac et beaucoup d’opinions. Cette plateforme les met côte à côte :
        vous partagez une idée, d’autres la complètent, et la commune répond.</p>
        <p>Vous préférez parler ? Le collège prend le café à la salle paroissiale le premier dimanche du mois. Si vous
        le souhaitez, nous mettons en ligne ce que vous y dites.</p>
        <p><em>Zuidermeer est un village imaginaire. Tout sur ce site de démonstration est inventé, y compris les
        personnes.</em></p>""",
        """<p>Zuidermeer telt 6.400 inwoners, één meer en veel meningen. Op dit platform leggen we ze naast elkaar: jij
        deelt een idee, anderen vullen aan, en de gemeente antwoordt.</p>
        <p>Liever praten? De burgemeester en de schepenen drinken koffie in de parochiezaal op de eerste zondag van de
        maand. Wat je daar zegt, zetten we online als je dat wilt.</p>
        <p><em>Zuidermeer is een verzonnen dorp. Alles op deze demonstratiesite is bedacht, ook de mensen.</em></p>""",
    ),
)

ZUIDERMEER = Town(
    slug="zuidermeer",
    hosts=("zuid.localhost",),
    locales=("nl", "fr", "en"),
    default_locale="nl",
    timezone="Europe/Brussels",
    currency="EUR",
    brand="#8c1d40",
    accent="#ffcf56",
    picture="lake",
    name=same("Zuidermeer"),
    claim=words("together", "ensemble", "samen"),
    welcome=words("A village thinks along", "Un village qui réfléchit ensemble", "Een dorp denkt mee"),
    lead=words(
        "Two big questions this year: the square and the lake. What is your answer?",
        "Deux grandes questions cette année : la place et le lac. Quelle est votre réponse ?",
        "Twee grote vragen dit jaar: het plein en het meer. Wat is jouw antwoord?",
    ),
    contact=Contact(
        EMAIL,
        "+32 50 00 00 11",
        words(
            "Town hall, Dorpsplein 4, Zuidermeer",
            "Maison communale, Dorpsplein 4, Zuidermeer",
            "Gemeentehuis, Dorpsplein 4, Zuidermeer",
        ),
    ),
    footer=words(
        "The participation platform of the municipality of Zuidermeer.",
        "La plateforme de participation de la commune de Zuidermeer.",
        "Het participatieplatform van de gemeente Zuidermeer.",
    ),
    pages=pages(ABOUT, EMAIL),
    areas=areas.AREAS,
    topics=TOPICS,
    accounts=people.ACCOUNTS,
    citizens=people.CITIZENS,
    folders=projects.FOLDERS,
    projects=projects.PROJECTS,
    crowd=90,
)
