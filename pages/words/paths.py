"""The path of every page and of what the server draws, once; those of themes are in data/catalog/pages.yaml.

Each begins with where Terril is served, so that an address, a link and a route are one word.
"""

from loaders.settings import PREFIX, read_setting

# « /terril », or "" where Terril has a host of its own.
BASE = "".join(f"/{part}" for part in read_setting(PREFIX).split("/") if part)
HOME = f"{BASE}/"
TERRITORY = f"{BASE}/territoire"
COMPARE = f"{BASE}/comparer"
MAPS = f"{BASE}/cartes"
FRANCE = f"{BASE}/france"
DOSSIER = f"{BASE}/dossier"
PRESENTATION = f"{BASE}/presentation"
INDICATOR = f"{BASE}/indicateur"
SOURCES = f"{BASE}/source"
CHECKS = f"{BASE}/controles"
METHOD = f"{BASE}/methode"
HELP = f"{BASE}/aide"
VIEW_FILES = f"{BASE}/vue"
THUMBNAILS = f"{BASE}/vignette"
HANDOUT = f"{BASE}/fiche"
HISTORY = f"{BASE}/historique"
# A view in another site: the page that it embeds, the picture, and how to.
EMBED = f"{BASE}/integration"
EMBED_CODE = f"{BASE}/integrer"
EMBED_IMAGE = f"{BASE}/image"
OEMBED = f"{BASE}/oembed"
ACCESSIBILITY = f"{BASE}/accessibilite"
LEGAL = f"{BASE}/mentions-legales"
IMPORTING = f"{BASE}/importer"
REMARKS = f"{BASE}/remarques"
API = f"{BASE}/api"
API_V1 = f"{API}/v1"
ASSISTANT = f"{BASE}/mcp"
# What portals harvest, and readers subscribe to.
CATALOGUE = f"{BASE}/catalogue.jsonld"
PACKAGE = f"{BASE}/datapackage.json"
SCHEMAS = f"{BASE}/schemas"
SCDL = f"{BASE}/subventions-scdl.csv"
FEED = f"{BASE}/nouveautes.atom"
CALENDAR = f"{BASE}/echeances.ics"
# The panel of a figure, and the rows that it is made of.
PANEL = f"{BASE}/chiffre"
DETAIL = f"{BASE}/chiffre-detail"
HEALTH = f"{BASE}/sante"
MEASURES = f"{HEALTH}/mesures"
# Signing in: our page, our way to the provider; and what Streamlit answers to.
SIGN_IN = f"{BASE}/connexion"
WAY_IN = f"{BASE}/connexion/aller"
STAYING = f"{BASE}/connexion/rester"
WAY_TO_PROVIDER = f"{BASE}/auth/login"
SIGN_OUT = f"{BASE}/auth/logout"
CALLBACK = f"{BASE}/oauth2callback"
# The style of a map that asks for none.
EMPTY_STYLE = f"{BASE}/style/empty.json"
# What the menu calls the pages that show no theme.
TITLES = {
    TERRITORY: "Territoire",
    COMPARE: "Comparer",
    MAPS: "Cartes",
    FRANCE: "France",
    DOSSIER: "Dossier",
    SOURCES: "Sources",
    CHECKS: "Contrôles",
    METHOD: "Méthode",
    HELP: "Aide",
}
# The pages that the foot of every page leads to.
FOOT = {ACCESSIBILITY: "Accessibilité", LEGAL: "Mentions légales"}
# The pages that are there only where the installation lets somebody write (loaders/own/password.py).
WRITING = {IMPORTING: "Importer", REMARKS: "Remarques"}


def place(path: str) -> str:
    """A path as the catalogue writes it, which knows of no prefix, as Terril serves it."""
    return f"{BASE}{path}"


def name_page(path: str) -> str:
    """A path as Streamlit names a page: what follows where Terril is served, "" for the first page."""
    return path.removeprefix(BASE).strip("/")
