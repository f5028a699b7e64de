"""Every page, dialog and state that a reader can be in: an address, and what is done there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from playwright.sync_api import Page

from pages.views.dossier import parse_dossier, write_address
from pages.views.ready import list_ready
from pages.views.theme_pages import list_others, read_pages
from pages.words import paths
from tests.browser import wait_ready
from tests.e2e.served.officer import enter

LENS, ARRAS = "246200364", "200033579"
PANEL = "dialog.t-panel[open]"
# How long tables may take to be made behind all readers, in milliseconds.
PATIENCE = 180_000


@dataclass(frozen=True)
class State:
    """A state by its name: where it is, and what leads to it; one that is no page of Terril's is a presentation."""

    name: str
    path: str
    act: Callable[[Page], None] | None = None

    @property
    def is_page(self) -> bool:
        """Whether it is a page as it opens, whose structure is looked at as a whole."""
        return self.act is None and not self.path.startswith(paths.PRESENTATION)


def press(selector: str, *, then: str) -> Callable[[Page], None]:
    """Click on the first element that is seen, and wait for what that brings."""

    def act(page: Page) -> None:
        page.locator(f"{selector} >> visible=true").first.click()
        page.locator(then).first.wait_for()
        wait_ready(page)

    return act


def search(words: str, *, then: str) -> Callable[[Page], None]:
    """Search, and wait for what answers."""

    def act(page: Page) -> None:
        page.locator(".t-search-open").click()
        page.keyboard.type(words)
        page.locator(then).first.wait_for()

    return act


def pick(words: str, *, then: str) -> Callable[[Page], None]:
    """Open the choice of territories and type."""

    def act(page: Page) -> None:
        page.locator(".picker .open").click()
        page.locator('.picker [role="option"]').first.wait_for()
        page.keyboard.type(words)
        page.locator(then).first.wait_for()

    return act


def open_all(page: Page) -> None:
    """Unfold every table and list of the page."""
    page.locator(".stExpander summary").first.wait_for()
    for summary in page.locator(".stExpander summary").all():
        summary.click()
        wait_ready(page)
    page.evaluate("() => document.querySelectorAll('.stHtml details').forEach((one) => (one.open = true))")


def key(*keys: str, then: str) -> Callable[[Page], None]:
    """Press keys in a presentation."""

    def act(page: Page) -> None:
        for one in keys:
            page.keyboard.press(one)
        page.locator(then).first.wait_for()

    return act


def take_card(page: Page) -> None:
    """The card of a territory of a map."""
    page.locator(".stage .areas path").first.wait_for()
    page.locator(".stage .areas path").first.dispatch_event("click")
    page.locator(".stage .card").first.wait_for()


def rest(selector: str, *, then: str) -> Callable[[Page], None]:
    """Let the pointer rest on something, and wait for the tip that says what it is."""

    def act(page: Page) -> None:
        page.locator(selector).first.wait_for(state="attached")
        page.locator(f"{selector} >> visible=true").first.hover()
        page.locator(then).first.wait_for()

    return act


def find_dossier() -> str:
    """The word of a dossier that comes with Terril: the first that an address can hold."""
    return next(word for body in list_ready().values() if (word := write_address(parse_dossier(body))))


@cache
def list_states() -> tuple[State, ...]:
    """All of them, the pages first."""
    word = find_dossier()
    dossier, presented = f"{paths.DOSSIER}?dossier={word}", f"{paths.PRESENTATION}?dossier={word}"
    pages = {
        **{path.strip("/") or "overview": path for path in read_pages()},
        **{path.strip("/"): path for path in paths.TITLES},
        "indicator": f"{paths.INDICATOR}?id=waste.collected",
        "indicators": paths.INDICATOR,
        "source": f"{paths.SOURCES}?id=000-call-2021",
        "accessibility": paths.ACCESSIBILITY,
        "legal": paths.LEGAL,
        "unknown": "/rien",
        "dossier-filled": dossier,
        "dossier-past": f"{dossier}&au=2026-06-01",
        **{f"theme-{theme}": f"/themes?theme={theme}" for theme in list_others()[:3]},
        "territory-epci": f"{paths.TERRITORY}?code={LENS}",
        "territory-commune": f"{paths.TERRITORY}?code=62498",
        "territory-composed": f"{paths.TERRITORY}?code=compose.{LENS}.62041",
        "territory-unknown": f"{paths.TERRITORY}?code=ZZZ",
        **{
            f"compare-{way}": f"{paths.COMPARE}?indicateurs=housing.authorised&indicateurs=housing.started"
            f"&territoires={LENS}&territoires={ARRAS}&vue={way}"
            for way in ("multiples", "classement", "pente", "avant-apres", "pairs", "nuage", "tableau")
        },
        "maps-change": f"{paths.MAPS}?carte=evolution",
        "maps-crossed": f"{paths.MAPS}?carte=croisement",
        "france-epci": f"{paths.FRANCE}?epci={LENS}",
        "warned": "/?territoires=999999&annees=1515&mesure=rien",
        "stranger": "/?territoires=245900410",
        "empty": "/logement?territoires=62041&annees=2024-2026",
    }
    states = {
        "origin": ("/", press("a.t-figure", then=PANEL)),
        "origin-of-sum": (
            "/logement#chiffre-housing.authorised~PMA~2025~~valeur",
            lambda page: page.wait_for_selector(PANEL),
        ),
        "origin-unknown": ("/#chiffre-rien", lambda page: page.wait_for_selector(PANEL)),
        "search": ("/", press(".t-search-open", then=".t-search-dialog[open]")),
        "search-answer": ("/", search("déchets lens 2021", then=".t-search-answer")),
        "search-list": ("/", search("arras", then='.t-search [role="option"]')),
        "search-nothing": ("/", search("zzzqqq", then=".t-search-message:not(:empty)")),
        "picker": ("/eau", pick("", then='.picker [role="option"]')),
        "picker-search": ("/eau", pick("bethune", then=".picker [role=option].now")),
        "picker-nothing": ("/eau", pick("zzzq", then=".picker .said:not(:empty)")),
        "composing": ("/logement", press(".st-key-compose button", then='[role="dialog"] textarea')),
        "home": ("/eau", press(".st-key-change-home button", then=".home input")),
        "settings": (
            "/dechets",
            press('[class*="st-key-settings-"] button', then='[data-testid="stPopoverBody"] input'),
        ),
        "card": ("/logement", take_card),
        "tip-map": ("/logement", rest(".stage .areas path", then=".stage .tip.pinned")),
        "tip-chart": ("/logement", rest(".t-plot .t-mark", then=".t-tip.pinned")),
        "tip-help": (paths.COMPARE, rest('[data-testid="stTooltipHoverTarget"]', then='[role="tooltip"]')),
        "menu": ("/eau", press('[data-testid="stTopNavSection"]', then='[role="navigation"] [role="menuitem"]')),
        "added": ("/dechets", press('[class*="st-key-add-trend"] button', then='[data-testid="stToast"]')),
        "files": ("/dechets", press(".t-take summary", then=".t-take details[open]")),
        "unfolded-waste": ("/dechets", open_all),
        "unfolded-water": ("/eau", open_all),
        "unfolded-housing": ("/logement", open_all),
        "unfolded-overview": ("/", open_all),
        "unfolded-territory": (
            f"{paths.TERRITORY}?code={LENS}",
            lambda page: page.evaluate(
                "() => document.querySelectorAll('.stHtml details').forEach((one) => (one.open = true))"
            ),
        ),
        "method-indicators": (paths.METHOD, press('[role="tab"]:nth-child(2)', then=".t-table")),
        "dossier-opener": (dossier, press(".st-key-opener button", then='[data-testid="stPopoverBody"] button')),
        "dossier-template": (dossier, press(".st-key-templates button", then='[data-testid="stPopoverBody"] button')),
        "select": ("/eau", press(".stSelectbox input", then='[role="option"]')),
    }
    screens = {
        "presented": (presented, None),
        "presented-2": (presented, key("ArrowRight", "ArrowRight", then=".slide.now")),
        "presented-3": (presented, key("ArrowRight", "ArrowRight", "ArrowRight", then=".slide.now")),
        "presented-4": (presented, key("ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight", then=".slide.now")),
        "presented-last": (presented, key("End", then=".slide.now")),
        "presented-help": (presented, key("?", then="#help[open]")),
        "presented-flow": (presented, key("v", then=".slide")),
        "presented-nothing": (f"{paths.PRESENTATION}?dossier=rien", None),
    }
    return (
        *(State(name, path) for name, path in pages.items()),
        *(State(name, path, act) for name, (path, act) in (states | screens).items()),
    )


def follow(*acts: Callable[[Page], None]) -> Callable[[Page], None]:
    """Do one thing after the other."""

    def act(page: Page) -> None:
        for one in acts:
            one(page)

    return act


def come_in(page: Page) -> None:
    """Give the password where it is asked for: the right is of one session alone."""
    page.get_by_role("button", name="Entrer").wait_for()
    enter(page, "Anne")
    page.get_by_text("Vous publiez sous le nom").first.wait_for()
    wait_ready(page)


def fill(name: str, words: str) -> Callable[[Page], None]:
    """Type into a field, and leave it."""

    def act(page: Page) -> None:
        field = page.get_by_role("textbox", name=name).first
        field.fill(words)
        field.press("Tab")
        wait_ready(page)

    return act


def choose(name: str, *, then: str) -> Callable[[Page], None]:
    """Press the button of a name, and wait for words."""

    def act(page: Page) -> None:
        page.get_by_role("button", name=name).first.click()
        page.get_by_text(then).first.wait_for(timeout=PATIENCE)
        wait_ready(page)

    return act


def list_officer_states(figure: str, grant: str) -> tuple[State, ...]:
    """The states of who may write, one after the other on one installation: each finds what those before have left.

    `figure` and `grant` are the ids of a printed figure and of a grant.
    """
    computed = "housing.authorised~PMA~2024~~valeur"
    on = {one: f"{paths.REMARKS}?sur={one}" for one in (figure, grant, computed, "rien")}
    dossier = f"{paths.DOSSIER}?dossier={find_dossier()}"
    composing = press(".st-key-compose button", then='[role="dialog"] textarea')
    saving = follow(composing, press(".st-key-service-saving summary", then='[role="dialog"] [type=password]'))
    saved = follow(saving, come_in, fill("Nom (facultatif)", "Artois"), choose("Enregistrer «", then="version 1"))
    shared = press(".st-key-shared summary", then="[type=password]")
    states: dict[str, tuple[str, Callable[[Page], None] | None]] = {
        "remarks-entrance": (on[figure], None),
        "remarks": (paths.REMARKS, come_in),
        "remarks-figure": (on[figure], come_in),
        "remarks-computed": (on[computed], come_in),
        "remarks-grant": (on[grant], come_in),
        "remarks-unknown": (on["rien"], come_in),
        "remarks-fault": (on[figure], follow(come_in, choose("Publier la remarque", then="Dites votre remarque"))),
        "remarks-said": (
            on[computed],
            follow(come_in, fill("Une remarque", "Deux méthodes."), choose("Publier la remarque", then="c’est fait")),
        ),
        "remarks-waiting": (
            on[figure],
            follow(
                come_in,
                fill("Une autre valeur", "157 000"),
                fill("D’où elle vient", "Registre du quai"),
                choose("Proposer cette", then="elle attend une décision"),
            ),
        ),
        "remarks-refused": (
            paths.REMARKS,
            follow(
                come_in,
                fill("Un mot de réponse", "Sans pesée"),
                choose("Refuser", then="refusée"),
                press(".st-key-decided summary", then=".st-key-decided .t-publication"),
            ),
        ),
        "origin-said": (f"/logement#chiffre-{computed}", lambda page: page.wait_for_selector(f"{PANEL} .t-history")),
        "importing-entrance": (paths.IMPORTING, None),
        "importing": (paths.IMPORTING, come_in),
        "composing-entrance": ("/logement", saving),
        "composing-saved": ("/logement", saved),
        "composing-versions": ("/logement", follow(saving, come_in, choose("Versions", then="Version 1,"))),
        "composing-asked": ("/logement", follow(saving, come_in, choose("Supprimer", then="Oui, supprimer"))),
        "shared-entrance": (dossier, shared),
        "shared": (dossier, follow(shared, come_in, choose("Partager «", then="version 1"))),
        "shared-asked": (dossier, follow(shared, come_in, choose("Supprimer", then="Oui, supprimer"))),
    }
    return tuple(State(name, path, act) for name, (path, act) in states.items())
