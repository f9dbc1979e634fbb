# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The six topics that both towns use."""

from folkmoot.demo.words import Topic, words

TOPICS = (
    Topic("green", words("Green & nature", "Vert & nature", "Groen & natuur"), "leaf", "green"),
    Topic("mobility", words("Getting around", "Se déplacer", "Onderweg"), "bike", "mobility"),
    Topic("play", words("Play & sport", "Jeux & sport", "Spel & sport"), "ball", "play"),
    Topic("culture", words("Culture & heritage", "Culture & patrimoine", "Cultuur & erfgoed"), "mask", "culture"),
    Topic("safety", words("Safety & light", "Sécurité & lumière", "Veiligheid & licht"), "lamp", "safety"),
    Topic("social", words("Living together", "Vivre ensemble", "Samenleven"), "people", "social"),
)
