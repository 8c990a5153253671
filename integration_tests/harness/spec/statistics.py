"""The statistics of fct_effects in plain Python: the published formulas, each in one place."""

from __future__ import annotations

import math
from collections.abc import Sequence

Z_95 = 1.959963984540054
CHEBYSHEV = [
    -1.26551223,
    1.00002368,
    0.37409196,
    0.09678418,
    -0.18628806,
    0.27886807,
    -1.13520398,
    1.48851587,
    -0.82215223,
    0.17087277,
]


def two_sided_p(z: float) -> float:
    """erfc(|z| / sqrt 2), by Chebyshev's fit of Numerical Recipes."""
    x = min(abs(z), 37) / math.sqrt(2)
    t = 1 / (1 + x / 2)
    return t * math.exp(-x * x + sum(c * t**power for power, c in enumerate(CHEBYSHEV)))


def t_as_normal(t: float, freedom: float) -> float:
    """Hill (1970)."""
    a = freedom - 0.5
    b = 48 * a * a
    w = a * math.log(1 + min(abs(t), 1e6) ** 2 / freedom)
    correction = (0.4 * w**3 + 3.3 * w**2 + 24 * w + 85.5) / (0.8 * w * w + 100 + b)
    return math.sqrt(w) * (1 + (w + 3 - correction) / b)


def t_quantile(freedom: float) -> float:
    """Cornish and Fisher, at 95 %."""
    z = Z_95
    return (
        z
        + (z**3 + z) / (4 * freedom)
        + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * freedom**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * freedom**3)
        + (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / (92160 * freedom**4)
    )


def chi_square_tail(x: float, freedom: int) -> float:
    """The regularized upper incomplete gamma function, from the closed forms at 1 and 2 degrees of freedom upwards."""
    half = x / 2
    start, tail = (2, math.exp(-half)) if freedom % 2 == 0 else (1, math.erfc(math.sqrt(half)))
    for k in range(start, freedom, 2):
        tail += half ** (k / 2) * math.exp(-half) / math.gamma(k / 2 + 1)
    return tail


def any_time_p(statistic: float, accounts: float) -> float:
    """The mixture martingale of a normal mean, tuned to 100 accounts."""
    ahead = -2 * math.log(0.05)
    x = accounts * (ahead + math.log(1 + ahead)) / 100
    exponent = min(min(abs(statistic), 1e100) ** 2 * x / (2 * (x + 1)), 600)
    return min(1.0, math.sqrt(x + 1) * math.exp(-exponent)) if abs(statistic) < 1000 else 0.0


def false_discoveries(p_values: Sequence[float]) -> list[float]:
    """Benjamini and Hochberg: of each, the smallest p * m / rank among those that are not smaller."""
    m = len(p_values)
    ratios = {p: p * m / sum(other <= p for other in p_values) for p in p_values}
    return [min(1.0, *(ratios[other] for other in p_values if other >= p)) for p in p_values]
