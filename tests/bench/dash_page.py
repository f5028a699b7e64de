"""A plain Dash page: a slider of the year over a Choroplethmap; the contours by URL, a server callback for the year."""

from __future__ import annotations

import gzip
import sys
from typing import Any

import plotly.graph_objects as go
import waitress
from dash import Dash, Input, Output, Patch, dcc, html
from flask import Response, request

from tests.bench.material import FOREVER, HEIGHT, WIDTH, load_material, pack

CONTOURS = "/contours.json"
# By URL: Plotly drops the empty `sources` of a style given in the figure, which then fails at the first change.
STYLE = "/style.json"
EMPTY_STYLE = {
    "version": 8,
    "sources": {},
    "layers": [{"id": "ground", "type": "background", "paint": {"background-color": "#fff"}}],
}


def read_year(year: int) -> list[float | None]:
    """The values of all communes in one year, in the order of their codes."""
    material = load_material()
    index = material.years.index(year)
    return [values[index] for values in material.values.values()]


def write_title(year: int) -> str:
    """« Logements autorisés, en logements pour 1 000 habitants, 2025 »."""
    return f"{load_material().title}, {year}"


def draw_map(year: int) -> go.Figure:
    """The map of one year, in five classes: a scale of steps, and breaks where Terril has them."""
    material = load_material()
    top = material.breaks[-2] * 1.25
    edges = [0.0, *(limit / top for limit in material.breaks[:-1]), 1.0]
    scale = [
        [edge, color]
        for color, low, high in zip(material.colors, edges, edges[1:], strict=False)
        for edge in (low, high)
    ]
    figure = go.Figure(
        go.Choroplethmap(
            geojson=CONTOURS,
            featureidkey="properties.code",
            locations=list(material.values),
            z=read_year(year),
            zmin=0,
            zmax=top,
            colorscale=scale,
            marker={"line": {"width": 0.7, "color": "#fff"}},
            colorbar={"title": material.unit},
        )
    )
    return figure.update_layout(
        width=WIDTH,
        height=HEIGHT,
        title=write_title(year),
        margin={"l": 0, "r": 0, "t": 40, "b": 0},
        map={"style": STYLE, "center": {"lon": 2.37, "lat": 50.51}, "zoom": 7.3},
    )


def make_app() -> Dash:
    """The page; its answers are compressed, those that never change only once."""
    years = load_material().years
    app = Dash(title="Dash", serve_locally=True)
    app.layout = html.Div(
        [
            dcc.Slider(years[0], years[-1], 1, value=years[-1], id="year", marks={y: str(y) for y in years}),
            dcc.Graph(id="map", figure=draw_map(years[-1]), config={"displayModeBar": False}),
        ]
    )
    files = {CONTOURS: pack(load_material().geojson), STYLE: pack(EMPTY_STYLE)}
    compressed: dict[str, bytes] = {}

    @app.callback(Output("map", "figure"), Input("year", "value"), prevent_initial_call=True)
    def change_year(year: int) -> Patch:
        """Send the values and the title of a year, and nothing that is there already."""
        patch: Any = Patch()
        patch["data"][0]["z"] = read_year(year)
        patch["layout"]["title"]["text"] = write_title(year)
        return patch

    @app.server.get(CONTOURS)
    @app.server.get(STYLE)
    def send_file() -> Response:
        """The contours or the style, compressed beforehand."""
        headers = {"Content-Encoding": "gzip", "Cache-Control": FOREVER}
        return Response(files[request.path], mimetype="application/json", headers=headers)

    @app.server.after_request
    def compress(answer: Response) -> Response:
        """Compress an answer; that of a GET is kept, for nothing on this page changes."""
        if answer.status_code != 200 or "Content-Encoding" in answer.headers:
            return answer
        answer.direct_passthrough = False
        if request.method != "GET":
            body = gzip.compress(answer.get_data(), 1)
        else:
            key = request.full_path
            if key not in compressed:
                compressed[key] = gzip.compress(answer.get_data(), 6)
            body = compressed[key]
        answer.set_data(body)
        answer.headers["Content-Encoding"] = "gzip"
        return answer

    return app


if __name__ == "__main__":
    waitress.serve(make_app().server, host="127.0.0.1", port=int(sys.argv[1]), threads=6, _quiet=True)
