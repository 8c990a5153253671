"""Draws the pictures of docs/insight.md from the DuckDB file of `make build` (make pictures).

The title of a picture, with numbers of the marts, is also what docs/insight.md says to those who do not see it.
"""

from __future__ import annotations

import re
import sys
import textwrap
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import duckdb
import matplotlib as mpl
from matplotlib.figure import Figure
from matplotlib.ticker import FixedLocator, FuncFormatter, NullLocator

from pictures.page import (
    BLUE,
    DASHED,
    GREEN,
    GREY,
    INK,
    LEFT_OF_LABELS,
    ORANGE,
    PALE,
    PERCENT,
    PURPLE,
    RED,
    STYLE,
    WHITE,
    calls_in,
    day_month,
    day_of,
    month_names,
    panels,
    percent,
    svg_of,
    week_names,
)
from pictures.rows import FOLDER, PACKAGE, PAGE, QUERIES, Rows, digest, rows_of


def draw_month_forecast(rows: dict[str, Rows]) -> tuple[Figure, str]:
    figure, [now, past] = panels(3.5, 3.0)
    running = rows["running"]
    month, as_of = day_of(running[0]["date_month"]), day_month(running[0]["as_of_date"])
    now.set_title(f"{month:%B}, as of {as_of}: accounts with a quota")
    said = []
    for place, row in enumerate(running):
        quota = row["quota_calls"]
        over, may = row["forecast_calls"] >= quota, row["high_calls"] >= quota
        colour = RED if over else ORANGE if may else BLUE
        low, middle, high = (100 * row[name] / quota for name in ("low_calls", "forecast_calls", "high_calls"))
        now.plot([low, high], [place, place], color=colour, linewidth=6, alpha=0.45, solid_capstyle="butt")
        now.plot(middle, place, "o", color=colour, markersize=5)
        now.plot(100 * row["calls_to_date"] / quota, place, "|", color=INK, markersize=9)
        ends = f": used up on {day_month(row['quota_exhausted_on'])}" if over else ": may be used up" if may else ""
        text = f"{calls_in(row['forecast_calls'])} of {quota:,.0f} calls{ends}"
        now.text(0, place - 0.28, row["account_id"], fontweight="bold", va="bottom")
        now.text(108, place - 0.28, text, va="bottom")
        said.append(f"{row['account_id']} {text}")
    now.axvline(100, color=INK, linewidth=1, linestyle=DASHED, zorder=0)
    now.text(104, -1.1, "the quota", va="center", color=GREY)
    now.plot([], [], "|", color=INK, markersize=9, label="calls to date")
    now.plot([], [], "o-", color=BLUE, markersize=5, linewidth=6, alpha=0.6, label="forecast, and its range")
    now.set(ylim=(len(running) - 0.4, -1.4), xlim=(0, 500), xlabel="calls of the month, in % of the quota")
    now.xaxis.set_major_formatter(PERCENT)
    now.set_yticks([])
    now.spines["left"].set_visible(False)
    now.legend(loc="lower right", bbox_to_anchor=(1, -0.02))

    months = rows["past"]
    names = [row["date_month"] for row in months]
    past.set_title("birch: forecasts as of the 10th, and what came")
    for place, row in enumerate(months):
        bounds = [row["low_calls"], row["high_calls"]]
        past.plot([place - 0.12] * 2, bounds, color=BLUE, linewidth=6, alpha=0.45, solid_capstyle="butt")
    beside = [[place + shift for place in range(len(months))] for shift in (-0.12, 0.12)]
    past.plot(
        beside[0],
        [row["forecast_calls"] for row in months],
        "o",
        color=BLUE,
        markersize=5,
        label="forecast, and its range",
    )
    past.plot(
        beside[1], [row["actual_calls"] for row in months], "D", color=INK, markersize=5, label="calls of the month"
    )
    past.plot([row["quota_calls"] for row in months], color=INK, linewidth=1, linestyle=DASHED, zorder=0, label="quota")
    july = names.index("2026-07-01")
    missed = months[july]
    past.text(july + 0.05, missed["actual_calls"] + 30, "orders-v2 launch\non the 13th", ha="right", color=GREY)
    past.set(ylim=(0, 1000), ylabel="calls", xlabel=f"month of {day_of(names[0]).year}")
    month_names(past, names)
    past.legend(loc="upper left")
    others = [row for row in months if row is not missed]
    worst = max(abs(row["forecast_calls"] / row["actual_calls"] - 1) for row in others)
    return figure, (
        f"Forecasts of {month:%B}, as of {as_of}, for accounts with a quota: "
        f"{'; '.join(said)}. Below, birch's forecasts as of the 10th of each month beside the calls that came: at "
        f"most {percent(worst)} off, except in July, with {calls_in(missed['forecast_calls'])} calls forecast and "
        f"{calls_in(missed['actual_calls'])} made, after a launch on the 13th."
    )


def draw_power_users(rows: dict[str, Rows]) -> tuple[Figure, str]:
    figure, [oak, curve] = panels(2.6, 2.6)
    weeks = rows["oak"]
    places = range(len(weeks))
    of_u3, of_others = ([row[name] for row in weeks] for name in ("calls_of_u3", "calls_of_others"))
    oak.set_title("oak: calls of user u3 and of all others")
    oak.bar(places, of_u3, color=BLUE, label="u3")
    oak.bar(places, of_others, bottom=of_u3, color=PALE, edgecolor=GREY, linewidth=0.5, label="other users")
    left = next(n for n, calls in enumerate(of_u3) if not calls)
    top = max(a + b for a, b in zip(of_u3, of_others, strict=True))
    oak.annotate(
        "top_user_left",
        (left, of_others[left] + 5),
        (left, top + 20),
        ha="center",
        color=RED,
        arrowprops={"arrowstyle": "->", "color": RED},
    )
    oak.set(ylim=(0, top * 1.42), ylabel="calls in the week")
    week_names(oak, [row["date_week"] for row in weeks])
    oak.legend(loc="upper left", ncols=2)

    users = {row["active_days"]: row["users"] for row in rows["curve"]}
    power = sum(row["users"] for row in rows["curve"] if row["is_power_user"])
    curve.set_title("All accounts: on how many days users were active")
    curve.axvspan(13.5, 28.5, color="#F3E9D2", zorder=0)
    curve.bar(users.keys(), users.values(), color=[ORANGE if days >= 14 else BLUE for days in users])
    curve.text(21, max(users.values()) * 0.62, f"power users:\n14 or more days\n({power} users)", ha="center")
    curve.set(xlim=(0.3, 28.5), xlabel="active days of the 28 that end on 27 September 2026", ylabel="users")
    curve.set_xticks([1, 7, 14, 21, 28])
    last = day_of(weeks[left]["date_week"]) - timedelta(days=1)
    before = sum(of_u3[:left]) / sum(of_u3[:left] + of_others[:left])
    return figure, (
        f"Calls of the account oak by week: until {day_month(last.isoformat())} its user u3 made {percent(before)} of "
        "them, then none, and other users took over. Below, how many users were active on 1, 2, … 28 days: "
        f"{users[1]} on one day, {users[2]} on two, then fewer and fewer, {power} on 14 or more, and none on more than "
        f"{max(users)}."
    )


def draw_benchmarks(rows: dict[str, Rows]) -> tuple[Figure, str]:
    figure, [plans, ranks] = panels(2.7, 2.7)
    names = sorted({row["attribute_value"] for row in rows["accounts"]})
    plans.set_title("Calls a day in September 2026, by plan")
    for place, name in enumerate(names):
        accounts = [row for row in rows["accounts"] if row["attribute_value"] == name]
        one = accounts[0]
        plans.barh(place, one["p75"] - one["p25"], left=one["p25"], height=0.62, color=PALE, zorder=1)
        plans.plot([one["p50"]] * 2, [place - 0.31, place + 0.31], color=BLUE, linewidth=2)
        others = [row["account_value"] for row in accounts if row["account_id"] != "hazel"]
        plans.plot(others, [place] * len(others), "o", color=GREY, markersize=5, markerfacecolor="white")
        for row in accounts:
            if row["account_id"] == "hazel":
                plans.plot(row["account_value"], place, "D", color=RED)
                plans.text(row["account_value"], place + 0.35, "hazel", ha="center", va="top", color=RED)
    box = rows["accounts"][0]
    plans.annotate("median", (box["p50"], -0.31), (0, 2), textcoords="offset points", ha="center", color=BLUE)
    plans.annotate("middle half", (box["p25"], -0.31), (0, 2), textcoords="offset points", color=GREY)
    sizes = {row["attribute_value"]: row["accounts"] for row in rows["accounts"]}
    plans.set_yticks(range(len(names)), [f"{name}\n{sizes[name]} accounts" for name in names])
    plans.set(xscale="log", ylim=(len(names) - 0.25, -0.75), xlabel="calls a day of each account (log scale)")
    plans.xaxis.set_major_locator(FixedLocator([0.3, 1, 3, 10, 30, 100]))
    plans.xaxis.set_minor_locator(NullLocator())
    plans.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))

    ranks.set_title(f"hazel among the {rows['hazel'][0]['accounts']} accounts of its plan")
    hazel = rows["hazel"]
    places = range(len(hazel))
    ranks.hlines(places, 0.5, [row["mid_rank"] for row in hazel], color=GREY, linewidth=1)
    ranks.plot([row["mid_rank"] for row in hazel], places, "D", color=RED)
    ranks.axvline(0.5, color=INK, linewidth=1)
    for place, row in zip(places, hazel, strict=True):
        side = 1 if row["mid_rank"] >= 0.5 else -1
        share = row["metric"] in ("change_ratio", "success_rate")
        value = percent(row["account_value"]) if share else f"{row['account_value']:.3g}"
        value += " ms" if row["metric"] == "duration_ms_p95" else ""
        ranks.annotate(
            value,
            (row["mid_rank"], place),
            (7 * side, 0),
            textcoords="offset points",
            va="center",
            ha="left" if side > 0 else "right",
        )
    ranks.set_yticks(places, [row["metric"] for row in hazel])
    ranks.set(xlim=(-0.17, 1.12), ylim=(-0.6, len(hazel) - 0.4), xlabel="mid_rank (0.5 is the middle), and its value")
    ranks.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0", "0.25", "0.5", "0.75", "1"])
    by_metric = {row["metric"]: row for row in hazel}
    calls, change = by_metric["calls_per_day"], by_metric["change_ratio"]
    return figure, (
        "Calls a day of each account in September by plan, with the middle half and the median of each plan: hazel, on "
        f"the plan pro, makes {calls['account_value']:.0f}, and the median is {calls['p50']:.0f}. Below, the mid_rank "
        f"of hazel among the {calls['accounts']} accounts of its plan by metric, from {change['mid_rank']:.2f} for "
        f"change_ratio ({percent(change['account_value'])} on August) to {calls['mid_rank']:.2f} for calls_per_day."
    )


def draw_feature_adoption(rows: dict[str, Rows]) -> tuple[Figure, str]:
    figure, [months, groups] = panels(3.0, 3.6)
    dates = sorted({row["date_month"] for row in rows["months"]})
    months.set_title(f"Accounts that used a feature, by month of {day_of(dates[0]).year}")
    looks = zip(
        sorted({row["feature"] for row in rows["months"]}),
        (BLUE, ORANGE, RED, GREEN, PURPLE),
        ("o", "s", "D", "^", "v"),
        strict=True,
    )
    for feature, colour, marker in looks:
        line = [100 * row["adoption_share"] for row in rows["months"] if row["feature"] == feature]
        months.plot(line, color=colour, marker=marker, markersize=4)
        aside = {"content_read": 3, "collaboration": -3}.get(feature, 0)
        months.text(len(dates) - 0.75, line[-1] + aside, feature, va="center")
    months.set(ylim=(0, 105), xlim=(-0.3, len(dates) + 3.6), ylabel="share of the eligible accounts")
    months.yaxis.set_major_formatter(PERCENT)
    month_names(months, dates)
    months.spines["bottom"].set_bounds(-0.3, len(dates) - 0.7)

    august = rows["august"]
    power = august[0]["power_accounts"]
    rest = august[0]["eligible_accounts"] - power
    groups.set_title("August: who uses a feature, and who uses it again")
    places = range(len(august))
    shares = {name: [100 * row[f"{name}_account_share"] for row in august] for name in ("power", "other")}
    groups.hlines(places, shares["other"], shares["power"], color=GREY, linewidth=1)
    groups.plot(shares["power"], places, "o", color=BLUE, label=f"{power} accounts active on 14 or more days")
    groups.plot(shares["other"], places, "s", color=ORANGE, clip_on=False, label=f"the other {rest} accounts")
    for place, row in zip(places, august, strict=True):
        groups.text(0, place + 0.22, row["feature"], va="bottom")
        groups.text(120, place, percent(row["used_again_share"]), ha="center", va="center")
    groups.text(120, len(august) - 0.5, "used again in\nSeptember", ha="center", va="bottom", color=GREY)
    groups.set(xlim=(0, 136), ylim=(-0.5, len(august) + 0.7), xlabel="share of these accounts that used it")
    groups.set_yticks([])
    groups.set_xticks([0, 25, 50, 75, 100], ["0 %", "25 %", "50 %", "75 %", "100 %"])
    groups.spines["bottom"].set_bounds(0, 100)
    groups.spines["left"].set_visible(False)
    groups.legend(loc="upper left")
    again = [f"{row['feature']} {percent(row['used_again_share'])}" for row in reversed(august)]
    rise = {row["date_month"]: row for row in rows["months"] if row["feature"] == "notification_action"}
    june, july = rise["2026-06-01"], rise["2026-07-01"]
    return figure, (
        "Share of accounts that used each of five features, by month: notification_action rises from "
        f"{percent(june['adoption_share'])} in June to {percent(july['adoption_share'])} in July, and the others "
        f"change little. Below, for August, the share among the {power} accounts that were active on 14 or more days "
        f"beside that of the other {rest}, and how many of those that used a feature used it again in September: "
        f"{', '.join(again)}."
    )


def draw_account_health(rows: dict[str, Rows]) -> tuple[Figure, str]:
    figure, [cedar, fleet] = panels(3.3, 2.3)
    weeks = rows["cedar"]
    names = [row["date_week"] for row in weeks]
    judged = [n for n, row in enumerate(weeks) if row["low_calls"] is not None]
    low = [max(0.0, weeks[n]["low_calls"]) for n in judged]
    cedar.set_title("cedar: calls by week, and its own range")
    cedar.fill_between(judged, low, [weeks[n]["high_calls"] for n in judged], color=PALE, label="its own range")
    cedar.plot(judged, [0.7 * bound for bound in low], ":", color=RED, label="30 % below it (fell)")
    cedar.plot([row["usual_calls"] for row in weeks], "--", color=GREY, linewidth=1.2, label="usual_calls")
    cedar.plot([row["api_calls"] for row in weeks], "o-", color=BLUE, markersize=4, label="api_calls")
    found = [row for row in rows["findings"] if row["account_id"] == "cedar"]
    for n in sorted({names.index(row["date_week"]) for row in found}):
        here = " and ".join(row["finding"] for row in found if row["date_week"] == names[n])
        cedar.plot(n, weeks[n]["api_calls"], "D", color=RED)
        marks = {"declining": (n - 0.7, 17), "went_quiet": (n - 0.4, -24)}
        x, y = marks.get(here, (n - 0.6, -5))
        cedar.annotate(
            here,
            (n, weeks[n]["api_calls"]),
            (x, y),
            ha="right",
            color=RED,
            arrowprops={"arrowstyle": "-", "color": RED},
        )
    cedar.text(judged[0] - 0.4, 40, "too new\nfor a range", ha="right", color=GREY)
    cedar.set(ylim=(-34, 178), xlim=(-0.4, len(names) - 0.6), ylabel="calls in the week")
    cedar.set_yticks([0, 50, 100, 150])
    cedar.spines["left"].set_bounds(0, 178)
    week_names(cedar, names)
    cedar.legend(loc="upper center", ncols=2)

    rates = [100 * row["all_success_rate"] for row in rows["fleet"]]
    fleet.set_title("All accounts: median success rate by week")
    fleet.plot(rates, "o-", color=BLUE, markersize=4)
    [outage] = [names.index(row["date_week"]) for row in rows["findings"] if row["finding"] == "fleet_failing"]
    fleet.plot(outage, rates[outage], "D", color=RED)
    fleet.annotate(
        "fleet_failing:\nthe outage of 17 June",
        (outage, rates[outage]),
        (-10, 4),
        textcoords="offset points",
        ha="right",
        va="center",
        color=RED,
    )
    fleet.set(ylim=(80, 101), xlim=(-0.4, len(names) - 0.6), ylabel="calls that succeeded")
    fleet.yaxis.set_major_formatter(PERCENT)
    week_names(fleet, names)
    said = "; ".join(f"{row['finding']} in the week of {day_month(row['date_week'])}" for row in found)
    return figure, (
        f"Calls of the account cedar by week, from {weeks[0]['api_calls']:.0f} at the end of March to none in July, "
        f"with its usual calls and, from June on, its own range, and its findings: {said}. Below, the median success "
        f"rate of all accounts: near 99 %, but {rates[outage]:.0f} % in the week of {day_month(names[outage])}, "
        "which is fleet_failing."
    )


def draw_growth(rows: dict[str, Rows]) -> tuple[Figure, str]:
    figure, [causes, kept] = panels(3.2, 2.3)
    months = rows["months"][1:]
    names = [row["period_start"] for row in months]
    places = range(len(months))
    causes.set_title(f"Calls a day in {day_of(names[0]).year}: the change on the month before")
    above, below = [0.0] * len(months), [0.0] * len(months)
    for cause, colour, hatch in (
        ("new", PURPLE, ""),
        ("expansion", BLUE, ""),
        ("resurrected", GREEN, "///"),
        ("contraction", ORANGE, ""),
        ("churned", RED, "xxx"),
    ):
        values = [row[f"{cause}_calls_per_day"] for row in months]
        if not any(values):
            continue
        lost = cause in ("contraction", "churned")
        base = below if lost else above
        heights = [-value if lost else value for value in values]
        causes.bar(places, heights, bottom=base, color=colour, label=cause, hatch=hatch, edgecolor="white", linewidth=0)
        base[:] = [a + b for a, b in zip(base, heights, strict=True)]
    net = [a + b for a, b in zip(above, below, strict=True)]
    causes.plot(places, net, "D", color=INK, markerfacecolor="white", markersize=5, label="in all")
    causes.axhline(0, color=INK, linewidth=0.8)
    causes.set(ylabel="calls a day", ylim=(min(below) * 1.15, max(above) * 1.12), xlim=(-0.6, len(months) - 0.4))
    causes.spines["bottom"].set_visible(False)
    month_names(causes, names)
    causes.legend(loc="upper left")

    kept.set_title("Retention of the calls a day of the month before")
    kept.axhline(100, color=INK, linewidth=0.8)
    for name, colour, marker, means in (
        ("net_retention", BLUE, "o", "with expansion"),
        ("gross_retention", ORANGE, "s", "without"),
    ):
        line = [100 * row[name] for row in months]
        kept.plot(line, color=colour, marker=marker, markersize=4, label=f"{name}: {means}")
    kept.set(ylim=(80, 140), xlim=(-0.6, len(months) - 0.4))
    kept.yaxis.set_major_formatter(PERCENT)
    month_names(kept, names)
    kept.legend(loc="upper left")
    march, july, august, september = (months[names.index(f"2026-0{n}-01")] for n in (3, 7, 8, 9))
    best = max(months, key=lambda row: row["net_retention"])
    return figure, (
        "Change of the calls a day on the month before, by cause, from February to September: in March, "
        f"{march['churned_calls_per_day']:.0f} churned; in July, {july['resurrected_calls_per_day']:.0f} were "
        f"resurrected and {july['expansion_calls_per_day']:.0f} came by expansion; in August, "
        f"{august['expansion_calls_per_day']:.0f}; in September, "
        f"{september['expansion_calls_per_day']:.0f} by expansion, and "
        f"{september['contraction_calls_per_day']:.0f} went by contraction. Below, net and gross retention: net "
        f"retention was highest in {day_of(best['period_start']):%B} ({percent(best['net_retention'])}) and is "
        f"{percent(september['net_retention'])} in September."
    )


def times(row: dict[str, Any], name: str) -> float | None:
    lift = row[f"lift_{name}"]
    return None if lift is None else 1 + lift


def draw_effects(rows: dict[str, Rows]) -> tuple[Figure, str]:
    figure, [axis] = panels(5.0)
    axis.set_title("What experiments and changes did to use", x=LEFT_OF_LABELS, pad=9)
    controls = {(row["subject_kind"], row["subject"]): row["accounts"] for row in rows["controls"]}
    place, places, before = 0.0, [], None
    for row in rows["compared"]:
        about = (row["subject_kind"], row["subject"])
        if about != before:
            whom = (
                f"{row['accounts']} accounts, {controls[about]} others"
                if about in controls
                else "all accounts, before and after"
            )
            heading = f"{row['subject']} ({row['subject_kind']}): {whom}"
            axis.text(
                LEFT_OF_LABELS,
                place + 0.9,
                heading,
                fontweight="bold",
                transform=axis.get_yaxis_transform(),
                bbox=WHITE,
            )
            place, before = place + 1.8, about
        lift, low, high = (times(row, name) for name in ("ratio", "low_ratio", "high_ratio"))
        if low is None or high is None:
            rank = f"among 26 earlier dates: p = {row['p_value']:.2f}"
            axis.annotate(rank, (1, place), (5, 0), textcoords="offset points", va="center")
            axis.plot(lift, place, "|", color=BLUE, markersize=9, markeredgewidth=2)
        else:
            colour = BLUE if low <= 1 <= high else RED
            axis.plot([low, high], [place, place], color=colour, linewidth=6, alpha=0.45, solid_capstyle="butt")
            axis.plot(lift, place, "|" if colour == BLUE else "D", color=colour, markersize=9 if colour == BLUE else 5)
        places.append(place)
        place += 1
    axis.plot([], [], "|-", color=BLUE, linewidth=6, alpha=0.6, label="the interval contains x 1: no effect is shown")
    axis.plot([], [], "D-", color=RED, linewidth=6, alpha=0.6, label="the interval does not contain x 1")
    axis.axvline(1, color=INK, linewidth=1, zorder=0)
    axis.set_xscale("log")
    axis.xaxis.set_major_locator(FixedLocator([0.5, 1, 2, 3, 5, 10]))
    axis.xaxis.set_minor_locator(NullLocator())
    axis.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"x {value:g}"))
    axis.set(xlim=(0.38, 14), ylim=(place - 0.2, 0.45), xlabel="1 + lift_ratio, and its 95 % interval (log scale)")
    axis.set_yticks(places, [row["metric"] for row in rows["compared"]])
    axis.spines["left"].set_visible(False)
    axis.tick_params(axis="y", length=0)
    axis.legend(loc="upper left", bbox_to_anchor=(LEFT_OF_LABELS - 0.02, -0.13))
    by_name = {(row["subject_kind"], row["subject"], row["metric"]): row for row in rows["compared"]}
    launch = by_name["experiment", "orders-v2 launch", "calls"]
    docs = [row for row in rows["compared"] if row["subject"] == "new docs"]
    shown = [row["metric"] for row in docs if not row["lift_low_ratio"] <= 0 <= row["lift_high_ratio"]]
    prices = by_name["change", "prices of September", "log_change"]
    found = f"an effect on {' and '.join(shown)}" if shown else "the intervals of all metrics contain no effect"
    return figure, (
        "Lifts and their 95 % intervals. Experiment orders-v2 launch: calls are between "
        f"{times(launch, 'low_ratio'):.1f} and {times(launch, 'high_ratio'):.1f} times those of the other accounts. "
        f"Experiment new docs: {found}. Change prices of September: {percent(prices['lift_ratio'])}, and a p-value of "
        f"{prices['p_value']:.2f}."
    )


PICTURES: dict[str, Callable[[dict[str, Rows]], tuple[Figure, str]]] = {
    "month-forecast": draw_month_forecast,
    "power-users": draw_power_users,
    "benchmarks": draw_benchmarks,
    "feature-adoption": draw_feature_adoption,
    "account-health": draw_account_health,
    "growth": draw_growth,
    "effects": draw_effects,
}


def say_on_the_page(picture: str, title: str, path: Path = PAGE) -> None:
    """Writes the title where the page shows the picture, for those who do not see it."""
    page = path.read_text(encoding="utf-8")
    image = textwrap.fill(f"![{title}](pictures/{picture}.svg)", 120, break_on_hyphens=False, break_long_words=False)
    page, shown = re.subn(rf"!\[[^\]]*\]\(pictures/{picture}\.svg\)", lambda _: image, page)
    if shown != 1:
        sys.exit(f"{path.name} shows {picture}.svg {shown} times")
    path.write_text(page, encoding="utf-8")


def main() -> int:
    FOLDER.mkdir(exist_ok=True)
    with duckdb.connect(str(PACKAGE / "target" / "api_call_volume.duckdb"), read_only=True) as connection:

        def query(sql: str) -> Rows:
            result = connection.execute(sql)
            names = [column[0] for column in result.description]
            return [dict(zip(names, row, strict=True)) for row in result.fetchall()]

        for picture in QUERIES:
            rows = rows_of(picture, query)
            with mpl.rc_context(STYLE):
                figure, title = PICTURES[picture](rows)
                svg = svg_of(figure, title, digest(rows))
            (FOLDER / f"{picture}.svg").write_text(svg, encoding="utf-8")
            say_on_the_page(picture, title)
            print(f"docs/pictures/{picture}.svg: {len(svg.encode()) / 1000:.0f} KB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
