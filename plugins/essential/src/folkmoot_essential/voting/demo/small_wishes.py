# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Small wishes: a certified vote, and what has become of its winners."""

from folkmoot_essential.voting.demo.parts import DemoVote, Proposal, Said, words

PROPOSALS = (
    Proposal(
        words("Folding tables to lend out for street parties", "Des tables pliantes à prêter pour les fêtes de rue",
              "Klaptafels om uit te lenen voor straatfeesten"),
        words(
            "Twelve tables and a trolley, lent free of charge by the library.",
            "Douze tables et un chariot, prêtés gratuitement par la bibliothèque.",
            "Twaalf tafels en een kar, gratis uitgeleend door de bibliotheek.",
        ),
        900, 9, "street-table",
    ),
    Proposal(
        words("Tools for the repair café", "Des outils pour le repair café", "Gereedschap voor het repaircafé"),
        words(
            "A soldering station, a good set of screwdrivers, and a sewing machine.",
            "Un poste à souder, un bon jeu de tournevis et une machine à coudre.",
            "Een soldeerstation, een goede set schroevendraaiers en een naaimachine.",
        ),
        1_150, 8, "repair-cafe",
    ),
    Proposal(
        words("Seed packets for every school", "Des sachets de graines pour chaque école", "Zaadjes voor elke school"),
        words(
            "Wildflowers for the strip beside the playground.",
            "Des fleurs sauvages pour la bande de terre le long de la cour.",
            "Wilde bloemen voor de strook naast de speelplaats.",
        ),
        400, 6, "wildflowers",
    ),
    Proposal(
        words("Book box at the bus stop", "Boîte à livres à l’arrêt de bus", "Boekenkastje aan de bushalte"),
        words(
            "Take one, leave one. The joiners of the evening school build it.",
            "Prenez un livre, laissez-en un. Les menuisiers des cours du soir la construisent.",
            "Neem er een, zet er een. De schrijnwerkers van de avondschool maken het.",
        ),
        850, 7, "bus",
    ),
    Proposal(
        words("Chalk and ropes for play streets", "Craies et cordes pour les rues réservées au jeu",
              "Krijt en springtouwen voor speelstraten"),
        words(
            "A box for each of the nine play streets.",
            "Une caisse pour chacune des neuf rues réservées au jeu.",
            "Een kist voor elk van de negen speelstraten.",
        ),
        450, 5,
    ),
    Proposal(
        words("Projector for the neighbourhood cinema", "Un projecteur pour le cinéma de quartier",
              "Projector voor de buurtcinema"),
        words(
            "Second-hand, bright enough for a summer evening.",
            "D’occasion, assez lumineux pour un soir d’été.",
            "Tweedehands, en helder genoeg voor een zomeravond.",
        ),
        1_300, 6,
    ),
    Proposal(
        words("Five thousand bulbs along the canal", "Cinq mille bulbes le long du canal",
              "Vijfduizend bloembollen langs het kanaal"),
        words(
            "Crocuses and daffodils. We plant them together on a Saturday.",
            "Crocus et narcisses. Nous les plantons ensemble un samedi.",
            "Krokussen en narcissen. We planten ze samen op een zaterdag.",
        ),
        1_400, 7, "canal",
    ),
    Proposal(
        words("A stage carpet for street musicians", "Un tapis de scène pour les musiciens de rue",
              "Een podiumtapijt voor straatmuzikanten"),
        words(
            "It rolls up, it is waterproof, and it makes any square a stage.",
            "Il s’enroule, il est imperméable, et il fait de chaque place une scène.",
            "Het rolt op, het is waterdicht, en het maakt van elk plein een podium.",
        ),
        1_600, 3, "stage",
    ),
)  # fmt: skip

SAID = (
    Said(
        1, "decided",
        words(
            "<p>The library will lend them out; a shelf in the cellar is free.</p>",
            "<p>La bibliothèque les prêtera ; une étagère est libre à la cave.</p>",
            "<p>De bibliotheek leent ze uit; in de kelder is een rek vrij.</p>",
        ),
        0, 0, 900,
    ),
    Said(
        1, "delivered",
        words(
            "<p>Twelve tables and the trolley were bought the same afternoon. <strong>Ring the library to borrow"
            " them.</strong></p>",
            "<p>Les douze tables et le chariot ont été achetés l’après-midi même. <strong>Téléphonez à la bibliothèque"
            " pour les emprunter.</strong></p>",
            "<p>De twaalf tafels en de kar zijn dezelfde middag nog gekocht. <strong>Bel de bibliotheek om ze te"
            " lenen.</strong></p>",
        ),
        14, 0, None, 870,
    ),
    Said(
        2, "decided",
        words(
            "<p>Two volunteers of the repair café choose the tools.</p>",
            "<p>Deux bénévoles du repair café choisissent les outils.</p>",
            "<p>Twee vrijwilligers van het repaircafé kiezen het gereedschap.</p>",
        ),
        0, 0,
    ),
    Said(
        2, "delivered",
        words(
            "<p>At the first repair café of the new year.</p>",
            "<p>Au premier repair café de la nouvelle année.</p>",
            "<p>Op het eerste repaircafé van het nieuwe jaar.</p>",
        ),
        48, None, 1_150,
    ),
)  # fmt: skip

SMALL_WISHES = DemoVote("small-wishes-2026", "vote", PROPOSALS, voters=64, certified=True, said=SAID)
