# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The people of Zuidermeer."""

from folkmoot.demo.words import Account, Role, words

ACCOUNTS = (
    Account(
        "administrator",
        "admin@zuidermeer.example",
        "Greet H.",
        Role.ADMINISTRATOR,
        "nl",
        words(
            "Runs the whole platform, next to her work as town clerk.",
            "Gère toute la plateforme, à côté de son travail de secrétaire communale.",
            "Beheert het hele platform, naast haar werk als gemeentesecretaris.",
        ),
    ),
    Account(
        "manager",
        "manager@zuidermeer.example",
        "Wouter P.",
        Role.MANAGER,
        "nl",
        words("Leads both projects.", "Pilote les deux projets.", "Leidt de twee projecten."),
        ("village-square", "lake-shore"),
    ),
    Account(
        "lien",
        "lien@zuidermeer.example",
        "Lien V.",
        Role.CITIZEN,
        "nl",
        words(
            "Swims in the lake, also in winter.",
            "Nage dans le lac, même en hiver.",
            "Zwemt in het meer, ook in de winter.",
        ),
    ),
    Account(
        "baptiste",
        "baptiste@zuidermeer.example",
        "Baptiste R.",
        Role.CITIZEN,
        "fr",
        words("Moved here for the quiet.", "Venu ici pour le calme.", "Kwam hier wonen voor de rust."),
    ),
    Account(
        "mien",
        "mien@zuidermeer.example",
        "Mien D.",
        Role.CITIZEN,
        "nl",
        words(
            "Has lived on the square for 71 years.",
            "Habite sur la place depuis 71 ans.",
            "Woont al 71 jaar aan het plein.",
        ),
    ),
    Account(
        "oumar",
        "oumar@zuidermeer.example",
        "Oumar T.",
        Role.CITIZEN,
        "fr",
        words("Trains the under-tens.", "Entraîne les moins de dix ans.", "Traint de ploeg onder tien."),
    ),
    Account(
        "saskia",
        "saskia@zuidermeer.example",
        "Saskia J.",
        Role.CITIZEN,
        "nl",
        words("Farmer in the east polder.", "Agricultrice dans le polder est.", "Boerin in de Oostpolder."),
    ),
    Account(
        "rune",
        "rune@zuidermeer.example",
        "Rune K.",
        Role.CITIZEN,
        "nl",
        words("Sixteen, on the youth council.", "Seize ans, au conseil des jeunes.", "Zestien, lid van de jeugdraad."),
    ),
)

NAMES = (
    "Hugo N., Martine E., Bert O., Élodie F., Anke S., Yassin G., Rosette C., Niels A., Colette M., Gust L., "
    "Fenna W., Thierry B., Lutgart I., Senne R., Aurore P., Dirk Z., Nour E., Jef T., Kaat U., Pascal H., "
    "Ineke M., Moussa D., Nand V., Solange K."
)
CITIZENS = tuple(NAMES.split(", "))
