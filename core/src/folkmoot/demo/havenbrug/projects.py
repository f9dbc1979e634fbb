# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Folders of Havenbrug, and its projects in the order in which the home page shows them."""

from folkmoot.demo.havenbrug.climate_and_square import CLIMATE_WALK, KERKPLEIN
from folkmoot.demo.havenbrug.green_harbour import GREEN_HARBOUR
from folkmoot.demo.havenbrug.library_and_buses import LIBRARY, NIGHT_BUSES
from folkmoot.demo.havenbrug.neighbourhood_budget import NEIGHBOURHOOD_BUDGET
from folkmoot.demo.havenbrug.school_streets import SCHOOL_STREETS
from folkmoot.demo.havenbrug.votes import PLACES_TO_PLAY, SMALL_WISHES
from folkmoot.demo.words import Folder, words

FOLDERS = (
    Folder(
        "streets-for-people",
        words("Streets for people", "Des rues pour les gens", "Straten voor mensen"),
        words(
            "Everything about walking, cycling and buses, by day and by night.",
            "Tout sur la marche, le vélo et le bus, de jour comme de nuit.",
            "Alles over stappen, fietsen en bussen, overdag en ’s nachts.",
        ),
        words(
            """<p>A street is more than a way from one place to another. It is where children learn to cycle and
            neighbours meet. In these projects we look for space: for feet, for wheels, for waiting and for a
            chat.</p>""",
            """<p>Une rue est plus qu’un chemin d’un endroit à l’autre. C’est là que les enfants apprennent à rouler à
            vélo et que les voisins se croisent. Dans ces projets, nous cherchons de la place : pour les pieds, pour
            les roues, pour attendre et pour bavarder.</p>""",
            """<p>Een straat is meer dan een weg van de ene plek naar de andere. Kinderen leren er fietsen, buren komen
            elkaar er tegen. In deze projecten zoeken we ruimte: voor voeten, voor wielen, om te wachten en om te
            praten.</p>""",
        ),
        "crossing",
    ),
    Folder(
        "cool-and-green",
        words("Cool and green", "Au frais et au vert", "Koel en groen"),
        words(
            "Shade in summer, room for rain, and a new park on the water.",
            "De l’ombre en été, de la place pour la pluie et un nouveau parc au bord de l’eau.",
            "Schaduw in de zomer, ruimte voor regen en een nieuw park aan het water.",
        ),
        words(
            """<p>Summers get hotter and showers heavier. Trees help against both. Here you find everything Havenbrug
            does to stay a pleasant town in 2050, and where you can join in.</p>""",
            """<p>Les étés sont plus chauds, les averses plus fortes. Les arbres aident contre les deux. Vous trouvez
            ici tout ce que fait Havenbrug pour rester une ville agréable en 2050, et où vous pouvez participer.</p>""",
            """<p>De zomers worden warmer en de buien zwaarder. Bomen helpen tegen allebei. Hier vind je alles wat
            Havenbrug doet om ook in 2050 een fijne stad te zijn, en waar jij kunt meedoen.</p>""",
        ),
        "tree-planting",
    ),
)

PROJECTS = (
    NEIGHBOURHOOD_BUDGET, PLACES_TO_PLAY, GREEN_HARBOUR, SCHOOL_STREETS, CLIMATE_WALK, SMALL_WISHES, KERKPLEIN, LIBRARY,
    NIGHT_BUSES,
)  # fmt: skip
