# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Projects whose phases are votes: one that is open now, and one whose result is certified."""

from folkmoot.demo.words import Phase, Project, words

PLACES_TO_PLAY = Project(
    key="places-to-play-2027",
    title=words("Places to play 2027", "Des lieux pour jouer 2027", "Speelplekken 2027"),
    lead=words(
        "€120,000 for places to play, to move and to sit down. You decide which.",
        "120 000 € pour des lieux où jouer, bouger et s’asseoir. C’est vous qui décidez.",
        "120.000 euro om te spelen, te bewegen en te zitten. Jullie beslissen waarvoor.",
    ),
    description=words(
        """<p>In spring children and grandparents walked through all six quarters with us and marked where something is
        missing. Twelve proposals came out of it. Our engineers have worked out what each of them costs, upkeep for
        five years included.</p>
        <p>Now you fill a basket until the money is spent. The count makes sure that small groups get something too:
        every voter has the same part of the €120,000. Afterwards anybody can recount it at home.</p>""",
        """<p>Au printemps, des enfants et des grands-parents ont parcouru avec nous les six quartiers et noté ce qui y
        manque. Douze propositions en sont sorties. Nos ingénieurs ont calculé ce que coûte chacune, entretien pendant
        cinq ans compris.</p>
        <p>À vous de remplir un panier jusqu’à épuisement de l’argent. Le décompte veille à ce que les petits groupes
        obtiennent aussi quelque chose : chaque votant dispose de la même part des 120 000 €. Ensuite, chacun peut
        recompter chez soi.</p>""",
        """<p>In de lente liepen kinderen en grootouders met ons door de zes wijken en duidden aan waar iets ontbreekt.
        Daar kwamen twaalf voorstellen uit. Onze ingenieurs rekenden uit wat elk voorstel kost, vijf jaar onderhoud
        inbegrepen.</p>
        <p>Nu vul jij een mandje tot het geld op is. De telling zorgt ervoor dat ook kleine groepen iets krijgen: elke
        stemmer heeft een even groot deel van de 120.000 euro. Daarna kan iedereen thuis hertellen.</p>""",
    ),
    picture="play",
    phases=(
        Phase(
            "walks",
            "information",
            words("Walks", "Promenades", "Wandelingen"),
            words(
                "<p>Six walks, 140 people, 212 chalk marks on the pavement. Thank you for walking with us!</p>",
                "<p>Six promenades, 140 personnes, 212 marques à la craie. Merci d’avoir marché avec nous !</p>",
                "<p>Zes wandelingen, 140 mensen, 212 krijtstrepen op de stoep. Dank je wel voor het meestappen!</p>",
            ),
            -60,
            -10,
        ),
        Phase(
            "vote",
            "voting",
            words("Vote", "Vote", "Stemming"),
            words(
                """<p>Put into your basket what you want, for at most €120,000 together. You can change your ballot
                until the vote closes.</p>""",
                """<p>Mettez dans votre panier ce que vous souhaitez, pour 120 000 € au plus. Vous pouvez modifier
                votre bulletin jusqu’à la clôture.</p>""",
                """<p>Leg in je mandje wat je wilt, samen voor hoogstens 120.000 euro. Je kunt je stembiljet wijzigen
                tot de stemming sluit.</p>""",
            ),
            -9,
            19,
            {
                "form": "budget",
                "budget": 120_000,
                "counting": "equal-shares",
                "publication": "L2",
                "seed_source": "The national lottery’s draw on the evening after the vote closes",
            },
        ),
    ),
    topics=("play", "green", "social"),
    areas=("noordkade", "oude-haven", "stationsbuurt", "lindenpark", "zuiderveld", "molenwijk"),
)

SMALL_WISHES = Project(
    key="small-wishes-2026",
    title=words("Small wishes 2026", "Petits souhaits 2026", "Kleine wensen 2026"),
    lead=words(
        "€5,000 for small things that needn’t wait for a plan.",
        "5 000 € pour de petites choses qui n’ont pas besoin d’attendre un plan.",
        "5.000 euro voor kleine dingen die niet op een plan moeten wachten.",
    ),
    description=words(
        """<p>Not everything needs a building site. For small wishes we keep €5,000 aside each year: what wins is
        bought, often on the same day.</p>""",
        """<p>Tout ne demande pas un chantier. Pour les petits souhaits, nous mettons 5 000 € de côté chaque année : ce
        qui gagne est acheté, souvent le jour même.</p>""",
        """<p>Niet alles vraagt een werf. Voor kleine wensen leggen we elk jaar 5.000 euro opzij: wat wint, wordt
        gekocht, vaak nog dezelfde dag.</p>""",
    ),
    picture="street-table",
    phases=(
        Phase(
            "vote",
            "voting",
            words("Vote", "Vote", "Stemming"),
            words(
                """<p>The vote is over and certified: look at the result, recount it, and see what has become of it.</p>
                <p><em>The ballots of this demonstration were cast by a machine on the day the town was filled, which is
                why the recount bundle bears that date.</em></p>""",
                """<p>Le vote est terminé et certifié : regardez le résultat, recomptez-le et voyez ce qu’il en est
                advenu.</p>
                <p><em>Les bulletins de cette démonstration ont été déposés par une machine le jour où la ville a été
                remplie ; le fichier de recomptage porte donc cette date.</em></p>""",
                """<p>De stemming is voorbij en bekrachtigd: bekijk de uitslag, tel ze na en zie wat ervan geworden
                is.</p>
                <p><em>De stembiljetten van deze demonstratie werden door een machine uitgebracht op de dag dat de stad
                werd gevuld; daarom draagt het hertelbestand die datum.</em></p>""",
            ),
            -22,
            -1,
            {"form": "budget", "budget": 5_000, "counting": "equal-shares", "publication": "L2"},
        ),
        Phase(
            "after",
            "information",
            words("After the vote", "Après le vote", "Na de stemming"),
            words(
                """<p>What won is bought or built now. The page of the vote shows how far each of them is.</p>""",
                """<p>Ce qui a gagné est maintenant acheté ou réalisé. La page du vote montre où en est chaque
                projet.</p>""",
                """<p>Wat gewonnen heeft, wordt nu gekocht of gemaakt. De pagina van de stemming toont hoe ver alles
                staat.</p>""",
            ),
            0,
        ),
    ),
    topics=("social", "culture", "green"),
    areas=("oude-haven", "molenwijk"),
)
