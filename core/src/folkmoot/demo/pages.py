# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Text pages that every town has: house rules, privacy, accessibility."""

from folkmoot.demo.words import Page, words


def pages(about: Page, email: str) -> tuple[Page, ...]:
    """The pages of a town; `email` is where its team reads mail."""
    return about, house_rules(), privacy(email), accessibility(email)


def house_rules() -> Page:
    return Page(
        "house-rules",
        words("House rules", "Règles de la maison", "Huisregels"),
        words(
            """<p>This is a place for everyone who lives, works or studies here. A few simple rules keep it
            pleasant.</p>
            <ul><li><strong>Be kind.</strong> Disagree with the idea, not with the person.</li>
            <li><strong>Stay on the subject.</strong> A new subject deserves its own idea.</li>
            <li><strong>Respect privacy.</strong> No names, number plates or photos of people who did not agree to
            it.</li>
            <li><strong>No advertising</strong> and no party politics.</li></ul>
            <p>Our team hides what breaks these rules and tells the author why. You can object: a second person
            will then look at it. Have you seen something that worries you? Use “Report” under the text.</p>""",
            """<p>Cet espace est ouvert à toutes les personnes qui vivent, travaillent ou étudient ici. Quelques règles
            simples le gardent agréable.</p>
            <ul><li><strong>Restez bienveillant.</strong> On critique une idée, pas une personne.</li>
            <li><strong>Restez dans le sujet.</strong> Un autre sujet mérite sa propre idée.</li>
            <li><strong>Respectez la vie privée.</strong> Pas de noms, de plaques ni de photos de gens qui n’ont pas
            dit oui.</li>
            <li><strong>Pas de publicité</strong> ni de propagande.</li></ul>
            <p>Notre équipe masque ce qui ne respecte pas ces règles et explique pourquoi à l’auteur. Vous pouvez
            contester : une deuxième personne relira. Quelque chose vous inquiète ? Cliquez sur « Signaler » sous le
            texte.</p>""",
            """<p>Dit is een plek voor iedereen die hier woont, werkt of studeert. Een paar eenvoudige regels houden het
            aangenaam.</p>
            <ul><li><strong>Blijf vriendelijk.</strong> Wees het oneens met het idee, niet met de persoon.</li>
            <li><strong>Blijf bij het onderwerp.</strong> Iets anders te zeggen? Maak er een nieuw idee van.</li>
            <li><strong>Respecteer privacy.</strong> Geen namen, nummerplaten of foto’s van mensen die dat niet
            willen.</li>
            <li><strong>Geen reclame</strong> en geen partijpolitiek.</li></ul>
            <p>Ons team verbergt wat tegen deze regels ingaat en vertelt de schrijver waarom. Niet akkoord? Dan kijkt
            een tweede persoon mee. Zie je iets dat niet kan? Klik op “Melden” onder de tekst.</p>""",
        ),
    )


def privacy(email: str) -> Page:
    return Page(
        "privacy",
        words("Privacy", "Vie privée", "Privacy"),
        words(
            f"""<p>We ask for as little as we can: a name to show, an e-mail address and a password.</p>
            <h2>What others see</h2><p>Your display name and what you write. Nobody sees your e-mail address, and nobody
            can see which ideas you support.</p>
            <h2>How long we keep it</h2><p>As long as you have an account. If you delete it, your name disappears at
            once. Your ideas stay, without your name, because others have answered them. You can also ask us to remove
            them.</p>
            <h2>Your rights</h2><p>Under “My account” you can see, correct, download and delete your data. Questions?
            Write to <a href="mailto:{email}">{email}</a>. You may also complain to the data protection
            authority.</p>""",
            f"""<p>Nous demandons le strict minimum : un nom à afficher, une adresse e-mail et un mot de passe.</p>
            <h2>Ce que les autres voient</h2><p>Votre nom d’affichage et ce que vous écrivez. Personne ne voit votre
            adresse e-mail, ni les idées que vous soutenez.</p>
            <h2>Combien de temps ?</h2><p>Aussi longtemps que vous avez un compte. Si vous le supprimez, votre nom
            disparaît aussitôt. Vos idées restent, sans votre nom, car d’autres y ont répondu. Vous pouvez aussi
            demander leur retrait.</p>
            <h2>Vos droits</h2><p>Dans « Mon compte », vous pouvez consulter, corriger, télécharger et supprimer vos
            données. Une question ? Écrivez à <a href="mailto:{email}">{email}</a>. Vous pouvez aussi porter plainte
            auprès de l’autorité de protection des données.</p>""",
            f"""<p>We vragen zo weinig mogelijk: een naam om te tonen, een e-mailadres en een wachtwoord.</p>
            <h2>Wat anderen zien</h2><p>Je schermnaam en wat je schrijft. Niemand ziet je e-mailadres, en niemand kan
            zien welke ideeën jij steunt.</p>
            <h2>Hoelang we het bewaren</h2><p>Zolang je een account hebt. Verwijder je het, dan verdwijnt je naam
            meteen. Je ideeën blijven staan zonder naam, omdat anderen erop gereageerd hebben. Je kunt ook vragen om ze
            weg te halen.</p>
            <h2>Jouw rechten</h2><p>Onder “Mijn account” kun je je gegevens bekijken, verbeteren, downloaden en wissen.
            Vragen? Mail naar <a href="mailto:{email}">{email}</a>. Je kunt ook klacht indienen bij de
            gegevensbeschermingsautoriteit.</p>""",
        ),
    )


def accessibility(email: str) -> Page:
    return Page(
        "accessibility",
        words("Accessibility", "Accessibilité", "Toegankelijkheid"),
        words(
            f"""<p>Everyone should be able to take part. This platform is built to meet WCAG 2.2, level AA.</p>
            <ul><li>Everything works with the keyboard alone and with a screen reader.</li>
            <li>Pages work without JavaScript, on old phones and slow connections.</li>
            <li>Text can be enlarged to 200% without losing anything. There is a dark mode.</li></ul>
            <p>No computer? Come to any library desk. A member of staff will enter your idea together with you.</p>
            <p>Does something not work for you? Tell us at <a href="mailto:{email}">{email}</a>. You get an answer
            within five working days.</p>""",
            f"""<p>Tout le monde doit pouvoir participer. Cette plateforme est conçue pour respecter les WCAG 2.2,
            niveau AA.</p>
            <ul><li>Tout fonctionne au clavier seul et avec un lecteur d’écran.</li>
            <li>Les pages marchent sans JavaScript, sur un vieux téléphone ou une connexion lente.</li>
            <li>Le texte peut être agrandi à 200 % sans rien perdre. Il existe un mode sombre.</li></ul>
            <p>Pas d’ordinateur ? Passez au guichet d’une bibliothèque : un membre de l’équipe encodera votre idée avec
            vous.</p>
            <p>Quelque chose ne marche pas pour vous ? Dites-le-nous à <a href="mailto:{email}">{email}</a>. Vous aurez
            une réponse dans les cinq jours ouvrables.</p>""",
            f"""<p>Iedereen moet kunnen meedoen. Dit platform is gebouwd om te voldoen aan WCAG 2.2, niveau AA.</p>
            <ul><li>Alles werkt met alleen het toetsenbord en met een schermlezer.</li>
            <li>Pagina’s werken zonder JavaScript, op oude telefoons en trage verbindingen.</li>
            <li>Je kunt de tekst tot 200% vergroten zonder iets te missen. Er is een donkere modus.</li></ul>
            <p>Geen computer? Kom langs aan de balie van een bibliotheek. Een medewerker zet je idee samen met jou
            online.</p>
            <p>Werkt er iets niet voor jou? Laat het weten via <a href="mailto:{email}">{email}</a>. Je krijgt binnen
            vijf werkdagen antwoord.</p>""",
        ),
    )
