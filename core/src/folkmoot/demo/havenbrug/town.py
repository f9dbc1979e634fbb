# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Havenbrug's own words: name, claim, contact, footer and the page about it."""

from folkmoot.demo.havenbrug import areas, people, projects
from folkmoot.demo.pages import pages
from folkmoot.demo.topics import TOPICS
from folkmoot.demo.words import Contact, Page, Town, same, words

EMAIL = "hello@havenbrug.example"

ABOUT = Page(
    "about",
    words("About Havenbrug decides", "À propos de Havenbrug décide", "Over Havenbrug beslist"),
    words(
        """<p>Havenbrug belongs to the people who live in it. On this platform you can share ideas, support the ideas of
        others, ask questions and follow what the city does with them.</p>
        <h2>What happens to my idea?</h2>
        <ul><li>You share it. Neighbours support it, ask questions and make it better.</li>
        <li>With 100 supporters, a city engineer checks it: can it be done, is it allowed, what does it cost?</li>
        <li>You get an answer in plain words, also when the answer is no.</li></ul>
        <h2>Who runs this?</h2>
        <p>A team of four in the town hall. You can meet them every Wednesday from 2 to 5 p.m. at the library on Oude
        Haven, with coffee.</p>
        <p><em>Havenbrug is an invented town. Everything on this demonstration site, people included, is made
        up.</em></p>""",
        """<p>Havenbrug appartient à celles et ceux qui y vivent. Sur cette plateforme, vous partagez des idées,
        soutenez celles des autres, posez vos questions et suivez ce que la ville en fait.</p>
        <h2>Que devient mon idée ?</h2>
        <ul><li>Vous la partagez. Vos voisins la soutiennent, posent des questions et l’améliorent.</li>
        <li>À partir de 100 soutiens, un ingénieur de la ville l’examine : est-ce faisable, est-ce permis, combien ça
        coûte ?</li>
        <li>Vous recevez une réponse claire, même quand la réponse est non.</li></ul>
        <h2>Qui s’en occupe ?</h2>
        <p>Une équipe de quatre personnes à l’hôtel de ville. Venez les rencontrer chaque mercredi de 14 à 17 h à la
        bibliothèque de l’Oude Haven, autour d’un café.</p>
        <p><em>Havenbrug est une ville imaginaire. Tout sur ce site de démonstration est inventé, y compris les
        personnes.</em></p>""",
        """<p>Havenbrug is van de mensen die er wonen. Op dit platform deel je ideeën, steun je die van anderen, stel
        je vragen en volg je wat de stad ermee doet.</p>
        <h2>Wat gebeurt er met mijn idee?</h2>
        <ul><li>Je deelt het. Buren steunen het, stellen vragen en maken het beter.</li>
        <li>Met 100 steunbetuigingen bekijkt een stadsingenieur het: kan het, mag het, wat kost het?</li>
        <li>Je krijgt een antwoord in gewone taal, ook als het antwoord nee is.</li></ul>
        <h2>Wie zit hierachter?</h2>
        <p>Een team van vier in het stadhuis. Je vindt ze elke woensdag van 14 tot 17 uur in de bibliotheek in Oude
        Haven, met koffie.</p>
        <p><em>Havenbrug is een verzonnen stad. Alles op deze demonstratiesite is bedacht, ook de mensen.</em></p>""",
    ),
)

HAVENBRUG = Town(
    slug="havenbrug",
    hosts=("localhost", "127.0.0.1"),
    locales=("en", "fr", "nl"),
    default_locale="en",
    timezone="Europe/Brussels",
    currency="EUR",
    brand="#0d6b66",
    accent="#f4b740",
    picture="bridge",
    name=same("Havenbrug"),
    claim=words("decides", "décide", "beslist"),
    welcome=words("Your city, your say", "Votre ville, votre voix", "Jouw stad, jouw stem"),
    lead=words(
        "Share an idea, support your neighbours’ ideas and see what the city does with them.",
        "Partagez une idée, soutenez celles de vos voisins et voyez ce que la ville en fait.",
        "Deel een idee, steun de ideeën van je buren en zie wat de stad ermee doet.",
    ),
    contact=Contact(
        EMAIL,
        "+32 50 00 00 00",
        words(
            "Town hall, Kerkplein 1, Havenbrug",
            "Hôtel de ville, Kerkplein 1, Havenbrug",
            "Stadhuis, Kerkplein 1, Havenbrug",
        ),
    ),
    footer=words(
        "The participation platform of the City of Havenbrug. Ideas belong to the people who share them.",
        "La plateforme de participation de la Ville de Havenbrug. Les idées sont à celles et ceux qui les partagent.",
        "Het participatieplatform van de stad Havenbrug. Ideeën zijn van wie ze deelt.",
    ),
    pages=pages(ABOUT, EMAIL),
    areas=areas.AREAS,
    topics=TOPICS,
    accounts=people.ACCOUNTS,
    citizens=people.CITIZENS,
    folders=projects.FOLDERS,
    projects=projects.PROJECTS,
    crowd=330,
)
