# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The people of Havenbrug: those one can sign in as, and the other authors."""

from folkmoot.demo.words import Account, Role, words

ACCOUNTS = (
    Account(
        "administrator",
        "admin@havenbrug.example",
        "Ingrid S.",
        Role.ADMINISTRATOR,
        "en",
        words(
            "Runs the whole platform: pages, people, modules.",
            "Gère toute la plateforme : pages, personnes, modules.",
            "Beheert het hele platform: pagina’s, mensen, modules.",
        ),
    ),
    Account(
        "manager",
        "manager@havenbrug.example",
        "Thomas R.",
        Role.MANAGER,
        "en",
        words(
            "Leads the neighbourhood budget and answers ideas.",
            "Pilote le budget de quartier et répond aux idées.",
            "Leidt het wijkbudget en beantwoordt ideeën.",
        ),
        (
            "neighbourhood-budget-2027",
            "places-to-play-2027",
            "small-wishes-2026",
            "library-of-the-future",
            "climate-walk",
        ),
    ),
    Account(
        "engineer",
        "engineer@havenbrug.example",
        "Karel D.",
        Role.MANAGER,
        "nl",
        words(
            "City engineer: explains what is possible in the street.",
            "Ingénieur de la ville : explique ce qui est faisable en rue.",
            "Stadsingenieur: legt uit wat er in de straat mogelijk is.",
        ),
        (
            "neighbourhood-budget-2027",
            "places-to-play-2027",
            "small-wishes-2026",
            "school-streets",
            "green-harbour-quarter",
            "night-buses",
        ),
    ),
    Account(
        "samira",
        "samira@havenbrug.example",
        "Samira B.",
        Role.CITIZEN,
        "en",
        words(
            "Lives in Oude Haven, full of ideas.",
            "Habite l’Oude Haven, pleine d’idées.",
            "Woont in Oude Haven, vol ideeën.",
        ),
    ),
    Account(
        "joris",
        "joris@havenbrug.example",
        "Joris V.",
        Role.CITIZEN,
        "nl",
        words(
            "Cycles to work, asks questions.",
            "Va au travail à vélo, pose des questions.",
            "Fietst naar het werk, stelt vragen.",
        ),
    ),
    Account(
        "marguerite",
        "marguerite@havenbrug.example",
        "Marguerite L.",
        Role.CITIZEN,
        "fr",
        words(
            "Retired teacher in Lindenpark.",
            "Institutrice retraitée à Lindenpark.",
            "Gepensioneerde juf in Lindenpark.",
        ),
    ),
    Account(
        "amina",
        "amina@havenbrug.example",
        "Amina K.",
        Role.CITIZEN,
        "en",
        words("Student, new in town.", "Étudiante, nouvelle en ville.", "Studente, nieuw in de stad."),
    ),
    Account(
        "pieter-jan",
        "pieter-jan@havenbrug.example",
        "Pieter-Jan M.",
        Role.CITIZEN,
        "nl",
        words("Father of three in Molenwijk.", "Père de trois enfants à Molenwijk.", "Vader van drie in Molenwijk."),
    ),
    Account(
        "elif",
        "elif@havenbrug.example",
        "Elif Y.",
        Role.CITIZEN,
        "fr",
        words(
            "Runs a shop near the station.", "Tient un magasin près de la gare.", "Heeft een winkel bij het station."
        ),
    ),
)

NAMES = (
    "Lotte D., Youssef H., Bram C., Noor A., Chantal P., Mamadou S., Katrien W., Benoît T., Fatima Z., "
    "Wout E., Sylvie G., Emre A., Annelies K., Luc F., Linh T., Griet V., Olivier M., Halima O., Sven J., "
    "Isabelle R., Tarek N., Liesbeth H., Étienne C., Priya S., Koen B., Mireille A., Adwoa F., Jonas P., "
    "Dounia L., Rik S., Valérie B., Hassan I., Marijke T., Antoine D., Oksana M., Dries L., Cécile V., "
    "Selin K., Frank H., Joëlle N., Mateusz W., Ans G., Patrick O., Zeynep D., Hilde R., Romain J., Ama B., "
    "Guido Z., Laurence E., Ilyas M., Trui P., Gaëlle S., Omar F., Veerle N., Didier K., Mei C., Johan A., "
    "Nathalie I., Cem U., Roos D."
)
CITIZENS = tuple(NAMES.split(", "))
