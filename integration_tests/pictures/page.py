"""The page that the pictures of docs/insight.md have in common: their size, colours, words and form as a file.

Each picture has its own white page, so that it can be read in dark surroundings, and colours that colour-blind people
tell apart (Okabe and Ito).
"""

from __future__ import annotations

import math
import re
from datetime import date
from html import escape
from io import StringIO

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter

BLUE, ORANGE, GREEN, RED, PURPLE = "#0072B2", "#E69F00", "#007A59", "#C04A00", "#A2527F"
GREY, PALE, INK = "#6B6B6B", "#CFDDE8", "#222222"
DASHED = (0, (4, 2))
WHITE = {"facecolor": "white", "edgecolor": "none", "pad": 1}
PERCENT = FuncFormatter(lambda value, _: f"{value:.0f} %")
LEFT_OF_LABELS = -0.29
INCH_WIDE = 5.0
STYLE = {
    "svg.hashsalt": "api_call_volume",
    "svg.fonttype": "none",
    "font.family": ["DejaVu Sans"],
    "font.size": 10,
    "text.color": INK,
    "axes.titlesize": 10,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.labelcolor": INK,
    "axes.edgecolor": GREY,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "xtick.color": INK,
    "ytick.color": INK,
    "legend.frameon": False,
    "legend.fontsize": 9.5,
    "legend.handlelength": 1.4,
}


def day_of(iso: str) -> date:
    return date.fromisoformat(iso)


def calls_in(value: float) -> str:
    """Half a call up, as people round."""
    return f"{math.floor(value + 0.5):,}"


def percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def day_month(iso: str) -> str:
    return f"{day_of(iso).day} {day_of(iso):%B}"


def panels(*heights: float) -> tuple[Figure, list[Axes]]:
    """One panel below the other: side by side, a phone would show nothing."""
    figure = Figure(figsize=(INCH_WIDE, sum(heights)), layout="constrained")
    figure.get_layout_engine().set(h_pad=0.12, w_pad=0.08)
    axes = figure.subplots(len(heights), 1, height_ratios=heights, squeeze=False)
    return figure, [axis for [axis] in axes]


def month_names(axis: Axes, months: list[str]) -> None:
    axis.set_xticks(range(len(months)), [f"{day_of(month):%b}" for month in months])


def week_names(axis: Axes, weeks: list[str]) -> None:
    every_other = range(0, len(weeks), 3)
    axis.set_xticks(every_other, [f"{day_of(weeks[n]).day} {day_of(weeks[n]):%b}" for n in every_other])
    axis.set_xlabel(f"week that begins on ({day_of(weeks[0]).year})")


def svg_of(figure: Figure, title: str, drawn_from: str) -> str:
    text = StringIO()
    figure.savefig(text, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    svg = text.getvalue()
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r" *<metadata>.*?</metadata>\n", "", svg, flags=re.S)
    # In the fonts of the reader.
    svg = svg.replace("'DejaVu Sans'", "system-ui, 'DejaVu Sans', sans-serif")
    head = f'<title id="title">{escape(title)}</title>\n<metadata>drawn from {drawn_from}</metadata>\n'
    return re.sub(
        r"<svg ([^>]*)>\n", lambda tag: f'<svg {tag[1]} role="img" aria-labelledby="title">\n{head}', svg, count=1
    )
