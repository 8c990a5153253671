"""Draws the chart of docs/scaling.md from benchmarks/scale.jsonl, and writes its table (make pictures)."""

from __future__ import annotations

import sys

import matplotlib as mpl
from matplotlib.figure import Figure
from matplotlib.ticker import FixedLocator, FuncFormatter, NullLocator

from pictures.draw import say_on_the_page
from pictures.page import BLUE, GREEN, GREY, ORANGE, STYLE, panels, svg_of
from pictures.scale import CHART, NAMES, PAGE, digest, duration, measured, with_table

COLOURS = {"duckdb": BLUE, "spark": ORANGE, "clickhouse": GREEN}
STEPS = {
    "full_build": "A first build of 179 days",
    "one_more_day": "One more day, with all data tests",
}
TIMES = [10, 30, 60, 300, 900, 1800, 3600, 7200]
MILLIONS = [5, 20, 50, 200]


def draw() -> tuple[Figure, str]:
    figure, axes = panels(3.2, 3.2)
    lines = measured()
    for axis, (step, title) in zip(axes, STEPS.items(), strict=True):
        axis.set_title(title)
        for warehouse, colour in COLOURS.items():
            found = [line for line in lines if line["warehouse"] == warehouse]
            if not found:
                continue
            sizes = [line["calls"] / 1e6 for line in found]
            seconds = [line[step]["seconds"] for line in found]
            axis.plot(sizes, seconds, "o-", color=colour, markersize=5, label=NAMES[warehouse])
            for size, second in zip(sizes, seconds, strict=True):
                side = "center" if size == sizes[0] else "right"
                axis.annotate(
                    duration(second), (size, second), (0, 7), textcoords="offset points", ha=side, color=colour
                )
        low, high = (edge([line[step]["seconds"] for line in lines]) for edge in (min, max))
        axis.set(xscale="log", yscale="log", ylim=(low / 2, high * 3), xlim=(3.5, 330))
        first = next(line for line in lines if line["warehouse"] == "duckdb")
        start, begun = first["calls"] / 1e6, first[step]["seconds"]
        axis.plot([start, 200], [begun, begun * 200 / start], color=GREY, linewidth=1, linestyle=":", zorder=0)
        axis.xaxis.set_major_locator(FixedLocator(MILLIONS))
        axis.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:.0f} M"))
        axis.yaxis.set_major_locator(FixedLocator(TIMES))
        axis.yaxis.set_major_formatter(FuncFormatter(lambda value, _: duration(value)))
        axis.xaxis.set_minor_locator(NullLocator())
        axis.yaxis.set_minor_locator(NullLocator())
    axes[-1].set_xlabel("calls in raw (dotted: in proportion to them)")
    axes[0].legend(loc="lower right")
    said = "; ".join(
        f"{NAMES[line['warehouse']]}, {line['calls'] / 1e6:.0f} M calls: "
        f"{duration(line['full_build']['seconds'])} and {duration(line['one_more_day']['seconds'])}"
        for line in lines
    )
    return figure, f"A first build, and one more day with all data tests. {said}."


def main() -> int:
    with mpl.rc_context(STYLE):
        figure, title = draw()
        svg = svg_of(figure, title, digest())
    CHART.write_text(svg, encoding="utf-8")
    say_on_the_page(CHART.stem, title, PAGE)
    PAGE.write_text(with_table(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    print(f"docs/pictures/{CHART.name}: {len(svg.encode()) / 1000:.0f} KB, and the table of docs/{PAGE.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
