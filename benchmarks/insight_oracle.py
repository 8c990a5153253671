"""
What could be known at best of the accounts that insight.py simulates: the probability that an event is under way, from
the calls and from all that the simulation knows of an account, except for what happened by chance.

The calls of a day are Poisson around what is expected of the day, times exp(wandering of the week + unrest of the day),
times the factor of an event, of which an account has one at most. The forward algorithm of a hidden Markov model gives
the probabilities: hidden are the wandering, on a grid, and whether an event of some kind is under way, and since which
week. A week is judged by the calls up to its end.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

Numbers = np.ndarray[Any, Any]

# Of a week's wandering, what is left a week later.
KEPT = 0.7
# The grids of the wandering, and of wandering and a day's unrest together: logarithms, to beyond 4 deviations.
STEP = 0.02
WANDERING = np.arange(-80, 81) * STEP
DAILY = np.arange(-200, 201) * STEP
# More calls of a day say no more than these: their mean is sure to 2 %, and a day's unrest is 10 % or more.
ENOUGH_CALLS = 2500
# Weeks of history that are read. Nothing of the wandering before them is left in the judged weeks.
WEEKS_READ = 20


@dataclass
class Made:
    """How accounts are made. `expected` are a day's calls without wandering, unrest, spike and event."""

    expected: Numbers
    has_spike: Numbers
    weekly_unrest: Numbers
    daily_unrest: Numbers


@dataclass
class Events:
    """The factor of each kind, the first judged week, for how many weeks an event is new, and how probable it is that
    one of a kind begins on a day."""

    factors: list[float]
    first_week: int
    ages: int
    chance: float


@dataclass
class Days:
    """One account's calls, by week and day, and how they are made."""

    calls: Numbers
    expected: Numbers
    has_spike: Numbers
    weekly_unrest: float
    daily_unrest: float


@dataclass
class Likelihoods:
    """How likely each week's calls are, by week and wandering: without an event; and, by kind, with one that began
    before the week, and with one that begins in it, summed over the days on which it may."""

    without: Numbers
    during: Numbers
    begins: Numbers


def normal(distance: Numbers, deviation: float) -> Numbers:
    """A normal distribution, as the weights of points that lie a step apart."""
    weights: Numbers = STEP / deviation / np.sqrt(2 * np.pi) * np.exp(-0.5 * (distance / deviation) ** 2)
    return weights


def of_each_day(days: Days, factor: float) -> Numbers:
    """By week, day and wandering: how likely the day's calls are, but for a factor that depends on them alone."""
    scale = np.minimum(1, ENOUGH_CALLS / np.maximum(days.calls, 1))
    calls, mean = (days.calls * scale)[..., None], (days.expected * factor * scale)[..., None]
    if factor == 0:
        likely = np.repeat(calls == 0, len(WANDERING), axis=2).astype(float)
    else:
        most = calls * np.log(np.maximum(calls, 1)) - calls
        given_unrest = np.exp(calls * (np.log(mean) + DAILY) - mean * np.exp(DAILY) - most)
        unrest = days.daily_unrest
        likely = given_unrest @ normal(DAILY[:, None] - WANDERING + unrest**2 / 2, unrest)
    likely[days.has_spike] = 1
    return likely


def by_days(days: Days, factors: Sequence[float]) -> Likelihoods:
    """From the calls of each day."""
    without = of_each_day(days, 1)
    during = [of_each_day(days, factor) for factor in factors]
    begins = []
    for likely in during:
        before, begun = np.ones_like(without[:, 0]), np.zeros_like(without[:, 0])
        for day in range(7):
            begun = (begun + before) * likely[:, day]
            before = before * without[:, day]
        begins.append(begun)
    return Likelihoods(without.prod(axis=1), np.array(during).prod(axis=2), np.array(begins))


def of_sum(calls: Numbers, expected: Numbers, daily_unrest: float) -> Numbers:
    """By week and wandering: how likely the sum of a week's calls is, as a lognormal number of the same variance."""
    total = expected.sum(axis=1)
    mean = np.maximum(total, 1e-9)[:, None] * np.exp(WANDERING)
    of_days = np.expm1(daily_unrest**2) * (expected**2).sum(axis=1) / np.maximum(total, 1e-9) ** 2
    variance = np.log1p(of_days[:, None] + 1 / mean)
    number = np.maximum(calls, 0.5)[:, None]
    distance = np.log(number) - np.log(mean) + variance / 2
    likely: Numbers = np.exp(-0.5 * distance**2 / variance) / np.sqrt(2 * np.pi * variance) / number
    return np.where(total[:, None] > 0, likely, calls[:, None] == 0)


def by_weeks(days: Days, factors: Sequence[float]) -> Likelihoods:
    """From the sum of each week's days without a spike: what a rule by week sees."""
    calls = np.where(days.has_spike, 0, days.calls).sum(axis=1)
    expected = np.where(days.has_spike, 0, days.expected)

    def since(day: int, factor: float) -> Numbers:
        return of_sum(calls, expected * np.where(np.arange(7) < day, 1, factor), days.daily_unrest)

    begins = [np.sum([since(day, factor) for day in range(7)], axis=0) for factor in factors]
    return Likelihoods(since(0, 1), np.array([since(0, factor) for factor in factors]), np.array(begins))


def under_way(likely: Likelihoods, weekly_unrest: float, chances: Numbers, ages: int) -> Numbers:
    """By week, kind and age in weeks: how probable it is that an event is under way. `chances` are, by week, those of
    an event of one kind to begin on one day."""
    moves = normal(WANDERING - KEPT * WANDERING[:, None], weekly_unrest)
    none = normal(WANDERING, weekly_unrest / np.sqrt(1 - KEPT**2))
    kinds = len(likely.during)
    # The last of the ages is that of all older events.
    events = np.zeros((kinds, ages + 1, len(WANDERING)))
    probable = np.zeros((len(chances), kinds, ages))
    for week, chance in enumerate(chances):
        none, events = none @ moves, events @ moves
        begun = chance * none * likely.begins[:, week]
        older = [*np.moveaxis(events[:, : ages - 1], 1, 0), events[:, ages - 1] + events[:, ages]]
        events = np.stack([begun, *(of_age * likely.during[:, week] for of_age in older)], axis=1)
        none = none * (1 - 7 * kinds * chance) * likely.without[week]
        total = none.sum() + events.sum()
        none, events = none / total, events / total
        probable[week] = events[:, :ages].sum(axis=2)
    return probable


def probabilities(
    judge: Callable[[Days, Sequence[float]], Likelihoods], calls: Numbers, made: Made, events: Events
) -> Numbers:
    """
    By account, week from the first judged one, and kind: how probable it is that an event began in this week or in one
    of the weeks before in which it was new. As for a rule, an event may also begin just before the judged weeks, and in
    the last of them.
    """
    start = events.first_week - WEEKS_READ
    weeks = np.arange(start, calls.shape[1] // 7)
    chances = np.where(weeks > events.first_week - events.ages, events.chance, 0)
    probable = []
    for account in range(len(calls)):
        drawn, expected, has_spike = (
            of[account, start * 7 :].reshape(-1, 7) for of in (calls, made.expected, made.has_spike)
        )
        days = Days(drawn, expected, has_spike, made.weekly_unrest[account], made.daily_unrest[account])
        of_ages = under_way(judge(days, events.factors), days.weekly_unrest, chances, events.ages)
        probable.append(of_ages[WEEKS_READ:].sum(axis=2))
    return np.array(probable)
