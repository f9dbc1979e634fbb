# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The pictures of the demonstration towns with their alternative texts. `tools/art` draws them: our own work."""

from collections.abc import Mapping
from importlib.resources import files

from folkmoot.demo.words import Words, words

ALTERNATIVE_TEXTS: Mapping[str, Words] = {
    "bench": words(
        "An older woman with a stick in front of a park bench with a back and armrests",
        "Une dame âgée avec une canne devant un banc de parc avec dossier et accoudoirs",
        "Een oudere vrouw met een stok bij een parkbank met rug- en armleuning",
    ),
    "bike": words(
        "A green bicycle on a red cycle path in front of canal houses",
        "Un vélo vert sur une piste cyclable rouge devant des maisons de canal",
        "Een groene fiets op een rood fietspad voor grachtenhuizen",
    ),
    "bridge": words(
        "Somebody walks with a bicycle over a stone bridge, a small boat passes below",
        "Une personne traverse un pont de pierre avec un vélo, un petit bateau passe dessous",
        "Iemand wandelt met een fiets over een stenen brug, een bootje vaart eronderdoor",
    ),
    "bus": words(
        "Two people at the roadside beside a green town bus",
        "Deux personnes au bord de la route près d’un bus vert",
        "Twee mensen langs de weg bij een groene stadsbus",
    ),
    "canal": words(
        "A houseboat, a kayak and a sailing boat on the canal",
        "Une péniche habitée, un kayak et un voilier sur le canal",
        "Een woonboot, een kajak en een zeilboot op het kanaal",
    ),
    "crane": words(
        "An old red harbour crane on the quay",
        "Une ancienne grue rouge sur le quai du port",
        "Een oude rode havenkraan op de kade",
    ),
    "crossing": words(
        "A grown-up and a child cross the street on a zebra crossing beside a lamp",
        "Une adulte et un enfant traversent sur un passage piéton éclairé",
        "Een volwassene en een kind steken over op een verlicht zebrapad",
    ),
    "fountain": words(
        "Children play between water jets on a square",
        "Des enfants jouent entre les jets d’eau d’une place",
        "Kinderen spelen tussen waterstralen op een plein",
    ),
    "garden": words(
        "Vegetable beds, sunflowers and a greenhouse in the middle of town",
        "Des bacs potagers, des tournesols et une serre au milieu de la ville",
        "Moestuinbakken, zonnebloemen en een serre midden in de stad",
    ),
    "harbour": words(
        "A swimmer beside a wooden jetty in the harbour at sunset",
        "Un nageur près d’un ponton en bois dans le port au coucher du soleil",
        "Een zwemmer bij een houten steiger in de haven bij zonsondergang",
    ),
    "lake": words(
        "A lake with a windmill, a rowing boat and two people on a jetty",
        "Un lac avec un moulin à vent, une barque et deux personnes sur un ponton",
        "Een meer met een windmolen, een roeiboot en twee mensen op een steiger",
    ),
    "lamp": words(
        "Warm street lamps along a path in the evening",
        "Des lampadaires à lumière chaude le long d’un chemin, le soir",
        "Warme lantaarns langs een pad in de avond",
    ),
    "library": words(
        "The front of a library with white columns and books in the doorway",
        "La façade d’une bibliothèque à colonnes blanches, des livres dans l’entrée",
        "De gevel van een bibliotheek met witte zuilen en boeken in de ingang",
    ),
    "market": words(
        "Three market stalls with striped awnings and fruit",
        "Trois étals de marché avec des auvents rayés et des fruits",
        "Drie marktkramen met gestreepte luifels en fruit",
    ),
    "mural": words(
        "Somebody with a brush in front of a painted underpass",
        "Une personne avec un pinceau devant un passage souterrain peint",
        "Iemand met een borstel voor een beschilderde onderdoorgang",
    ),
    "night-bus": words(
        "A lit bus stops at a shelter under the stars, two people are waiting",
        "Un bus éclairé s’arrête près d’un abri sous les étoiles, deux personnes attendent",
        "Een verlichte bus stopt bij een bushokje onder de sterren, twee mensen wachten",
    ),
    "park": words(
        "A bench between trees in a small park",
        "Un banc entre les arbres d’un petit parc",
        "Een bank tussen de bomen in een klein park",
    ),
    "play": words(
        "A frame with swings in a playground",
        "Un portique avec des balançoires dans une plaine de jeux",
        "Een schommelrek op een speelplein",
    ),
    "quarter": words(
        "Old brick warehouses and new houses with roof gardens along the water",
        "De vieux entrepôts de brique et de nouveaux logements aux toits verts au bord de l’eau",
        "Oude bakstenen pakhuizen en nieuwe woningen met daktuinen langs het water",
    ),
    "rain-garden": words(
        "Rain falls into a pond with reeds, somebody walks by under an umbrella",
        "La pluie tombe dans une mare entourée de roseaux, quelqu’un passe sous un parapluie",
        "Regen valt in een vijver met riet, iemand wandelt voorbij onder een paraplu",
    ),
    "reading-room": words(
        "Two people read at a table with a lamp between high bookcases",
        "Deux personnes lisent à une table éclairée, entre de hautes étagères de livres",
        "Twee mensen lezen aan een tafel met een lamp tussen hoge boekenkasten",
    ),
    "repair-cafe": words(
        "Three people at a table with a toaster and a radio, tools hang on the wall",
        "Trois personnes à une table avec un grille-pain et une radio, des outils au mur",
        "Drie mensen aan een tafel met een broodrooster en een radio, gereedschap aan de muur",
    ),
    "school-street": words(
        "Children in a street without cars in front of a school, somebody guards the barrier",
        "Des enfants dans une rue sans voitures devant une école, quelqu’un garde la barrière",
        "Kinderen in een autovrije straat voor een school, iemand bewaakt het hek",
    ),
    "skate": words(
        "A skater between two ramps under a motorway bridge",
        "Une personne fait du skate entre deux rampes sous un viaduc",
        "Iemand skatet tussen twee hellingen onder een viaduct",
    ),
    "solar": words(
        "A sports hall with solar panels on the roof",
        "Un hall des sports avec des panneaux solaires sur le toit",
        "Een sporthal met zonnepanelen op het dak",
    ),
    "square": words(
        "A square with trees, a bench and a clock tower",
        "Une place avec des arbres, un banc et une tour à horloge",
        "Een plein met bomen, een bank en een klokkentoren",
    ),
    "stage": words(
        "Two actors on an outdoor stage, the audience is seen from behind",
        "Deux acteurs sur une scène en plein air, le public est vu de dos",
        "Twee acteurs op een openluchtpodium, het publiek zie je op de rug",
    ),
    "street-table": words(
        "Seven neighbours at one long table in the street, under bunting",
        "Sept voisins à une longue table dans la rue, sous des fanions",
        "Zeven buren aan één lange tafel op straat, onder vlaggetjes",
    ),
    "tree-planting": words(
        "Neighbours plant a young tree with a spade, a wheelbarrow and a watering can",
        "Des voisins plantent un jeune arbre avec une bêche, une brouette et un arrosoir",
        "Buren planten een jonge boom met een spade, een kruiwagen en een gieter",
    ),
    "wildflowers": words(
        "A path through a verge full of wild flowers",
        "Un chemin au milieu de fleurs sauvages",
        "Een pad door een berm vol wilde bloemen",
    ),
}


def picture(key: str) -> bytes:
    """The picture as a WebP file of 960 × 600 pixels."""
    return files(__package__).joinpath("pictures", f"{key}.webp").read_bytes()


def attachment(file: str) -> bytes:
    """The content of a file that projects attach."""
    return files(__package__).joinpath("files", file).read_bytes()
