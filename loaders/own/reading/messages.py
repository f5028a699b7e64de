"""What is expected of a cell, and what to do where it is otherwise: the words that findings share."""

from __future__ import annotations

from typing import NamedTuple


class Told(NamedTuple):
    """What is expected, and the advice."""

    expected: str
    advice: str = ""


OR_EMPTY = "Corrigez la cellule, ou videz-la."
CORRECT = "Corrigez la cellule, et déposez de nouveau le fichier."
FORMULA = Told(
    "un nombre est attendu, la formule de cette cellule échoue", "Corrigez la formule, ou écrivez la valeur."
)
NUMBER = Told(
    "un nombre est attendu", "Écrivez le nombre seul ; « nd » pour une donnée inconnue, « s » pour un secret."
)
AMBIGUOUS = Told(
    "un nombre qui se lit d’une seule façon est attendu : milliers ou décimales ?",
    "Écrivez-le sans séparateur de milliers.",
)
NEGATIVE = Told(
    "une quantité positive ou nulle est attendue", "Corrigez-la ; si elle veut dire « inconnu », écrivez « nd »."
)
STATUS_VALUE = Told("aucune valeur n’est attendue à ce statut", "Videz la cellule, ou changez le statut.")
POPULATION_SECRET = Told(
    "une valeur est attendue : un décret authentifie chaque année les populations légales", CORRECT
)
CONFLICT = Told(
    "une seule valeur est attendue pour un territoire, une année et un indicateur",
    "Gardez la bonne ligne, ou dites ce qui les distingue dans une colonne « Périmètre ».",
)
STATUS = Told(
    "un statut est attendu : publié, provisoire, estimé, partiel, objectif, prévu, seuil, offre, sans donnée, "
    "confidentiel, sans objet",
    OR_EMPTY,
)
UNIT = Told(
    "une unité du catalogue est attendue",
    "Convertissez les valeurs dans l’unité de l’indicateur, et écrivez-la.",
)
CONVERT = "Convertissez les valeurs, et écrivez leur unité."
NO_TERRITORY = Told("le code d’un territoire est attendu, la cellule est vide", "Donnez le code, ou retirez la ligne.")
NO_PROPOSAL = Told("un territoire connu est attendu, avec son code", "Ajoutez une colonne de codes Insee ou SIREN.")
AS_TEXT = "Donnez à la colonne le format « Texte » pour garder les zéros."
INCOMPLETE = "une commune réunie à d’autres n’a de valeur que si le fichier donne toutes celles qui la formaient"
ALL_PARTS = "Ajoutez les communes qui manquent, ou donnez la valeur de la commune d’aujourd’hui."
TODAY = "Donnez les codes d’aujourd’hui."
UNLIKE = "Corrigez le code ou le nom : une colonne a peut-être été triée sans l’autre."
ROUNDED = (
    "Un tableur a arrondi ce code et ses derniers chiffres sont perdus : donnez à la colonne le format « Texte » et "
    "reprenez les codes."
)
UNKNOWN_CODE = (
    "le code d’un territoire est attendu (Insee d’une commune, SIREN d’un EPCI, numéro d’un département)",
    "Corrigez le code, ou retirez la ligne.",
)
IN_ANOTHER = "Retirez la ligne, ou donnez le code du territoire qui la comprend."
RAGGED = "La ligne est coupée, ou un séparateur y est hors de guillemets : corrigez-la."
RAGGED_HEADER = (
    "Une virgule décimale ou un séparateur est hors de guillemets, ou un en-tête manque : séparez par « ; » et déposez "
    "de nouveau le fichier."
)
MONTH = Told(
    "une année est attendue, la colonne est d’un mois",
    "Terril compte par année : ajoutez une colonne du cumul de l’année, au statut « partiel » si elle n’est pas finie.",
)
SECOND_TABLE = Told(
    "un seul tableau est attendu sur une feuille ; un autre commence là, et n’est pas lu",
    "Mettez-le sur une autre feuille, ou déposez-le à part.",
)
TOTAL = Told("une ligne de total, laissée : Terril fait les siens")
UNFORESEEN = Told(
    "un fichier de la forme attendue, que son lecteur ne sait pas lire ni dire pourquoi",
    "Enregistrez-le de nouveau en XLSX ou en CSV ; s’il ne se lit toujours pas, signalez-le avec ces mots.",
)
FUTURE = "Corrigez l’année, ou donnez le statut « objectif » ou « prévu »."
NO_INDICATOR = "Prenez un indicateur du catalogue, ou déclarez celui-ci."
# What a table has to say, by dimension: in a column, in headers or for the whole file.
ASKED = {
    "territory": Told(
        "une colonne de territoires (code Insee, SIREN ou nom) est attendue",
        "Ajoutez-la, dites quelle colonne c’est, ou de quel territoire est le fichier.",
    ),
    "indicator": Told(
        "un indicateur est attendu, en colonne ou en en-tête", "Dites de quel indicateur sont les valeurs."
    ),
    "year": Told(
        "une année est attendue, en colonne ou en en-tête",
        "Dites quelle colonne c’est, ou de quelle année est le fichier.",
    ),
    "value": Told("une colonne de valeurs est attendue", "Dites quelle colonne a les valeurs, et de quel indicateur."),
}
HEADERS = Told(
    "une ligne d’en-têtes est attendue : territoire, année, indicateur, valeur",
    "Nommez les colonnes sur une ligne, ou partez du modèle.",
)
NO_ROWS = Told(
    "au moins une ligne de données est attendue sous les en-têtes", "Vérifiez la feuille et la ligne des en-têtes."
)
FROM_TITLE = "n’est pas dans une colonne, {0} du titre, de la feuille ou du nom du fichier"
