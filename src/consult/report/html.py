"""The HTML report: one self-contained file that asks nothing of any network."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from consult.domain.coding import Position
from consult.report.chart import position_bar
from consult.report.parts import PropositionView, ReportView
from consult.report.words import POSITION_LABELS, plural

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup


def render_html(view: ReportView) -> str:
    """Return the report as one HTML document.

    Everything that people sent is escaped; the only style and script are the report's own,
    allowed by their digests in a Content-Security-Policy that forbids all else. It reads in
    full without JavaScript. Equal views make equal documents.
    """
    style, script = _asset("report.css"), _asset("report.js")
    seen: set[str] = set()

    def first(quote_id: str) -> bool:
        """Tell whether this is the first place that cites the quote."""
        new = quote_id not in seen
        seen.add(quote_id)
        return new

    return (
        _environment()
        .get_template("report.html.j2")
        .render(
            view=view,
            style=_trusted(style),
            script=_trusted(script),
            style_digest=_digest(style),
            script_digest=_digest(script),
            position_labels=[(p.value, label) for p, label in POSITION_LABELS.items()],
            first=first,
            cited=seen.__contains__,
            lang=lambda language: _lang(language, view.language),
        )
    )


def _bar(proposition: PropositionView) -> Markup:
    return _trusted(position_bar(proposition.counts, proposition.summary, fluid=True))


def _lang(language: str, page: str) -> str:
    """Return the language to declare for a quote, or nothing where the page's holds."""
    known = len(language) in {2, 3} and language.isascii() and language.isalpha()
    return language if known and language not in {page, "und"} else ""


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("consult.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["bar"] = _bar
    environment.filters["plural"] = plural
    environment.globals["positions"] = list(Position)
    return environment


@cache
def _asset(name: str) -> str:
    path = resources.files("consult.report") / "templates" / name
    return path.read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _trusted(text: str) -> Markup:
    """Mark the package's own style, script and drawings as markup; never what people sent."""
    from markupsafe import Markup

    return Markup(text)  # noqa: S704  # only this package's own text comes here
