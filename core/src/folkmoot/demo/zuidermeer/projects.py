# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The two projects of Zuidermeer."""

from folkmoot.demo.words import Folder, Phase, Project, words

FOLDERS: tuple[Folder, ...] = ()

VILLAGE_SQUARE = Project(
    key="village-square",
    title=words("The village square", "La place du village", "Het dorpsplein"),
    lead=words(
        "Fewer parked cars, more village. How do we share the square?",
        "Moins de voitures garées, plus de village. Comment partager la place ?",
        "Minder geparkeerde auto’s, meer dorp. Hoe delen we het plein?",
    ),
    description=words(
        """<p>Forty-two parking spaces, one lime tree and a bandstand that nobody dares to stand on: that is our square
        today. The bakery, the pharmacy and the café depend on it, and so does everyone who meets there after mass or
        after the match.</p>
        <p>The municipality has €180,000 for it. That isn’t enough for marble, but it is enough for good ideas.</p>
        <h2>What we ask you</h2>
        <ul><li>What do you do on the square, and when?</li><li>What do you miss there?</li>
        <li>How many parking spaces do we really need, and where?</li></ul>""",
        """<p>Quarante-deux places de parking, un tilleul et un kiosque où personne n’ose monter : voilà notre place
        aujourd’hui. La boulangerie, la pharmacie et le café en vivent, tout comme celles et ceux qui s’y retrouvent
        après la messe ou le match.</p>
        <p>La commune dispose de 180 000 €. Pas assez pour du marbre, mais assez pour de bonnes idées.</p>
        <h2>Ce que nous vous demandons</h2>
        <ul><li>Que faites-vous sur la place, et quand ?</li><li>Qu’est-ce qui y manque ?</li>
        <li>De combien de places de parking avons-nous vraiment besoin, et où ?</li></ul>""",
        """<p>Tweeënveertig parkeerplaatsen, één linde en een kiosk waar niemand op durft te staan: dat is ons plein
        vandaag. De bakker, de apotheek en het café leven ervan, en iedereen die er blijft plakken na de mis of na de
        match.</p>
        <p>De gemeente heeft er 180.000 euro voor. Niet genoeg voor marmer, wel genoeg voor goede ideeën.</p>
        <h2>Wat we jullie vragen</h2>
        <ul><li>Wat doe je op het plein, en wanneer?</li><li>Wat mis je er?</li>
        <li>Hoeveel parkeerplaatsen hebben we echt nodig, en waar?</li></ul>""",
    ),
    picture="square",
    phases=(
        Phase(
            "village-talk",
            "information",
            words("Village talk", "Causerie au village", "Dorpsgesprek"),
            words(
                """<p>On a rainy Sunday 130 people came to the parish hall. There was soup. You can read the report
                at the town hall or ask us to send it.</p>""",
                """<p>Un dimanche de pluie, 130 personnes sont venues à la salle paroissiale. Il y avait de la soupe.
                Le compte rendu peut être lu à la maison communale, ou envoyé sur demande.</p>""",
                """<p>Op een regenachtige zondag kwamen 130 mensen naar de parochiezaal. Er was soep. Het verslag ligt
                ter inzage in het gemeentehuis, en we sturen het graag op.</p>""",
            ),
            -50,
            -22,
        ),
        Phase(
            "ideas",
            "ideation",
            words("Ideas", "Idées", "Ideeën"),
            words(
                """<p>Share your idea for the square, or tell us what you think of your neighbours’ ideas.</p>""",
                """<p>Partagez votre idée pour la place, ou dites ce que vous pensez de celles de vos voisins.</p>""",
                """<p>Deel je idee voor het plein, of zeg wat je vindt van de ideeën van je buren.</p>""",
            ),
            -21,
            20,
            {"reactions": "likes_and_dislikes", "noun": "idea"},
        ),
        Phase(
            "sketch",
            "information",
            words("First sketch", "Première esquisse", "Eerste schets"),
            words(
                """<p>The designer hangs two sketches in the window of the bakery. You can write on them.</p>""",
                """<p>La paysagiste accroche deux esquisses dans la vitrine de la boulangerie. Vous pouvez écrire
                dessus.</p>""",
                """<p>De ontwerpster hangt twee schetsen in de vitrine van de bakker. Je mag erop schrijven.</p>""",
            ),
            35,
            75,
        ),
    ),
    topics=("social", "green", "mobility"),
    areas=("centrum",),
)

LAKE_SHORE = Project(
    key="lake-shore",
    title=words("Back to the lake", "Retour au lac", "Terug naar het meer"),
    lead=words(
        "The path round the lake is almost closed. What should there be along it?",
        "Le sentier autour du lac est presque bouclé. Que faut-il y trouver ?",
        "Het pad rond het meer is bijna rond. Wat moet er langs komen?",
    ),
    description=words(
        """<p>Only 400 metres are missing, and the farmer has agreed. Next summer you can walk right round the lake for
        the first time since 1964: 5.2 kilometres, flat, also with a pram or a wheelchair.</p>
        <p>A path alone is a bit bare. But a lake with ten rubbish bins and a snack bar is no longer a lake. Help us to
        find the middle.</p>""",
        """<p>Il ne manque que 400 mètres, et l’agricultrice est d’accord. L’été prochain, on fera le tour du lac à
        pied pour la première fois depuis 1964 : 5,2 kilomètres, tout plats, même avec une poussette ou un fauteuil
        roulant.</p>
        <p>Un sentier tout seul, c’est un peu nu. Mais un lac avec dix poubelles et une friterie, ce n’est plus un lac.
        Aidez-nous à trouver le juste milieu.</p>""",
        """<p>Er ontbreekt nog 400 meter, en de boerin is akkoord. Volgende zomer wandel je voor het eerst sinds 1964
        helemaal rond het meer: 5,2 kilometer, vlak, ook met een kinderwagen of een rolstoel.</p>
        <p>Alleen een pad is wat kaal. Maar een meer met tien vuilnisbakken en een frietkraam is geen meer meer. Help
        ons het midden te vinden.</p>""",
    ),
    picture="lake",
    phases=(
        Phase(
            "ideas",
            "ideation",
            words("Along the path", "Le long du sentier", "Langs het pad"),
            words(
                """<p>A bench, a jetty, a story, or nothing at all: what do you want to find on your round?</p>""",
                """<p>Un banc, un ponton, une histoire ou rien du tout : que voulez-vous trouver pendant votre tour
                ?</p>""",
                """<p>Een bank, een steiger, een verhaal of helemaal niets: wat wil je tegenkomen op je rondje?</p>""",
            ),
            -34,
            30,
            {"reactions": "likes", "noun": "idea"},
        ),
    ),
    topics=("green", "play", "culture"),
    areas=("meerzijde", "oostpolder", "rietveld"),
)

PROJECTS = (VILLAGE_SQUARE, LAKE_SHORE)
