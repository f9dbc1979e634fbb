# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Project: plan for the harbour quarter, with explanation and ideas running side by side."""

from folkmoot.demo.words import Phase, Project, words

EXPLAINED = Phase(
    "plan-explained",
    "information",
    words("The plan explained", "Le plan expliqué", "Het plan uitgelegd"),
    words(
        """<p>Between the crane and the lock lie nine hectares of old sheds and empty rails. The draft plan keeps the
        three brick warehouses, adds 420 homes, of which 140 at a social rent, and makes a park of four hectares along
        the water.</p>
        <h3>What is fixed, what is open</h3>
        <ul><li><strong>Fixed:</strong> the warehouses stay, the quay stays open to everyone, no through traffic.</li>
        <li><strong>Open:</strong> what happens in the park, on the quay steps, and in the ground floor of the
        warehouses.</li></ul>
        <p>Come and see it: every first Saturday at 10 a.m. we walk round the site together. Meet at the crane.</p>""",
        """<p>Entre la grue et l’écluse s’étendent neuf hectares de vieux hangars et de rails à l’abandon. Le projet de
        plan garde les trois entrepôts de brique, ajoute 420 logements, dont 140 à loyer social, et crée un parc de
        quatre hectares au bord de l’eau.</p>
        <h3>Ce qui est fixé, ce qui est ouvert</h3>
        <ul><li><strong>Fixé :</strong> les entrepôts restent, le quai reste ouvert à tous, pas de trafic de
        transit.</li>
        <li><strong>Ouvert :</strong> la vie du parc, les gradins du quai et le rez-de-chaussée des entrepôts.</li></ul>
        <p>Venez voir : chaque premier samedi à 10 h, nous faisons le tour du site ensemble. Rendez-vous à la
        grue.</p>""",
        """<p>Tussen de kraan en de sluis ligt negen hectare met oude loodsen en lege sporen. Het ontwerpplan bewaart
        de drie bakstenen pakhuizen, voegt 420 woningen toe, waarvan 140 sociale, en maakt langs het water een park van
        vier hectare.</p>
        <h3>Wat vastligt en wat open is</h3>
        <ul><li><strong>Ligt vast:</strong> de pakhuizen blijven, de kade blijft voor iedereen, geen doorgaand
        verkeer.</li>
        <li><strong>Is open:</strong> wat er gebeurt in het park, op de kadetrappen en op het gelijkvloers van de
        pakhuizen.</li></ul>
        <p>Kom kijken: elke eerste zaterdag om 10 uur wandelen we samen rond het terrein. Afspraak aan de kraan.</p>""",
    ),
    -62,
    44,
)

WISHES = Phase(
    "life-on-the-quay",
    "ideation",
    words("Life on the quay", "La vie sur le quai", "Leven op de kade"),
    words(
        """<p>What would bring you to the quay on an ordinary Tuesday? Tell us what is missing, and what should stay
        exactly as it is. You can vote for and against, so that the designers also see where you disagree.</p>""",
        """<p>Qu’est-ce qui vous ferait venir sur le quai un mardi ordinaire ? Dites-nous ce qui manque et ce qui ne
        doit surtout pas changer. Vous pouvez voter pour ou contre : les urbanistes verront ainsi où les avis
        divergent.</p>""",
        """<p>Wat zou jou op een gewone dinsdag naar de kade brengen? Vertel wat er ontbreekt en wat precies zo moet
        blijven. Je kunt voor en tegen stemmen, zodat de ontwerpers ook zien waar de meningen uiteenlopen.</p>""",
    ),
    -41,
    24,
    {"reactions": "likes_and_dislikes", "noun": "suggestion"},
)

FINAL = Phase(
    "final-plan",
    "information",
    words("The final plan", "Le plan définitif", "Het definitieve plan"),
    words(
        """<p>The designers show what they changed, suggestion by suggestion, and what they left as it was. Then the
        city council decides. You can be there, or watch from home.</p>""",
        """<p>Les urbanistes montrent ce qu’ils ont changé, proposition par proposition, et ce qu’ils ont laissé tel
        quel. Ensuite, le conseil communal décide. Vous pouvez y assister ou suivre la séance de chez vous.</p>""",
        """<p>De ontwerpers tonen wat ze veranderd hebben, voorstel per voorstel, en wat ze zo gelaten hebben. Daarna
        beslist de gemeenteraad. Je kunt erbij zijn of thuis meekijken.</p>""",
    ),
    60,
    110,
)

GREEN_HARBOUR = Project(
    key="green-harbour-quarter",
    title=words("Green harbour quarter", "Le quartier vert du port", "De groene havenwijk"),
    lead=words(
        "Nine hectares of old docks become a place to live, work and swim. What should the quay be like?",
        "Neuf hectares d’anciens docks deviennent un lieu où habiter, travailler et nager. À quoi "
        "ressemblera le quai ?",
        "Negen hectare oude dokken wordt een plek om te wonen, te werken en te zwemmen. Hoe moet de kade worden?",
    ),
    description=words(
        """<p>The last cargo ship left the old docks in 1998. Since then the sheds have been waiting, and so have we.
        Now the land is clean, the quay walls are repaired, and the city can finally give it back to the people of
        Havenbrug.</p>
        <p>There is a draft plan, made with students of the technical school and forty residents. It isn’t finished.
        Buildings are drawn by architects, but a quarter is made by the people who walk the dog there, miss the bus
        there, and fall in love there. So we ask you.</p>
        <h2>Three promises</h2>
        <ul><li>Nobody loses a garden plot before there is a new one, with better soil.</li>
        <li>You can walk along the water, everywhere, at any hour.</li>
        <li>We publish every suggestion and say what we did with it.</li></ul>""",
        """<p>Le dernier cargo a quitté les vieux docks en 1998. Depuis, les hangars attendent, et nous aussi.
        Aujourd’hui le sol est assaini, les murs de quai sont réparés, et la ville peut enfin rendre l’endroit aux
        Havenbrugeois.</p>
        <p>Il existe un projet de plan, dessiné avec les élèves de l’école technique et quarante habitants. Il n’est
        pas terminé. Les bâtiments, ce sont les architectes qui les dessinent ; un quartier, ce sont les gens qui y
        promènent leur chien, y ratent le bus et y tombent amoureux. Alors, nous vous posons la question.</p>
        <h2>Trois promesses</h2>
        <ul><li>Personne ne perd son potager avant d’en avoir un nouveau, avec une meilleure terre.</li>
        <li>On pourra longer l’eau, partout et à toute heure.</li>
        <li>Chaque proposition est publiée, et nous disons ce que nous en avons fait.</li></ul>""",
        """<p>In 1998 vertrok het laatste vrachtschip uit de oude dokken. Sindsdien wachten de loodsen, en wij ook. Nu
        is de grond schoon, zijn de kaaimuren hersteld, en kan de stad de plek eindelijk teruggeven aan de
        Havenbruggelingen.</p>
        <p>Er is een ontwerpplan, gemaakt met leerlingen van de technische school en veertig inwoners. Het is niet af.
        Gebouwen worden getekend door architecten, maar een wijk wordt gemaakt door mensen die er hun hond uitlaten, er
        hun bus missen en er verliefd worden. Daarom vragen we het aan jou.</p>
        <h2>Drie beloften</h2>
        <ul><li>Niemand verliest een moestuin voor er een nieuwe is, met betere grond.</li>
        <li>Je kunt langs het water wandelen, overal en op elk uur.</li>
        <li>Elk voorstel staat online, en we zeggen wat we ermee gedaan hebben.</li></ul>""",
    ),
    picture="quarter",
    phases=(EXPLAINED, WISHES, FINAL),
    topics=("green", "culture", "play"),
    areas=("oude-haven", "noordkade"),
    folder="cool-and-green",
)
