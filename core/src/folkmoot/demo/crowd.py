# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Names for the people who only support ideas: one demonstration idea may have more supporters than the town has
authors."""

NAMES = (
    "Aïcha Adam Agnes Ahmed Alice Amir Anneke Anouk Arjun Astrid Bart Béatrice Ben Bilal Bo Camille Carlos Chloé "
    "Daan David Delphine Dirk Eline Emma Erik Esra Eva Fatou Fien Floris Gabriel Geert Hana Hanne Hugo Ibrahim Ilse "
    "Imane Jana Jasper Jean Julie Karim Kato Kofi Laila Lars Léa Leen Liam Linh Louis Luca Maaike Malik Margot Marta "
    "Mehdi Merel Mila Mohamed Nadia Nele Nicolas Nina Oscar Pauline Piet Rachid Ravi Robin Rosa Ruben Salma Sander "
    "Sara Sofie Stijn Tess Tim Vera Victor Wim Yasmine Yuki Zehra Zoë"
)
FIRST_NAMES = tuple(NAMES.split())
INITIALS = "ABCDEFGHIJKLMNOPRSTVWYZ"


def crowd_name(number: int) -> str:
    """A display name such as “Samira B.”, the same for the same number; no two alike below 2,000."""
    first = FIRST_NAMES[number % len(FIRST_NAMES)]
    return f"{first} {INITIALS[(number // len(FIRST_NAMES) + number) % len(INITIALS)]}."
