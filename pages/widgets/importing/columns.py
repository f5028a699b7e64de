"""The columns of the file and what each is: shown, corrected, remembered for the next file of the same headers."""

from __future__ import annotations

from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from loaders.catalog import Catalog
from loaders.own.looking import Seen
from loaders.own.reading.understood import Understanding
from pages.draw.markup.importing import columns_markup
from pages.views.importing.roles import NONE, list_indicators, list_roles
from pages.widgets.importing.held import Held
from pages.words.french import format_count
from pages.words.markup import plain

# More columns than that are read as they were understood: a form of hundreds of fields is none.
MOST = 40


def show_columns(held: Held, seen: Seen, catalog: Catalog) -> None:
    """Each column with its role and samples; a form that corrects them, folded."""
    understood = seen.understanding
    if not understood.headers:
        return
    if seen.is_recalled:
        st.caption("Lu comme le dernier fichier publié qui avait ces en-têtes.")
    st.html(columns_markup(understood.headers, catalog))
    # Where nothing could be read, this is the way on.
    is_asked = seen.counts.empty
    key = "correct-asked" if is_asked else "correct"
    with st.expander("Corriger la lecture du fichier", key=key, expanded=is_asked, on_change="rerun") as folded:
        if folded.open:
            _show_form(held, understood, catalog)


def _show_form(held: Held, understood: Understanding, catalog: Catalog) -> None:
    mapping = understood.mapping
    with st.form("columns", border=False):
        sheets = understood.sheets
        places = iter(st.columns(3, gap="small"))
        if len(sheets) > 1:
            place = sheets.index(mapping.sheet) if mapping.sheet in sheets else 0
            next(places).selectbox("Feuille", sheets, index=place, key=held.name_field("sheet"))
        next(places).number_input(
            "Ligne des en-têtes (0 : trouvée par Terril)",
            0,
            1000,
            mapping.header_row,
            key=held.name_field("header"),
            step=1,
        )
        next(places).number_input(
            "Combien de lignes ils ont", 1, 5, max(1, mapping.header_rows), key=held.name_field("rows"), step=1
        )
        st.caption("Ce qui vaut pour tout le fichier, là où aucune colonne ne le dit :")
        whole = st.columns(3, gap="small")
        labels = {**NONE, **list_indicators(catalog)}
        keys = list(labels)
        whole[0].selectbox(
            "Indicateur",
            keys,
            index=keys.index(mapping.indicator) if mapping.indicator in labels else 0,
            format_func=labels.__getitem__,
            key=held.name_field("indicator"),
        )
        whole[1].text_input("Année", mapping.year, max_chars=9, key=held.name_field("year"))
        whole[2].text_input("Unité", mapping.unit, max_chars=40, key=held.name_field("unit"))
        st.caption("Ce qu’est chaque colonne :")
        fields = _lay_in_pairs(len(understood.headers[:MOST]))
        for n, header in enumerate(understood.headers[:MOST]):
            roles = list_roles(header, catalog)
            fields[n].selectbox(
                plain(f"{header.letter} · {header.name}" if header.letter else header.name) or f"Colonne {n + 1}",
                list(roles),
                format_func=roles.__getitem__,
                key=held.name_field(f"role-{n}"),
            )
        if len(understood.headers) > MOST:
            rest = format_count(len(understood.headers) - MOST, "autre colonne garde", "autres colonnes gardent")
            st.caption(f"{rest} le rôle que Terril lui a trouvé.")
        st.form_submit_button("Relire avec ces choix", on_click=_reread, args=(held, understood))


def _lay_in_pairs(count: int) -> list[DeltaGenerator]:
    """Places two by two, so that on a telephone they are in their order."""
    return [place for _ in range(0, count, 2) for place in st.columns(2, gap="small")]


def _reread(held: Held, understood: Understanding) -> None:
    """Have the file read with what the form says."""

    def read(name: str, default: str = "") -> Any:
        return st.session_state.get(held.name_field(name), default)

    mapping = understood.mapping
    roles = {header.name: header.role for header in understood.headers}
    for n, header in enumerate(understood.headers[:MOST]):
        roles[header.name] = read(f"role-{n}")
    is_other = read("sheet", mapping.sheet) != mapping.sheet
    is_moved = (read("header"), read("rows")) != (mapping.header_row, max(1, mapping.header_rows))
    changes = {
        "sheet": read("sheet", mapping.sheet),
        # The headers of another sheet are to be found anew, and the roles of others than before.
        "header_row": 0 if is_other and not is_moved else read("header"),
        "header_rows": read("rows"),
        "indicator": read("indicator"),
        "year": read("year").strip(),
        "unit": read("unit").strip(),
        "roles": {} if is_other or is_moved else roles,
    }
    held.read(mapping.model_copy(update=changes))


def show_names(held: Held, understood: Understanding) -> None:
    """The names that have no code: who each may be, to be confirmed by a person."""
    proposed: dict[str, list[tuple[str, str]]] = {}
    for one in understood.proposals:
        proposed.setdefault(one.written, []).append((one.code, ", ".join(filter(None, (one.label, one.detail)))))
    if not proposed:
        return
    st.header(f"Noms à confirmer ({len(proposed)})", anchor=False)
    st.caption("Ces noms n’ont pas de code. Terril propose, vous confirmez\u202f; rien n’est rapproché en silence.")
    with st.form("names", border=False):
        fields = _lay_in_pairs(len(list(proposed)[:MOST]))
        for n, (written, codes) in enumerate(list(proposed.items())[:MOST]):
            labels = {"": "Aucun de ceux-là : laisser de côté", **{code: f"{said} ({code})" for code, said in codes}}
            fields[n].selectbox(
                plain(f"«\u202f{written}\u202f»"),
                list(labels),
                index=1 if len(codes) == 1 else 0,
                format_func=labels.__getitem__,
                key=held.name_field(f"name-{n}"),
            )
        if len(proposed) > MOST:
            st.caption(f"{format_count(len(proposed) - MOST, 'autre nom viendra', 'autres noms viendront')} ensuite.")
        st.form_submit_button("Confirmer et relire", on_click=_confirm, args=(held, understood, list(proposed)))


def _confirm(held: Held, understood: Understanding, names: list[str]) -> None:
    chosen = {name: st.session_state.get(held.name_field(f"name-{n}"), "") for n, name in enumerate(names[:MOST])}
    confirmed = {name: code for name, code in chosen.items() if code}
    held.read(understood.mapping.model_copy(update={"names": {**understood.mapping.names, **confirmed}}))
