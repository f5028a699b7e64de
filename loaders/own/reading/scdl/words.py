"""What is expected of the cells of a list of grants, and what to do where they are otherwise."""

from __future__ import annotations

from loaders.own.reading import messages
from loaders.own.reading.messages import Told

NEEDED = {
    "nomAttribuant": Told("qui attribue la subvention est attendu, la cellule est vide", messages.CORRECT),
    "nomBeneficiaire": Told("le nom du bénéficiaire est attendu, la cellule est vide", messages.CORRECT),
    "objet": Told("l’objet de la subvention est attendu, la cellule est vide", messages.CORRECT),
    "montant": Told("un montant en euros est attendu, la cellule est vide", "Écrivez-le, ou retirez la ligne."),
    "dateConvention": Told(
        "la date de la convention est attendue (AAAA-MM-JJ), la cellule est vide", "Écrivez-la : elle donne l’année."
    ),
}
COLUMN = "Ajoutez-la sous ce nom : c’est celui du schéma SCDL « Subventions »."
AMOUNT = Told("un montant en euros est attendu", "Écrivez le nombre seul, sans autre unité que l’euro.")
NEGATIVE = Told(
    "un montant positif ou nul est attendu", "Une subvention rendue ou annulée se retire de la liste : ôtez la ligne."
)
DATE = Told("une date est attendue, AAAA-MM-JJ ou JJ/MM/AAAA", messages.CORRECT)
FUTURE = Told("une date passée est attendue : une convention à venir n’est pas attribuée", messages.CORRECT)
NUMBER = Told("un SIRET de 14 chiffres est attendu, ou rien", messages.AS_TEXT)
ROUNDED = Told("un SIRET entier est attendu, celui-ci est arrondi", messages.ROUNDED)
MENDED = Told("un zéro de tête manquait : il est remis", messages.AS_TEXT)
SIREN = Told("un SIRET de 14 chiffres est attendu, celui-ci est un SIREN : il est gardé")
NO_GIVER = Told("le SIRET de l’attribuant est attendu, la cellule est vide : la ligne est gardée")
TWICE = Told("une subvention écrite une seule fois est attendue", "Retirez la ligne, ou dites ce qui la distingue.")
# What the SCDL asks for and Terril only repeats: what is otherwise is said, and kept.
ASKED = {
    "rnaBeneficiaire": (r"W[0-9A-Z]\d{8}", "un numéro RNA est attendu (W et 9 chiffres)"),
    "objet": (r"(?s).{1,256}", "256 caractères au plus sont attendus"),
    "nature": (
        r"aide en (numéraire|nature)(;aide en (numéraire|nature))?",
        "« aide en numéraire » ou « aide en nature » sont attendus",
    ),
    "datesPeriodeVersement": (
        r"\d{4}-\d{2}-\d{2}([/_]\d{4}-\d{2}-\d{2})?", "AAAA-MM-JJ ou AAAA-MM-JJ/AAAA-MM-JJ sont attendus",
    ),
    "notificationUE": (r"(?i)oui|non|true|false|vrai|faux|0|1", "« oui » ou « non » est attendu"),
    "pourcentageSubvention": (r"0[.,]\d+|1([.,]0+)?", "un nombre de 0,01 à 1 est attendu"),
}  # fmt: skip
