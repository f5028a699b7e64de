"""The path of every page and of what the server draws, once; those of themes are in data/catalog/pages.yaml."""

TERRITORY = "/territoire"
COMPARE = "/comparer"
MAPS = "/cartes"
FRANCE = "/france"
DOSSIER = "/dossier"
PRESENTATION = "/presentation"
INDICATOR = "/indicateur"
SOURCES = "/source"
CHECKS = "/controles"
METHOD = "/methode"
HELP = "/aide"
VIEW_FILES = "/vue"
THUMBNAILS = "/vignette"
HANDOUT = "/fiche"
HISTORY = "/historique"
# A view in another site: the page that it embeds, the picture, and how to.
EMBED = "/integration"
EMBED_CODE = "/integrer"
EMBED_IMAGE = "/image"
OEMBED = "/oembed"
ACCESSIBILITY = "/accessibilite"
LEGAL = "/mentions-legales"
IMPORTING = "/importer"
API = "/api"
API_V1 = "/api/v1"
ASSISTANT = "/mcp"
# What portals harvest, and readers subscribe to.
CATALOGUE = "/catalogue.jsonld"
PACKAGE = "/datapackage.json"
SCHEMAS = "/schemas"
SCDL = "/subventions-scdl.csv"
FEED = "/nouveautes.atom"
CALENDAR = "/echeances.ics"
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
# The page that is there only where the installation lets somebody write (loaders/own/password.py).
WRITING = {IMPORTING: "Importer"}
