# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Projects about heat and rain (open) and about the market square (starts soon)."""

from folkmoot.demo.words import Phase, Project, words

CLIMATE_WALK = Project(
    key="climate-walk",
    title=words("Climate walk", "Promenade climat", "Klimaatwandeling"),
    lead=words(
        "Where does your street get too hot, or too wet? Put a pin on the map.",
        "Où votre rue devient-elle trop chaude, ou trop mouillée ? Placez un repère sur la carte.",
        "Waar wordt het in jouw straat te warm, of te nat? Zet een speld op de kaart.",
    ),
    description=words(
        """<p>Last summer it was 41 °C on the station square and 33 °C under the limes of Lindenpark. Later a single
        shower filled eleven cellars in Molenwijk. The city has models for that. You have eyes, feet and cellars.</p>
        <p>Walk round your block, and mark the places where you cross the street to find shade, or where the water
        stays. Everyone can do it: schools come with thermometers, the walking club of the over-seventies has already
        been round twice.</p>
        <h2>What we do with it</h2>
        <p>The green team compares your pins with its measurements. The twelve worst places get trees, a rain garden or
        open paving before the summer after next.</p>""",
        """<p>L’été dernier, il faisait 41 °C sur la place de la gare et 33 °C sous les tilleuls de Lindenpark. Plus
        tard, une seule averse a rempli onze caves à Molenwijk. La ville a des modèles pour cela. Vous, vous avez des
        yeux, des pieds et des caves.</p>
        <p>Faites le tour de votre pâté de maisons et signalez les endroits où vous changez de trottoir pour trouver de
        l’ombre, ou ceux où l’eau stagne. Tout le monde peut le faire : les écoles viennent avec des thermomètres, et
        le club de marche des plus de septante ans a déjà fait deux tours.</p>
        <h2>Ce que nous en ferons</h2>
        <p>L’équipe espaces verts compare vos repères à ses mesures. Les douze endroits les plus touchés recevront des
        arbres, un jardin de pluie ou un sol perméable avant l’été de l’année d’après.</p>""",
        """<p>Vorige zomer was het 41 °C op het stationsplein en 33 °C onder de linden van het Lindenpark. Later liepen
        door één enkele bui elf kelders vol in Molenwijk. De stad heeft daar modellen voor. Jullie hebben ogen, voeten
        en kelders.</p>
        <p>Wandel een blokje om en duid de plekken aan waar je de straat oversteekt voor wat schaduw, of waar het water
        blijft staan. Iedereen kan meedoen: scholen komen met thermometers, en de wandelclub van zeventigplussers ging
        al twee keer rond.</p>
        <h2>Wat we ermee doen</h2>
        <p>Het groenteam legt jullie spelden naast zijn metingen. De twaalf ergste plekken krijgen bomen, een regentuin
        of open bestrating vóór de zomer van het jaar daarop.</p>""",
    ),
    picture="rain-garden",
    phases=(
        Phase(
            "pins",
            "ideation",
            words("Pins on the map", "Repères sur la carte", "Spelden op de kaart"),
            words(
                """<p>One pin for each place, with a sentence about what happens there and when. A photo helps.</p>""",
                """<p>Un repère par endroit, avec une phrase qui dit ce qui s’y passe et quand. Une photo aide.</p>""",
                """<p>Eén speld per plek, met een zin over wat er gebeurt en wanneer. Een foto helpt.</p>""",
            ),
            -16,
            40,
            {"reactions": "likes", "noun": "suggestion", "view": "map"},
        ),
        Phase(
            "twelve-places",
            "information",
            words("The twelve places", "Les douze endroits", "De twaalf plekken"),
            words(
                """<p>The green team presents the list, with a drawing for each place.</p>""",
                """<p>L’équipe espaces verts présente la liste, avec un croquis pour chaque endroit.</p>""",
                """<p>Het groenteam stelt de lijst voor, met een schets per plek.</p>""",
            ),
            41,
            90,
        ),
    ),
    topics=("green", "safety"),
    areas=("stationsbuurt", "lindenpark", "molenwijk"),
    folder="cool-and-green",
)

KERKPLEIN = Project(
    key="kerkplein",
    title=words("Kerkplein in all seasons", "Kerkplein en toutes saisons", "Kerkplein in alle seizoenen"),
    lead=words(
        "The market square is to be paved anew. Before we draw anything, we want to know how you use it.",
        "La place du marché va être repavée. Avant de dessiner quoi que ce soit, nous voulons savoir comment "
        "vous l’utilisez.",
        "Het marktplein wordt heraangelegd. Voor we iets tekenen, willen we weten hoe jullie het gebruiken.",
    ),
    description=words(
        """<p>Market on Friday, wedding photos on Saturday, football against the church wall on Sunday: Kerkplein does
        a lot for 3,000 square metres. In two years the sewer under it must be replaced, and then everything is open
        anyway.</p>
        <p>We start with a coffee cart and a big map. No drawings yet, only questions. After that you can share your
        ideas.</p>""",
        """<p>Marché le vendredi, photos de mariage le samedi, football contre le mur de l’église le dimanche : le
        Kerkplein en fait beaucoup pour 3 000 mètres carrés. Dans deux ans, il faudra remplacer l’égout qui passe
        dessous, et tout sera ouvert de toute façon.</p>
        <p>Nous commençons avec un chariot à café et une grande carte. Pas encore de plans, seulement des questions.
        Ensuite, vous pourrez partager vos idées.</p>""",
        """<p>Markt op vrijdag, trouwfoto’s op zaterdag, voetbal tegen de kerkmuur op zondag: het Kerkplein doet veel
        voor 3.000 vierkante meter. Over twee jaar moet de riolering eronder vervangen worden, en dan ligt alles toch
        open.</p>
        <p>We beginnen met een koffiekar en een grote kaart. Nog geen plannen, alleen vragen. Daarna kun je je ideeën
        delen.</p>""",
    ),
    picture="square",
    phases=(
        Phase(
            "coffee-cart",
            "information",
            words("Coffee cart on the square", "Chariot à café sur la place", "Koffiekar op het plein"),
            words(
                """<p>Find us next to the pump on three Fridays in a row, from 8 a.m. to 1 p.m. The coffee is on
                us.</p>""",
                """<p>Retrouvez-nous près de la pompe trois vendredis de suite, de 8 à 13 h. Le café est pour
                nous.</p>""",
                """<p>Je vindt ons naast de pomp, drie vrijdagen na elkaar, van 8 tot 13 uur. Wij trakteren op
                koffie.</p>""",
            ),
            10,
            40,
        ),
        Phase(
            "ideas",
            "ideation",
            words("Ideas for the square", "Des idées pour la place", "Ideeën voor het plein"),
            words(
                """<p>What must stay, what may go, and what have we never had?</p>""",
                """<p>Qu’est-ce qui doit rester, qu’est-ce qui peut partir, et que n’avons-nous jamais eu ?</p>""",
                """<p>Wat moet blijven, wat mag weg, en wat hebben we nog nooit gehad?</p>""",
            ),
            110,
            160,
            {"reactions": "likes", "noun": "idea"},
        ),
    ),
    topics=("culture", "social", "green"),
    areas=("oude-haven",),
)
