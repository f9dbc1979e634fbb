# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Project: school streets, whose ideas have been answered and which are now being tried."""

from folkmoot.demo.words import Phase, Project, words

QUESTION = Phase(
    "the-question",
    "information",
    words("The question", "La question", "De vraag"),
    words(
        """<p>Between 8:00 and 8:30 some streets see 300 cars and 400 children at the same time. We counted for two
        weeks at nine schools. The figures were discussed at the school gates, with coffee.</p>""",
        """<p>Entre 8 h et 8 h 30, certaines rues voient passer 300 voitures et 400 enfants en même temps. Nous avons
        compté pendant deux semaines devant neuf écoles. Les chiffres ont été discutés à la grille, autour d’un
        café.</p>""",
        """<p>Tussen 8 uur en half 9 rijden er in sommige straten 300 auto’s, tussen 400 kinderen door. We telden twee
        weken lang aan negen scholen. De cijfers bespraken we aan de schoolpoort, met koffie.</p>""",
    ),
    -250,
    -206,
)

IDEAS = Phase(
    "your-ideas",
    "ideation",
    words("Your ideas", "Vos idées", "Jullie ideeën"),
    words(
        """<p>How do we make the way to school safe and pleasant? Parents, neighbours, teachers and pupils answered.
        This phase is closed. The city has replied to every idea.</p>""",
        """<p>Comment rendre le chemin de l’école sûr et agréable ? Parents, riverains, enseignants et élèves ont
        répondu. Cette phase est terminée. La ville a répondu à chaque idée.</p>""",
        """<p>Hoe maken we de weg naar school veilig en aangenaam? Ouders, buren, leerkrachten en leerlingen gaven hun
        antwoord. Deze fase is afgelopen. De stad heeft op elk idee gereageerd.</p>""",
    ),
    -205,
    -140,
    {"reactions": "likes_and_dislikes", "noun": "idea"},
)

ANSWERS = Phase(
    "our-answers",
    "information",
    words("Our answers", "Nos réponses", "Onze antwoorden"),
    words(
        """<p>We read everything. Three schools start with a school street, two get a better crossing, and the walking
        bus now has paid helpers. What we don’t do, and why, stands under each idea.</p>""",
        """<p>Nous avons tout lu. Trois écoles commencent une rue scolaire, deux reçoivent une meilleure traversée, et
        le pédibus a désormais des accompagnateurs payés. Ce que nous ne faisons pas, et pourquoi, figure sous chaque
        idée.</p>""",
        """<p>We hebben alles gelezen. Drie scholen starten met een schoolstraat, twee krijgen een betere
        oversteekplaats en de voetgangersrij heeft nu betaalde begeleiders. Wat we niet doen, en waarom, staat onder
        elk idee.</p>""",
    ),
    -139,
    -21,
)

TEST = Phase(
    "trial",
    "information",
    words("Trial at three schools", "Essai dans trois écoles", "Proef in drie scholen"),
    words(
        """<p>De Regenboog, Sint-Anna and L’Écluse close their street from 8:00 to 8:30 and from 15:15 to 15:45.
        Residents, carers, cyclists and deliveries with an exemption can still pass, at walking pace.</p>
        <h3>First figures, after three weeks</h3>
        <ul><li>Cars at the gate: from 212 to 19 each morning.</li><li>Children who come on foot or by bike: from 54%
        to 67%.</li>
        <li>Cars in the two streets behind De Regenboog: 31 more. We are working on that.</li></ul>
        <p>Tell your school’s contact person what you see. After the trial the council decides whether it stays.</p>""",
        """<p>De Regenboog, Sint-Anna et L’Écluse ferment leur rue de 8 h à 8 h 30 et de 15 h 15 à 15 h 45. Riverains,
        soignants, cyclistes et livreurs avec une dérogation peuvent encore passer, au pas.</p>
        <h3>Premiers chiffres, après trois semaines</h3>
        <ul><li>Voitures devant la grille : de 212 à 19 chaque matin.</li><li>Enfants venant à pied ou à vélo : de 54 %
        à 67 %.</li>
        <li>Voitures dans les deux rues derrière De Regenboog : 31 de plus. Nous y travaillons.</li></ul>
        <p>Dites ce que vous observez à la personne de contact de votre école. Après l’essai, le conseil décidera de la
        suite.</p>""",
        """<p>De Regenboog, Sint-Anna en L’Écluse sluiten hun straat van 8 tot 8.30 uur en van 15.15 tot 15.45 uur.
        Bewoners, zorgverleners, fietsers en leveranciers met een ontheffing kunnen er nog door, stapvoets.</p>
        <h3>Eerste cijfers, na drie weken</h3>
        <ul><li>Auto’s aan de poort: van 212 naar 19 per ochtend.</li><li>Kinderen te voet of met de fiets: van 54%
        naar 67%.</li>
        <li>Auto’s in de twee straten achter De Regenboog: 31 meer. Daar werken we aan.</li></ul>
        <p>Vertel de contactpersoon van je school wat je ziet. Na de proef beslist de gemeenteraad of het
        blijft.</p>""",
    ),
    -20,
    130,
)

SCHOOL_STREETS = Project(
    key="school-streets",
    title=words("School streets", "Rues scolaires", "Schoolstraten"),
    lead=words(
        "Half an hour without cars, so that children can walk and cycle to school. Three schools are trying it now.",
        "Une demi-heure sans voitures, pour que les enfants aillent à l’école à pied et à vélo. Trois écoles "
        "l’essaient.",
        "Een half uur zonder auto’s, zodat kinderen te voet en met de fiets naar school kunnen. Drie scholen "
        "proberen het uit.",
    ),
    description=words(
        """<p>A school street is closed to cars when school starts and when it ends. Children arrive more awake,
        neighbours hear birds instead of horns, and parents have a moment to talk to each other.</p>
        <p>It also asks something: a few minutes’ walk, a neighbour who holds the barrier, a van that comes later. That
        is why we started with questions and not with road signs.</p>
        <h2>Where we are now</h2>
        <p>You gave your ideas, the city answered every one of them, and for three weeks now three schools have been
        trying it for real. Afterwards we count again and decide together.</p>""",
        """<p>Une rue scolaire est fermée aux voitures au début et à la fin des cours. Les enfants arrivent plus
        éveillés, les riverains entendent les oiseaux plutôt que les klaxons, et les parents ont le temps de se
        parler.</p>
        <p>Cela demande aussi des efforts : quelques minutes de marche, un voisin qui tient la barrière, une
        camionnette qui passe plus tard. C’est pourquoi nous avons commencé par des questions et non par des
        panneaux.</p>
        <h2>Où en sommes-nous ?</h2>
        <p>Vous avez donné vos idées, la ville a répondu à chacune, et depuis trois semaines trois écoles
        font l’essai pour de vrai. Ensuite, nous recompterons et nous déciderons ensemble.</p>""",
        """<p>Een schoolstraat is dicht voor auto’s als de school begint en als ze uit is. Kinderen komen wakkerder
        aan, buren horen vogels in plaats van claxons, en ouders hebben even tijd voor een praatje.</p>
        <p>Het vraagt ook iets: een paar minuten stappen, een buur die het hek openhoudt, een bestelwagen die later
        komt. Daarom zijn we begonnen met vragen en niet met verkeersborden.</p>
        <h2>Waar staan we nu?</h2>
        <p>Jullie gaven ideeën, de stad beantwoordde ze allemaal, en sinds drie weken proberen drie scholen
        het echt uit. Daarna tellen we opnieuw en beslissen we samen.</p>""",
    ),
    picture="school-street",
    phases=(QUESTION, IDEAS, ANSWERS, TEST),
    topics=("mobility", "safety"),
    areas=("lindenpark", "zuiderveld", "molenwijk"),
    folder="streets-for-people",
)
