# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Places to play: a vote that is open now."""

from folkmoot_essential.voting.demo.parts import DemoVote, Proposal, words

PROPOSALS = (
    Proposal(
        words("Climbing net in Lindenpark", "Filet à grimper au Lindenpark", "Klimnet in het Lindenpark"),
        words(
            "Four metres high, with soft ground below. For children from six years on.",
            "Quatre mètres de haut, sur un sol souple. Pour les enfants à partir de six ans.",
            "Vier meter hoog, met zachte ondergrond. Voor kinderen vanaf zes jaar.",
        ),
        28_000, 9, "park",
    ),
    Proposal(
        words("Water pump and stream", "Pompe à eau et petit ruisseau", "Waterpomp en beekje"),
        words(
            "Pump, dam up, make mud: a hand pump and ten metres of stream on the playground of Zuiderveld.",
            "Pomper, barrer, patauger : une pompe à main et dix mètres de ruisseau à l’aire de jeux de Zuiderveld.",
            "Pompen, dammen bouwen, modderen: een handpomp en tien meter beek op de speeltuin van Zuiderveld.",
        ),
        18_500, 8, "play",
    ),
    Proposal(
        words("Table tennis on three squares", "Ping-pong sur trois places", "Tafeltennis op drie pleinen"),
        words(
            "Tables of concrete that stay outside all year. Bats are lent by the cafés.",
            "Des tables en béton, dehors toute l’année. Les cafés prêtent les raquettes.",
            "Betonnen tafels die het hele jaar buiten blijven. De cafés lenen de paletten uit.",
        ),
        9_000, 7,
    ),
    Proposal(
        words("Benches with backs along the canal", "Des bancs à dossier le long du canal",
              "Banken met een rugleuning langs het kanaal"),
        words(
            "Eight benches, one every hundred metres, with armrests that help you up.",
            "Huit bancs, un tous les cent mètres, avec des accoudoirs pour se relever.",
            "Acht banken, om de honderd meter één, met armleuningen die je recht helpen.",
        ),
        12_000, 9, "bench",
    ),
    Proposal(
        words("Skate bowl under the bridge", "Bowl de skate sous le pont", "Skatebowl onder de brug"),
        words(
            "Dry even when it rains, and no neighbours to wake. Built together with young people.",
            "Au sec même par temps de pluie, et sans voisins à réveiller. Construit avec des jeunes.",
            "Droog, ook als het regent, en geen buren om wakker te maken. Samen met jongeren gebouwd.",
        ),
        45_000, 6, "skate",
    ),
    Proposal(
        words("Sandpit with a shade sail", "Bac à sable avec voile d’ombrage", "Zandbak met een schaduwdoek"),
        words(
            "For the smallest, beside the fountain. The sail comes down in winter.",
            "Pour les plus petits, près de la fontaine. La voile est repliée en hiver.",
            "Voor de kleinsten, naast de fontein. In de winter gaat het doek naar beneden.",
        ),
        14_000, 6, "fountain",
    ),
    Proposal(
        words("Boules court at the station", "Terrain de pétanque à la gare", "Petanquebaan aan het station"),
        words(
            "Two lanes of gravel where the old taxi stand was. The lamps are there already.",
            "Deux pistes de gravier à la place de l’ancienne station de taxis. L’éclairage existe déjà.",
            "Twee banen met grind op de oude taxistandplaats. De lampen staan er al.",
        ),
        7_500, 5,
    ),
    Proposal(
        words("A swing that wheelchairs fit on", "Une balançoire pour fauteuils roulants",
              "Een schommel waar een rolstoel op past"),
        words(
            "With a ramp and a gate. So that brothers and sisters can swing side by side.",
            "Avec une rampe et un portillon. Pour que frères et sœurs se balancent côte à côte.",
            "Met een oprit en een poortje. Zodat broers en zussen naast elkaar kunnen schommelen.",
        ),
        16_000, 8,
    ),
    Proposal(
        words("Games painted on six school streets", "Des jeux peints dans six rues scolaires",
              "Geschilderde spelen in zes schoolstraten"),
        words(
            "Hopscotch, a labyrinth, a racing track. The paint lasts about three years.",
            "Marelle, labyrinthe, piste de course. La peinture tient environ trois ans.",
            "Hinkelpad, doolhof, racebaan. De verf gaat ongeveer drie jaar mee.",
        ),
        4_200, 7, "school-street",
    ),
    Proposal(
        words("Chess and picnic tables", "Des tables d’échecs et de pique-nique", "Schaak- en picknicktafels"),
        words(
            "Four tables under the lime trees, one of them high enough for a wheelchair.",
            "Quatre tables sous les tilleuls, dont une à hauteur de fauteuil roulant.",
            "Vier tafels onder de linden, waarvan één hoog genoeg voor een rolstoel.",
        ),
        6_800, 5, "square",
    ),
    Proposal(
        words("Parkour behind the sports hall", "Parkour derrière le hall des sports", "Parcours achter de sporthal"),
        words(
            "Bars, walls and beams, with a course for beginners on Wednesdays.",
            "Barres, murets et poutres, avec un cours pour débutants le mercredi.",
            "Rekken, muurtjes en balken, met op woensdag een les voor beginners.",
        ),
        24_000, 4,
    ),
    Proposal(
        words("Quiet garden with hammocks", "Jardin calme avec des hamacs", "Stille tuin met hangmatten"),
        words(
            "For those who don’t want to play: hammocks, herbs and a hedge against the noise.",
            "Pour celles et ceux qui ne veulent pas jouer : hamacs, herbes et une haie contre le bruit.",
            "Voor wie niet wil spelen: hangmatten, kruiden en een haag tegen het lawaai.",
        ),
        11_000, 5, "garden",
    ),
)  # fmt: skip

PLACES_TO_PLAY = DemoVote("places-to-play-2027", "vote", PROPOSALS, voters=20)
