"""The statement of accessibility in its legal form, and the legal notice, as markup.

The form is that of the decree 2019-768 of 2019-07-24 and of the model that the RGAA 4.1 annexes to it.
"""

from __future__ import annotations

from collections.abc import Iterable

from loaders.office import Office
from pages.views.help.rgaa import Grid
from pages.words.french import format_count
from pages.words.markup import heads, list_terms, table_region, tag, text
from pages.words.version import MADE_BY

LAW = "l’article 47 de la loi n° 2005-102 du 11 février 2005"
UNSAID = "Non déclaré\u202f: le réglage de cette installation ne le dit pas encore (office.{})."
NO_CONTACT = (
    "Cette installation ne donne pas encore d’adresse où écrire (office.contact de son réglage) : adressez-vous au "
    "service qui vous a donné l’adresse de cette page."
)
DEFENDER = "https://formulaire.defenseurdesdroits.fr/"
DELEGATES = "https://www.defenseurdesdroits.fr/carte-des-delegues"
POST = "Défenseur des droits, Libre réponse 71120, 75342 Paris CEDEX 07 (gratuit, ne pas mettre de timbre)"
NAMES = (
    " De qui publie des chiffres du service, il garde le nom saisi, qui se lit avec eux (« fourni par ») tant qu’ils "
    "sont gardés ; un témoin de session, nécessaire et vide de sens pour tout autre, évite de redonner le mot de passe "
    "à chaque page rechargée."
)
RIGHTS = (
    "L’éditeur nommé ci-dessus répond de ces données. Vous pouvez lui demander d’accéder aux vôtres, de les rectifier, "
    "de les effacer ou d’en limiter l’usage (règlement général sur la protection des données, articles 15 à 18), et "
    "adresser une réclamation à la Commission nationale de l’informatique et des libertés (CNIL), 3 place de Fontenoy, "
    "TSA 80715, 75334 Paris CEDEX 07."
)
LOG = (
    " Un journal, que l’administrateur seul lit, garde {days} jours qui est entré et qui a écrit : le nom, l’heure, "
    "l’acte et l’adresse de la machine."
)
SIGNING = (
    " De qui se connecte, le fournisseur d’identité du service donne le nom, l’adresse électronique et les groupes ; "
    "Terril ne les garde que dans un témoin de connexion signé, sur votre poste, cru huit heures et ôté quand vous "
    "vous déconnectez. Ce témoin est nécessaire au service demandé : il n’appelle pas de consentement."
)


PUBLISHER = {
    "Éditeur": "name",
    "Directeur de la publication": "director",
    "Hébergeur": "host",
    "Contact": "contact",
}


def _list(items: Iterable[str]) -> str:
    return tag("ul", "".join(text("li", item) for item in items))


def _section(title: str, *parts: str) -> str:
    return tag("section", text("h2", title) + "".join(parts))


def contact_markup(contact: str) -> str:
    """Where to write: a link where it is an address, words otherwise; "" for none."""
    if contact.startswith("https://"):
        return text("a", contact, href=contact, rel="noopener noreferrer", target="_blank")
    if "@" in contact and " " not in contact:
        return text("a", contact, href=f"mailto:{contact}")
    return text("span", contact) if contact else ""


def statement_markup(grid: Grid, office: Office) -> str:
    """The statement: state, results, what is not accessible and what there is instead, how it was made, appeal."""
    return tag(
        "div",
        _begin(grid, office)
        + _section(
            "Résultats des tests",
            text(
                "p",
                f"L’évaluation du {grid.date}, faite par {grid.made_by}, trouve {grid.rate} % des critères "
                f"applicables du {grid.version} respectés\u202f: "
                f"{format_count(len(grid.list_of('conform')), 'conforme')}, "
                f"{format_count(len(grid.list_of('not_conform')), 'non conforme', 'non conformes')}, "
                f"{len(grid.list_of('not_applicable'))} sans objet.",
            ),
        )
        + _section(
            "Contenus non accessibles",
            text("h3", "Non-conformités"),
            _failing_markup(grid),
            text("h3", "Dérogations pour charge disproportionnée"),
            text("p", "Aucune n’est invoquée."),
            text("h3", "Contenus non soumis à l’obligation d’accessibilité"),
            text(
                "p", "Aucun. Les documents des éditeurs, vers lesquels mène une source, sont sur leurs propres sites."
            ),
        )
        + _made_markup(grid)
        + _section(
            "Retour d’information et contact",
            text(
                "p",
                "Si vous n’arrivez pas à accéder à un contenu ou à un service, demandez une autre voie ou le contenu "
                "sous une autre forme.",
            ),
            tag("p", contact_markup(office.contact) or text("span", NO_CONTACT)),
        )
        + _appeal_markup(),
        class_="t-help t-statement",
    )


def _begin(grid: Grid, office: Office) -> str:
    name = office.name or "Le service qui met Terril à disposition"
    said = contact_markup(office.plan) or text("span", UNSAID.format("plan"))
    plan = tag("p", text("span", "Schéma pluriannuel et plan d’actions\u202f: ") + said)
    return _section(
        "État de conformité",
        text("p", f"{name} s’engage à rendre ses services en ligne accessibles, conformément à {LAW}."),
        text(
            "p",
            "Cette déclaration s’applique aux pages de cette installation de Terril et aux fichiers qu’elle fait.",
        ),
        plan,
        tag(
            "p",
            text("b", f"Terril est {grid.said} avec le {grid.version}.")
            + (text("span", " Ce qui n’est pas conforme est dit ci-dessous.") if grid.rate < 100 else ""),
        ),
    )


def _failing_markup(grid: Grid) -> str:
    """The criteria not met, each with what a reader has instead."""
    failing = grid.list_of("not_conform")
    if not failing:
        return text("p", "Aucun critère applicable n’est en défaut.")
    names = ("Critère", "Ce qui manque", "Ce que vous avez à la place")
    head = heads(names)
    rows = [
        tag("tr", text("th", f"{number} {one.about}", scope="row") + text("td", one.why) + text("td", one.instead))
        for number, one in failing.items()
    ]
    owners = sum(one.owner == "Streamlit" for one in failing.values())
    said = format_count(owners, "tient", "tiennent")
    whose = text("p", f"Dont {said} à Streamlit, la bibliothèque sous les pages.") if owners else ""
    return table_region(head, rows, label="Critères non respectés", kind="t-table plan") + whose


def _made_markup(grid: Grid) -> str:
    return _section(
        "Établissement de cette déclaration",
        text("p", f"Cette déclaration a été établie le {grid.date}."),
        text("h3", "Technologies utilisées"),
        text("p", ", ".join(grid.technologies) + "."),
        text("h3", "Environnement de test"),
        _list(grid.environment),
        text("h3", "Outils"),
        _list(grid.tools),
        text("h3", "Pages vérifiées"),
        _list(grid.pages),
    )


def _appeal_markup() -> str:
    link = text(
        "a", "écrire un message au Défenseur des droits", href=DEFENDER, rel="noopener noreferrer", target="_blank"
    )
    near = text(
        "a", "contacter son délégué dans votre région", href=DELEGATES, rel="noopener noreferrer", target="_blank"
    )
    return _section(
        "Voies de recours",
        text(
            "p",
            "Si vous avez signalé un défaut qui vous empêche d’accéder à un contenu ou à un service et que vous n’avez "
            "pas obtenu de réponse satisfaisante, vous pouvez :",
        ),
        tag("ul", tag("li", link) + tag("li", near) + text("li", f"envoyer un courrier : {POST}")),
    )


def legal_markup(office: Office, *, keeps_names: bool = False, signs_in: bool = False, days: int = 0) -> str:
    """Who publishes this installation, who hosts it, what it keeps of its readers, whose software and data are.

    `keeps_names` where somebody may write, under a name that is kept; `signs_in` where a provider says who somebody is;
    `days` is how long the log of both is kept.
    """
    rows = [
        (label, contact_markup(said) if key == "contact" and said else text("span", said or UNSAID.format(key)))
        for label, key in PUBLISHER.items()
        for said in [str(getattr(office, key))]
    ]
    is_personal = keeps_names or signs_in
    return tag(
        "div",
        _section("Qui publie cette page", tag("div", list_terms(rows), class_="t-terms"))
        + _section(
            "Vos données",
            text(
                "p",
                "Terril ne mesure pas sa fréquentation et n’appelle aucune autre machine"
                + (". " if signs_in else "\u202f; il ne demande à qui le lit aucune donnée personnelle. ")
                + "Il garde dans votre navigateur seul le code de votre territoire (un témoin de connexion), votre "
                "dossier et votre choix des touches, qui servent ce que vous demandez et rien d’autre, et n’appellent "
                "pas de consentement ; effacer les données du site les efface."
                + (NAMES if keeps_names else "")
                + (SIGNING if signs_in else "")
                + (LOG.format(days=days) if is_personal else ""),
            ),
            *([text("p", RIGHTS)] if is_personal else []),
        )
        + _section(
            "Droits",
            text(
                "p",
                f"{MADE_BY}, logiciel libre sous licence MIT. Chaque source a sa licence, dite sur sa page ; un "
                "chiffre se réutilise aux conditions de la sienne, avec son nom.",
            ),
        ),
        class_="t-help t-statement",
    )


def foot_markup(grid: Grid, *, accessibility: str, legal: str, api: str) -> str:
    """What stands at the foot of every page: `accessibility`, `legal` and `api` are the addresses of three pages."""
    ways = {f"Accessibilité : {grid.said}": accessibility, "Mentions légales": legal, "Données par programme": api}
    links = " · ".join(text("a", words, href=address, target="_self") for words, address in ways.items())
    # Within the page's main part a footer is no place to go to: what is in it is one.
    return tag("footer", tag("nav", links, aria_label="Pied de page"), class_="t-foot")
