# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Project: the neighbourhood budget, whose ideas phase is open now."""

from folkmoot.demo.words import Attachment, Phase, Project, words

INFORMATION = Phase(
    "information",
    "information",
    words("Information", "Informations", "Informatie"),
    words(
        """<p>First we put a leaflet in every letter box and stood on six markets, one in each quarter. More than
        900 of you stopped for a talk. What we heard most: shade, safe crossings, and places to sit.</p>
        <p>The rules are short. An idea must be of use to the neighbourhood, it must stand on land of the city, and the
        city must be able to start within a year.</p>""",
        """<p>Pour commencer, nous avons glissé un dépliant dans chaque boîte aux lettres et tenu un stand sur six
        marchés, un par quartier. Vous êtes plus de 900 à vous être arrêtés pour en parler. Ce qui revient le plus : de
        l’ombre, des traversées sûres et des endroits où s’asseoir.</p>
        <p>Les règles tiennent en trois lignes. Une idée doit servir au quartier, se trouver sur un terrain de la
        ville, et la ville doit pouvoir commencer dans l’année.</p>""",
        """<p>Eerst stopten we een folder in elke brievenbus en stonden we op zes markten, één in elke wijk.
        Meer dan 900 mensen kwamen een praatje maken. Wat we het vaakst hoorden: schaduw, veilige oversteekplaatsen en
        plekken om te zitten.</p>
        <p>De regels zijn kort. Een idee moet nuttig zijn voor de buurt, op grond van de stad liggen, en de stad moet
        binnen het jaar kunnen beginnen.</p>""",
    ),
    -78,
    -33,
)

IDEAS = Phase(
    "ideas",
    "ideation",
    words("Ideas", "Idées", "Ideeën"),
    words(
        """<p>What would make your neighbourhood better? Share your idea, support the ones you like, and help to shape
        them with your questions. City engineers check every idea with 100 supporters or more.</p>""",
        """<p>Qu’est-ce qui rendrait votre quartier plus agréable ? Partagez votre idée, soutenez celles qui vous
        plaisent et aidez à les améliorer par vos questions. Les ingénieurs de la ville examinent chaque idée qui a au
        moins 100 soutiens.</p>""",
        """<p>Wat maakt jouw buurt beter? Deel je idee, steun wat je goed vindt en maak ideeën sterker met je vragen. De
        ingenieurs van de stad bekijken elk idee met minstens 100 steunbetuigingen.</p>""",
    ),
    -32,
    12,
    {"reactions": "likes", "noun": "idea"},
)

CHECK = Phase(
    "check",
    "information",
    words("Check by the city", "Examen par la ville", "Toetsing door de stad"),
    words(
        """<p>Our engineers look at every idea with 100 supporters or more. Can it be built? Is it allowed? What does
        it cost, and what does it cost to keep? They ring the author before they write anything down. You will find
        their answers here, one by one.</p>""",
        """<p>Nos ingénieurs étudient chaque idée qui a au moins 100 soutiens. Est-ce réalisable ? Est-ce permis ?
        Combien coûtent les travaux, puis l’entretien ? Ils appellent l’auteur avant d’écrire quoi que ce soit. Leurs
        réponses seront publiées ici, une par une.</p>""",
        """<p>Onze ingenieurs bekijken elk idee met minstens 100 steunbetuigingen. Kan het gebouwd worden? Mag het? Wat
        kost het, en wat kost het onderhoud? Ze bellen de bedenker voor ze iets op papier zetten. Hun antwoorden lees
        je hier, één voor één.</p>""",
    ),
    13,
    70,
)

RESULTS = Phase(
    "results",
    "information",
    words("Results", "Résultats", "Resultaten"),
    words(
        """<p>Twenty-four residents, drawn by lot from all six quarters, choose among the ideas that passed the check.
        They meet in public, on two Saturdays in the town hall. The list and the reasons are published the same
        evening.</p>""",
        """<p>Vingt-quatre habitants des six quartiers, tirés au sort, choisissent parmi les idées retenues. Ils se
        réunissent en public, deux samedis, à l’hôtel de ville. La liste et les raisons sont publiées le soir
        même.</p>""",
        """<p>Vierentwintig inwoners, door loting gekozen uit de zes wijken, kiezen uit de ideeën die de toetsing
        doorstaan. Ze vergaderen in het openbaar, op twee zaterdagen in het stadhuis. De lijst en de redenen staan
        dezelfde avond online.</p>""",
    ),
    71,
    120,
)

NEIGHBOURHOOD_BUDGET = Project(
    key="neighbourhood-budget-2027",
    title=words("Neighbourhood budget 2027", "Budget de quartier 2027", "Wijkbudget 2027"),
    lead=words(
        "€300,000 for ideas that come from you. What would make your neighbourhood better?",
        "300 000 € pour des idées qui viennent de vous. Qu’est-ce qui rendrait votre quartier plus agréable ?",
        "300.000 euro voor ideeën van jullie zelf. Wat maakt jouw buurt beter?",
    ),
    description=words(
        """<p>Every year Havenbrug sets aside €300,000 for ideas from residents of all six quarters. No plan from the
        town hall, but things you notice on your own doorstep: a bench that is missing, a dark corner, a square without
        a single tree.</p>
        <h2>How it works</h2>
        <ul><li><strong>Share an idea.</strong> A title and a few sentences are enough. A drawing on a napkin is fine
        too.</li>
        <li><strong>Find support.</strong> Talk to your neighbours. With 100 supporters your idea goes to the
        engineers.</li>
        <li><strong>Get an answer.</strong> They tell you what is possible, what it costs, and why something can’t be
        done.</li>
        <li><strong>Follow the work.</strong> What is chosen is started within a year. You are invited to the first
        spadeful.</li></ul>
        <h2>What came of it before</h2>
        <p>With earlier budgets we made the boules court in Lindenpark, the lockers at the night shelter and the stage
        behind the Molenwijk school. Not sure which quarter you live in? Look at the map below.</p>
        <blockquote>I only wanted somewhere to rest between the market and home. Now there are eleven benches. — a
        resident of Zuiderveld, 2025</blockquote>
        <p>Need help? Every Wednesday from 2 to 5 p.m. we sit in the library on Oude Haven and write your idea down
        with you, in any language we can manage between us.</p>""",
        """<p>Chaque année, Havenbrug réserve 300 000 € aux idées des habitants de ses six quartiers. Pas un plan venu
        de l’hôtel de ville, mais ce que vous remarquez devant votre porte : un banc qui manque, un coin sombre, une
        place sans un seul arbre.</p>
        <h2>Comment ça marche</h2>
        <ul><li><strong>Partagez une idée.</strong> Un titre et quelques phrases suffisent. Un dessin sur une nappe
        aussi.</li>
        <li><strong>Cherchez des soutiens.</strong> Parlez-en à vos voisins. À 100 soutiens, votre idée part chez les
        ingénieurs.</li>
        <li><strong>Recevez une réponse.</strong> Ce qui est possible, ce que ça coûte et, si c’est non, pourquoi.</li>
        <li><strong>Suivez le chantier.</strong> Ce qui est choisi commence dans l’année. Vous êtes invité au premier
        coup de pelle.</li></ul>
        <h2>Ce que cela a déjà donné</h2>
        <p>Les budgets précédents ont financé la piste de pétanque du Lindenpark, les casiers de l’abri de nuit et la
        scène derrière l’école de Molenwijk. Vous ne savez pas dans quel quartier vous habitez ? Regardez la carte
        ci-dessous.</p>
        <blockquote>Je voulais juste un endroit où souffler entre le marché et la maison. Maintenant, il y a onze
        bancs. — une habitante de Zuiderveld, 2025</blockquote>
        <p>Besoin d’un coup de main ? Chaque mercredi de 14 à 17 h, nous sommes à la bibliothèque de l’Oude Haven et
        nous écrivons votre idée avec vous, dans toutes les langues où l’on arrive à se comprendre.</p>""",
        """<p>Elk jaar legt Havenbrug 300.000 euro opzij voor ideeën van inwoners uit alle zes de wijken. Geen plan van
        het stadhuis, maar dingen die je zelf opmerkt aan je voordeur: een bank die ontbreekt, een donkere hoek, een
        plein zonder één boom.</p>
        <h2>Zo werkt het</h2>
        <ul><li><strong>Deel een idee.</strong> Een titel en een paar zinnen volstaan. Een tekening op een servet mag
        ook.</li>
        <li><strong>Zoek steun.</strong> Praat met je buren. Met 100 steunbetuigingen gaat je idee naar de
        ingenieurs.</li>
        <li><strong>Krijg een antwoord.</strong> Zij vertellen wat kan, wat het kost en waarom iets eventueel niet
        lukt.</li>
        <li><strong>Volg de werken.</strong> Wat gekozen is, start binnen het jaar. Jij mag mee de eerste spade in de
        grond steken.</li></ul>
        <h2>Wat er al van kwam</h2>
        <p>Met vorige budgetten maakten we de petanquebaan in het Lindenpark, de kluisjes in de nachtopvang en het
        podium achter de school van Molenwijk. Weet je niet in welke wijk je woont? Kijk op de kaart hieronder.</p>
        <blockquote>Ik wou gewoon even kunnen uitblazen tussen de markt en thuis. Nu staan er elf banken. — een
        bewoonster van Zuiderveld, 2025</blockquote>
        <p>Hulp nodig? Elke woensdag van 14 tot 17 uur zitten we in de bibliotheek in Oude Haven en schrijven we je
        idee samen met jou op, in elke taal waarin we elkaar verstaan.</p>""",
    ),
    picture="bridge",
    phases=(INFORMATION, IDEAS, CHECK, RESULTS),
    topics=("green", "mobility", "play", "culture", "safety", "social"),
    areas=("noordkade", "oude-haven", "stationsbuurt", "lindenpark", "zuiderveld", "molenwijk"),
    attachments=(
        Attachment(
            "map-of-the-quarters.pdf",
            words("Map of the six quarters (PDF)", "Carte des six quartiers (PDF)", "Kaart van de zes wijken (pdf)"),
        ),
    ),
)
