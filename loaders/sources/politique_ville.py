"""ANCT: grants for adulte-relais and Fonjep posts, one row a post and year, by EPCI through its contrat de ville.

Files, in one folder: …adulte_relais….csv, …fonjep….csv, and …contrats_ville….csv, which says the EPCI of each contract.
Traps: that EPCI is the one of 2015, by its SIREN of then, or a commune of a big city: two contracts may be of one EPCI
of today; a contract that spans two départements has two rows; a post without contract (2023) is in its département
alone; a name may stand in the place of a SIRET; the amount is what is granted to a post, paid or not, and is of no
other fund.
"""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd

from geo.boundaries import read_attributes
from loaders.catalog import Catalog, load_catalog
from loaders.pipeline.figures_csv import make_figures
from loaders.sources.shape import ask_nobody
from loaders.tabular.faults import Reading, SourceFormatError, join_some
from loaders.tabular.reader import Form, read_table
from loaders.territories.area import Area

SOURCE = "anct-politique-ville"
fetch = ask_nobody
SCHEMES = {"adulte_relais": "adulte-relais", "fonjep": "Fonjep"}
CONTRACT = "contrats_ville"
POSTS = Form(["id_poste", "code_tiers", "raison_sociale", "annee", "montant", "code_cv", "insee_dep"])
CONTRACTS = Form(["codgeo", "code_cv", "insee_dep"])
MEASURES = {"amount": "EUR", "posts": "posts"}
NO_POST = "Aucun poste dans la liste, complète pour le département"
NO_CONTRACT = "Aucun contrat de ville de 2015 à 2023"


def _find_file(folder: Path, kind: str) -> Path:
    pattern = kind.replace("_", "[-_ ]?")
    found = [file for file in sorted(folder.glob("*.csv")) if re.search(pattern, file.stem, re.IGNORECASE)]
    if len(found) != 1:
        raise SourceFormatError(
            f"{folder.name} : un fichier dont le nom contient « {kind} » est attendu, "
            f"{join_some([file.name for file in found]) or 'aucun'} trouvé. Réunissez les trois fichiers de l’ANCT."
        )
    return found[0]


def _read_contracts(path: Path, reading: Reading) -> pd.DataFrame:
    table = read_table(path, CONTRACTS, reading)
    frame = table.frame
    for row in frame.index[~frame["codgeo"].str.fullmatch(r"\d{9}|\d[\dAB]\d{3}")]:
        table.fault("codgeo", row, f"« {frame['codgeo'][row]} » n’est ni un SIREN ni un code de commune")
    contracts = frame.assign(departement=table.read_departements("insee_dep"), scheme=CONTRACT, year=0, file=path.stem)
    table.stop_on_faults()
    return contracts.rename(columns={"codgeo": "holder", "code_cv": "contract"}).drop(columns="insee_dep")


def _read_posts(path: Path, scheme: str, contracts: frozenset[str], reading: Reading) -> pd.DataFrame:
    table = read_table(path, POSTS, reading)
    frame = table.frame
    for row in frame.index[frame["code_cv"].ne("") & ~frame["code_cv"].isin(list(contracts))]:
        table.fault("code_cv", row, f"« {frame['code_cv'][row]} » n’est d’aucun contrat de ville de l’autre fichier")
    rows = pd.DataFrame({
        "scheme": scheme,
        "post": frame["id_poste"],
        "code": table.read_sirens("code_tiers", may_be_unknown=True),
        "name": frame["raison_sociale"],
        "year": table.read_years("annee"),
        "amount": table.read_numbers("montant", is_required=True, what="montant"),
        "contract": frame["code_cv"],
        "departement": table.read_departements("insee_dep"),
        "file": path.stem,
    })  # fmt: skip
    table.refuse_twice("id_poste", rows["post"], rows["year"], what="poste et par année")
    table.stop_on_faults()
    return rows


def read(path: Path, reading: Reading | None = None) -> pd.DataFrame:
    """One row per post and year: scheme, post, code, name, amount in euros, contract ("" for none), departement.

    And one per contract of the country: scheme CONTRACT, year 0, holder (the SIREN of its EPCI of 2015, or a commune).
    """
    if not path.is_dir():
        raise SourceFormatError(f"{path.name} : un dossier est attendu, avec les trois fichiers de l’ANCT.")
    reading = Reading() if reading is None else reading
    contracts = _read_contracts(_find_file(path, CONTRACT), reading)
    known = frozenset(contracts["contract"])
    posts = [_read_posts(_find_file(path, scheme), scheme, known, reading) for scheme in SCHEMES]
    text = ["post", "code", "name", "contract", "holder"]
    every = pd.concat([*posts, contracts], ignore_index=True)
    return every.assign(**{name: every[name].fillna("") for name in text})


def find_epci_of_today(holders: pd.Series, catalog: Catalog) -> pd.Series:
    """The EPCI of today of each SIREN of before, or of each commune; "" where nothing declared leads to one."""
    epcis = set(read_attributes("epci", catalog.deployment.vintage)["code"])
    communes = read_attributes("commune", catalog.deployment.vintage).set_index("code")["epci"].dropna()
    successors = {
        entry.siren or code: entry.successor
        for code, entry in catalog.territories.items()
        if entry.level == "epci" and entry.successor
    }

    def follow(code: str) -> str:
        while code not in epcis and code in successors:
            code = str(successors[code])
        return code if code in epcis else str(communes.get(code, ""))

    return holders.map(follow)


def _place(frame: pd.DataFrame, catalog: Catalog) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The posts with the EPCI of today of their contract, and the contracts with theirs."""
    contracts = frame[frame["scheme"].eq(CONTRACT)]
    contracts = contracts.assign(epci=find_epci_of_today(contracts["holder"], catalog))
    by_contract = contracts.drop_duplicates("contract").set_index("contract")["epci"]
    posts = frame[frame["scheme"].ne(CONTRACT)]
    return posts.assign(epci=posts["contract"].map(by_contract).fillna("")), contracts


def _sum_posts(posts: pd.DataFrame, territory: str) -> pd.DataFrame:
    """Amount and number of posts by territory, scheme and year, with those of them that are of no contract."""
    keys = [territory, "scheme", "year"]
    sums = posts.assign(is_free=posts["contract"].eq("")).groupby(keys)
    found = sums.agg(amount=("amount", "sum"), posts=("amount", "size"), free=("is_free", "sum"))
    found["contracts"] = sums["contract"].agg(lambda codes: ", ".join(sorted({*codes} - {""})))
    return found.reset_index().rename(columns={territory: "territory"})


def _sum_by_epci(posts: pd.DataFrame, contracts: pd.DataFrame) -> pd.DataFrame:
    """Sums of each EPCI with a contract; 0 where a list that covers its départements names none of its posts."""
    sums = _sum_posts(posts[posts["epci"].ne("")], "epci")
    covered = posts[["scheme", "year", "departement"]].drop_duplicates()
    own = contracts[contracts["epci"].ne("")].merge(covered, on="departement", suffixes=("_of", ""))
    seats = contracts.groupby("epci")["departement"].nunique()
    counts = own.groupby(["epci", "scheme", "year"])["departement"].nunique().reset_index(name="named")
    whole = counts[counts["named"].eq(counts["epci"].map(seats))].rename(columns={"epci": "territory"})
    sums = whole.drop(columns="named").merge(sums, how="left", on=["territory", "scheme", "year"])
    codes = contracts.groupby("epci")["contract"].agg(lambda names: ", ".join(sorted(set(names))))
    sums["contracts"] = sums["territory"].map(codes)
    plural = sums["contracts"].str.contains(",").map({True: ", contrats de ville ", False: ", contrat de ville "})
    note = (_tell_count(sums["posts"].fillna(0).astype(int)) + plural + sums["contracts"]).where(
        sums["posts"].notna(), NO_POST + plural + sums["contracts"]
    )
    free = posts[posts["contract"].eq("")].groupby(["departement", "scheme", "year"]).size()
    seat = contracts.drop_duplicates("epci").set_index("epci")["departement"]
    keys = pd.MultiIndex.from_arrays([sums["territory"].map(seat), sums["scheme"], sums["year"]])
    left = pd.Series(free.reindex(keys).fillna(0).astype(int).to_numpy(), index=sums.index)
    note += (" ; sans " + left.astype(str) + " du département, hors de tout contrat").where(left.gt(0), "")
    return sums.assign(note=note).fillna({"amount": 0.0, "posts": 0})


def _tell_count(counts: pd.Series) -> pd.Series:
    return ("Somme de " + counts.astype(str) + " postes").where(counts.gt(1), "Un seul poste")


def _sum_around(posts: pd.DataFrame, area: Area) -> pd.DataFrame:
    """Sums of the départements of the area's regions, and of a region where the list has all of its départements."""
    inside = posts[posts["departement"].isin(list(area.regions))]
    by_departement = inside.assign(territory="D" + inside["departement"])
    by_region = area.gather_regions(inside, ["scheme", "year"])
    sums = pd.concat([_sum_posts(each, "territory") for each in (by_departement, by_region)], ignore_index=True)
    note = _tell_count(sums["posts"])
    note += (", dont " + sums["free"].astype(str) + " hors de tout contrat de ville").where(sums["free"].gt(0), "")
    return sums.assign(note=note)


def _list_without(posts: pd.DataFrame, sums: pd.DataFrame, area: Area) -> pd.DataFrame:
    """The EPCIs of the area that have no contract, to which the posts do not apply."""
    own = sorted(_list_epci(area) - set(sums["territory"]))
    years = posts[posts["departement"].isin(area.departements)][["scheme", "year"]].drop_duplicates()
    return years.merge(pd.DataFrame({"territory": own}, dtype="str"), how="cross").assign(note=NO_CONTRACT)


def observations(frame: pd.DataFrame, area: Area) -> pd.DataFrame:
    """Amounts and posts of the EPCIs of the area, in their perimeter of today, of its départements and their regions.

    An EPCI without a contract is one to which they do not apply; of a year and département that the list does not
    cover there is no figure.
    """
    posts, contracts = _place(frame, load_catalog())
    held = contracts[contracts["epci"].isin(_list_epci(area))]
    lost = contracts[contracts["epci"].eq("") & contracts["departement"].isin(area.departements)]
    if len(lost):
        raise SourceFormatError(
            f"EPCI de 2015 sans suite connue : {join_some(list(lost['holder']))}. Dites dans territories.yaml "
            "celui qui lui succède."
        )
    sums = _sum_by_epci(posts, held)
    every = pd.concat([sums, _sum_around(posts, area), _list_without(posts, sums, area)], ignore_index=True)
    long = every.melt(["territory", "scheme", "year", "note"], list(MEASURES), var_name="measure", value_name="value")
    long["indicator"] = "subsidies." + long["scheme"] + "_" + long["measure"]
    long["status"] = long["note"].eq(NO_CONTRACT).map({True: "not_applicable", False: "normal"})
    long["value"] = long["value"].astype("float64").round(2)
    lines = "postes " + long["scheme"].map(SCHEMES) + ", " + long["year"].astype(str) + ", " + long["territory"]
    return make_figures(long, source=SOURCE, lines=lines, unit=long["measure"].map(MEASURES))


def _list_epci(area: Area) -> frozenset[str]:
    communes = read_attributes("commune", load_catalog().deployment.vintage)
    return frozenset(communes.loc[area.holds(communes["code"]), "epci"].dropna()) - {""}


def list_parts(frame: pd.DataFrame, area: Area) -> pd.DataFrame:
    """One row per post of the area's EPCIs and départements, in the columns of loaders.pipeline.parts."""
    posts, _ = _place(frame, load_catalog())
    kept = posts[posts["departement"].isin(area.departements) | posts["epci"].isin(_list_epci(area))]
    rows = kept.assign(
        source=SOURCE,
        locator="poste " + kept["post"],
        departement="D" + kept["departement"],
        object=("Contrat de ville " + kept["contract"]).where(kept["contract"].ne(""), "Hors de tout contrat de ville"),
    )
    for scheme in SCHEMES:
        is_own = rows["scheme"].eq(scheme)
        rows[f"subsidies.{scheme}_amount"] = rows["amount"].where(is_own)
        rows[f"subsidies.{scheme}_posts"] = is_own.astype("float64").where(is_own)
    return rows
