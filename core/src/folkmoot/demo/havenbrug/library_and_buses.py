# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Projects that only staff see now (a draft) or that are over (archived)."""

from folkmoot.demo.words import Phase, Project, Publication, words

LIBRARY = Project(
    key="library-of-the-future",
    title=words("Library of the future", "La bibliothèque de demain", "De bibliotheek van morgen"),
    lead=words(
        "The library on Oude Haven gets a second floor. Books, of course. What else?",
        "La bibliothèque de l’Oude Haven reçoit un étage de plus. Des livres, bien sûr. Et quoi d’autre ?",
        "De bibliotheek in Oude Haven krijgt een verdieping erbij. Boeken, natuurlijk. En wat nog?",
    ),
    description=words(
        """<p>Since the bank next door moved out, its first floor belongs to the library: 640 square metres with a view
        of the masts. Some want silence, some want a 3D printer, and some just want a chair that isn’t plastic.</p>
        <h2>What is certain</h2>
        <ul><li>There will be a lift and an accessible toilet on both floors.</li>
        <li>Opening hours grow: until 8 p.m. on weekdays, and Sunday morning.</li>
        <li>Nothing becomes more expensive. A library card stays free.</li></ul>""",
        """<p>Depuis le départ de la banque voisine, son premier étage appartient à la bibliothèque : 640 mètres carrés
        avec vue sur les mâts. Certains veulent du silence, d’autres une imprimante 3D, et d’autres encore une chaise
        qui ne soit pas en plastique.</p>
        <h2>Ce qui est certain</h2>
        <ul><li>Il y aura un ascenseur et des toilettes accessibles aux deux étages.</li>
        <li>Les horaires s’élargissent : jusqu’à 20 h en semaine, et le dimanche matin.</li>
        <li>Rien ne coûtera plus cher. La carte de lecteur reste gratuite.</li></ul>""",
        """<p>Sinds de bank ernaast verhuisde, is haar eerste verdieping van de bibliotheek: 640 vierkante meter met
        zicht op de masten. De ene wil stilte, de andere een 3D-printer, en nog een andere gewoon een stoel die niet
        van plastic is.</p>
        <h2>Wat vaststaat</h2>
        <ul><li>Er komen een lift en een toegankelijk toilet op beide verdiepingen.</li>
        <li>De openingsuren worden ruimer: tot 20 uur in de week, en op zondagochtend.</li>
        <li>Niets wordt duurder. Een bibliotheekkaart blijft gratis.</li></ul>""",
    ),
    picture="reading-room",
    publication=Publication.DRAFT,
    phases=(
        Phase(
            "open-house",
            "information",
            words("Open house", "Portes ouvertes", "Opendeurdag"),
            words(
                """<p>Walk through the empty floor and write on the walls. They will be painted anyway.</p>""",
                """<p>Parcourez l’étage vide et écrivez sur les murs. Ils seront repeints de toute façon.</p>""",
                """<p>Wandel door de lege verdieping en schrijf op de muren. Ze worden toch geschilderd.</p>""",
            ),
            20,
            34,
        ),
        Phase(
            "wishes",
            "ideation",
            words("Your wishes", "Vos souhaits", "Jullie wensen"),
            words(
                """<p>What would you come to the library for, if it were here?</p>""",
                """<p>Qu’est-ce qui vous ferait venir à la bibliothèque, si cela existait ?</p>""",
                """<p>Waarvoor zou je naar de bibliotheek komen, als het er was?</p>""",
            ),
            35,
            80,
            {"reactions": "likes", "noun": "suggestion"},
        ),
    ),
    topics=("culture", "social"),
    areas=("oude-haven",),
)

NIGHT_BUSES = Project(
    key="night-buses",
    title=words("Night buses", "Bus de nuit", "Nachtbussen"),
    lead=words(
        "How do you get home after midnight? You told us, and two lines now run until two.",
        "Comment rentrez-vous après minuit ? Vous nous l’avez dit, et deux lignes roulent désormais jusqu’à "
        "deux heures.",
        "Hoe raak je na middernacht thuis? Jullie vertelden het, en twee lijnen rijden nu tot twee uur.",
    ),
    description=words(
        """<p>Nurses, waiters, dancers, night owls: 640 of you filled in the form at the stops or shared an idea here.
        It turned out that most of you don’t come from a party. You come from work.</p>
        <p>Lines 2 and 4 now run until 2 a.m. on every night of the week. The project is finished, but everything that
        was said stays here to read.</p>""",
        """<p>Infirmières, serveurs, danseuses, noctambules : vous êtes 640 à avoir rempli le formulaire aux arrêts ou
        partagé une idée ici. Il s’est avéré que la plupart ne rentrent pas d’une fête, mais du travail.</p>
        <p>Les lignes 2 et 4 roulent maintenant jusqu’à 2 h, toutes les nuits de la semaine. Le projet est terminé,
        mais tout ce qui a été dit reste lisible ici.</p>""",
        """<p>Verpleegkundigen, obers, dansers, nachtraven: 640 mensen vulden het formulier aan de halte in of deelden
        hier een idee. En wat bleek? De meesten komen niet van een feestje, maar van hun werk.</p>
        <p>Lijn 2 en lijn 4 rijden nu elke nacht van de week tot 2 uur. Het project is afgelopen, maar alles wat gezegd
        werd, blijft hier te lezen.</p>""",
    ),
    picture="night-bus",
    publication=Publication.ARCHIVED,
    phases=(
        Phase(
            "ideas",
            "ideation",
            words("Your ideas", "Vos idées", "Jullie ideeën"),
            words(
                """<p>Where do you wait, where do you walk, and what would help?</p>""",
                """<p>Où attendez-vous, où marchez-vous, et qu’est-ce qui aiderait ?</p>""",
                """<p>Waar wacht je, waar stap je, en wat zou helpen?</p>""",
            ),
            -520,
            -450,
            {"reactions": "likes", "noun": "idea"},
        ),
        Phase(
            "result",
            "information",
            words("What became of it", "Ce qui en est sorti", "Wat het werd"),
            words(
                """<p>Lines 2 and 4 run every half hour until 2 a.m. After 10 p.m. the driver stops between two stops
                if you ask. On average 310 people ride each night, twice as many as we had hoped.</p>""",
                """<p>Les lignes 2 et 4 passent toutes les demi-heures jusqu’à 2 h. Après 22 h, le chauffeur s’arrête
                entre deux arrêts si vous le demandez. En moyenne, 310 personnes les prennent chaque nuit, deux fois
                plus qu’espéré.</p>""",
                """<p>Lijn 2 en lijn 4 rijden elk half uur tot 2 uur. Na 22 uur stopt de chauffeur op vraag ook tussen
                twee haltes. Gemiddeld rijden er elke nacht 310 mensen mee, dubbel zoveel als we hoopten.</p>""",
            ),
            -449,
            -365,
        ),
    ),
    topics=("mobility", "safety"),
    areas=("stationsbuurt", "zuiderveld", "molenwijk"),
    folder="streets-for-people",
)
