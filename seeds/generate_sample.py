"""Write the sample raw tables of this folder: `python seeds/generate_sample.py`.

Nine months of calls of some forty accounts through two gateways, as a loader writes them. The
same seed gives the same files. What happens in them:

* weekdays are busier than weekends, office hours than nights, and the whole grows month by month;
* `maple` is quiet from March to June and returns on 1 July;
* 17 May is the last day of `u3`, who made most of the calls of `oak`; others take over;
* 17 June, 8 to 20 h UTC: an outage; calls fail with 5xx or get no response;
* `cedar` calls less and less from April on and churns at the end of June;
* 13 July: the integration kind `orders-v2` is launched for every fourth account and ramps up within the week;
* 10 to 12 August: `hazel` hammers the partner API and is answered with 429;
* internal traffic and a staging environment, which the declared sources filter out;
* redeliveries (some dated past midnight), a log shipper that was stuck for a week in July,
  calls without a consumer, and rows that are broken in the ways rows are;
* the customers of an app beside the API: what their users do in it, notifications, articles, and how
  satisfied they say they are, which the outage and the hammering show in, and `cedar` before it churns;
* two experiments, the launch (every fourth account got it) and new docs in July (which changed nothing), and a new
  price on 1 September, which nobody minded.
"""

from __future__ import annotations

import csv
import json
import math
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path
from typing import Any

UTC = timezone.utc
SEED = 20260101
FIRST_DAY = date(2026, 1, 1)
LAST_DAY = date(2026, 10, 1)  # nine months, and the day whose loads make the last of them complete
AWAY = (date(2026, 3, 1), date(2026, 6, 30))  # maple
LEFT = ("oak", "u3", date(2026, 5, 17))
OUTAGE = (datetime(2026, 6, 17, 8, tzinfo=UTC), datetime(2026, 6, 17, 20, tzinfo=UTC))
FADING = (date(2026, 4, 1), date(2026, 6, 30))  # cedar
LAUNCH = date(2026, 7, 13)
SHIPPER_STUCK = (date(2026, 7, 3), date(2026, 7, 5), datetime(2026, 7, 12, 6, 5, tzinfo=UTC))
HAMMERING = (date(2026, 8, 10), date(2026, 8, 12))
PARTNER_SAMPLING = 10

TREES = [
    "alder",
    "ash",
    "aspen",
    "beech",
    "birch",
    "cedar",
    "cherry",
    "chestnut",
    "cypress",
    "elder",
    "elm",
    "fir",
    "ginkgo",
    "hawthorn",
    "hazel",
    "hemlock",
    "hickory",
    "holly",
    "hornbeam",
    "juniper",
    "larch",
    "laurel",
    "linden",
    "locust",
    "magnolia",
    "maple",
    "mulberry",
    "oak",
    "olive",
    "pear",
    "pine",
    "plane",
    "poplar",
    "rowan",
    "sequoia",
    "spruce",
    "sycamore",
    "tamarack",
    "walnut",
    "willow",
]
TRADES = ["Logistics", "Payments", "Health", "Retail", "Analytics", "Energy", "Travel", "Insurance"]
INDUSTRIES = {
    "Logistics": "transport",
    "Payments": "financial services",
    "Health": "healthcare",
    "Retail": "retail",
    "Analytics": "software",
    "Energy": "energy",
    "Travel": "travel",
    "Insurance": "financial services",
}
STAGES = ["startup", "growth", "enterprise"]
BUSINESS_MODELS = ["b2b", "b2c", "marketplace"]
PLANS = {"startup": "free", "growth": "pro", "enterprise": "enterprise"}
# Subsidiaries, and the account that each is part of.
PARENTS = {"holly": "ash", "maple": "ash"}
# Large enough that what happens to them can be told from chance.
STORY = {
    "ash": ["storefront"],
    "cedar": ["stock-feed"],
    "hazel": ["invoice-push"],
    "maple": ["storefront"],
    "oak": ["invoice-push", "stock-feed"],
}
KINDS = {
    "crm-sync": ("customers", "crm"),
    "erp-export": ("invoices", "finance"),
    "invoice-push": ("invoices", "finance"),
    "stock-feed": ("products", "commerce"),
    "storefront": ("products", "commerce"),
    "orders-v2": ("orders", "commerce"),
}


@dataclass(frozen=True)
class Integration:
    """One account's connection of one kind; `weight` is its share of the calls of a day."""

    integration_id: str
    account: str
    kind: str
    weight: float

    @property
    def through_kong(self) -> bool:
        return self.kind in ("crm-sync", "erp-export")


@dataclass(frozen=True)
class Call:
    integration: Integration
    began_at: datetime
    status: int
    duration_ms: int


def integrations(rng: random.Random) -> list[Integration]:
    found = []
    for rank, account in enumerate(TREES):
        kinds = rng.sample([kind for kind in KINDS if kind != "orders-v2"], rng.choice([1, 1, 2, 2]))
        kinds = [*STORY.get(account, kinds), *(["orders-v2"] if rank % 4 == 0 else [])]
        for kind in kinds:
            size = 1.0 if account in STORY else (1 + rank % 13) ** -0.7
            found.append(Integration(f"{account}-{kind}", account, kind, rng.uniform(0.6, 1.4) * size))
    return found


def share_left(day: date) -> float:
    """How much is left on a day of what `cedar` did."""
    began, ended = FADING
    if day > ended:
        return 0
    return 1 if day < began else max(0.1, 1 - (day - began).days / 120)


def activity(integration: Integration, day: date) -> float:
    """How busy an integration is on a day, 1 being usual for it."""
    months_in = (day - FIRST_DAY).days / 30
    busy: float = 1.06**months_in * (0.35 if day.weekday() >= 5 else 1)
    if integration.account == "cedar":
        return busy * share_left(day)
    if integration.account == "maple" and AWAY[0] <= day <= AWAY[1]:
        return 0
    if integration.kind == "orders-v2":
        return busy * 1.6 * min(1, (1 + (day - LAUNCH).days) / 5) if day >= LAUNCH else 0
    return busy


def moment(rng: random.Random, day: date) -> datetime:
    hour = min(23.99, max(0, rng.gauss(13.5, 4.5))) if rng.random() < 0.85 else rng.uniform(0, 24)
    return datetime.combine(day, time(), UTC) + timedelta(milliseconds=round(hour * 3_600_000))


def status_at(rng: random.Random, began_at: datetime) -> int:
    if OUTAGE[0] <= began_at < OUTAGE[1] and rng.random() < 0.8:
        return rng.choice([0, 502, 503, 503])
    return rng.choices([200, 201, 204, 304, 400, 401, 403, 404, 429, 500], [80, 8, 4, 3, 1, 0.5, 0.5, 2, 0.3, 0.7])[0]


def calls(rng: random.Random, known: list[Integration], per_day: float) -> Iterator[Call]:
    """
    The calls of integrations. Behind the partner gateway, jobs run to a plan, and each week is a little busier or
    quieter than the last; at the edge, people call by chance.
    """
    total_weight = sum(integration.weight for integration in known)
    due = {integration: rng.random() for integration in known}
    weeks = dict.fromkeys(known, 1.0)
    day = FIRST_DAY
    while day <= LAST_DAY:
        for integration in known:
            if day.weekday() == 0:
                weeks[integration] = rng.lognormvariate(0, 0.08)
            usual = per_day * activity(integration, day) * integration.weight / total_weight
            due[integration] += poisson(rng, usual) if integration.through_kong else usual * weeks[integration]
            is_hammering = integration.account == "hazel" and HAMMERING[0] <= day <= HAMMERING[1]
            if is_hammering:
                due[integration] += 60
            while due[integration] >= 1:
                due[integration] -= 1
                began_at = moment(rng, day)
                status = status_at(rng, began_at)
                if is_hammering and rng.random() < 0.9:
                    status = 429
                yield Call(integration, began_at, status, round(rng.lognormvariate(4, 0.7)))
        day += timedelta(days=1)


def end_user(rng: random.Random, call: Call) -> str:
    account, user_id, last_day = LEFT
    if call.integration.account == account and call.began_at.date() <= last_day and rng.random() < 0.65:
        return user_id
    user_ids = [f"u{number}" for number in range(1, 13)]
    return rng.choice([other for other in user_ids if call.integration.account != account or other != user_id])


def poisson(rng: random.Random, mean: float) -> int:
    limit, product, count = math.exp(-mean), rng.random(), 0
    while product > limit:
        product *= rng.random()
        count += 1
    return count


def path_of(rng: random.Random, integration: Integration) -> str:
    resource = KINDS[integration.kind][0]
    version = "v2" if integration.kind == "orders-v2" else "v1"
    form = rng.choice(["list", "one", "one", "part", "search"])
    if form == "search":
        return f"/{version}/{resource}/search?q={rng.getrandbits(24):06x}"
    if form == "list":
        return f"/{version}/{resource}?page={rng.randint(1, 40)}"
    if form == "one":
        return f"/{version}/{resource}/{rng.randint(1000, 99999)}"
    return f"/{version}/{resource}/{rng.getrandbits(128):032x}/lines"


def loaded_hourly(began_at: datetime) -> datetime:
    hour = began_at.replace(minute=0, second=0, microsecond=0)
    return hour + timedelta(hours=1, minutes=5)


def loaded_nightly(began_at: datetime) -> datetime:
    if SHIPPER_STUCK[0] <= began_at.date() <= SHIPPER_STUCK[1]:
        return SHIPPER_STUCK[2]
    return datetime.combine(began_at.date() + timedelta(days=1), time(3, 10), UTC)


def kong_record(rng: random.Random, call: Call) -> dict[str, Any]:
    """A record as Kong's http-log plugin writes it, without the parts that a query of calls never needs."""
    consumer = {"custom_id": call.integration.account, "username": call.integration.integration_id}
    record: dict[str, Any] = {
        "request": {
            "id": f"{rng.getrandbits(128):032x}",
            "method": rng.choice(["GET", "GET", "GET", "POST", "PUT"]),
            "uri": path_of(rng, call.integration),
            "size": str(rng.randint(90, 900)),
        },
        "response": {"status": call.status, "size": str(rng.randint(200, 9000))},
        "latencies": {"request": call.duration_ms},
        "consumer": consumer,
        "started_at": round(call.began_at.timestamp() * 1000),
    }
    if rng.random() < 0.03:
        del record["consumer"]
    return record


def kong_rows(rng: random.Random, known: list[Integration]) -> list[tuple[str, str, str]]:
    rows: list[tuple[datetime, str, str]] = []

    def load(loaded_at: datetime, environment: str, record: dict[str, Any] | str) -> None:
        text = record if isinstance(record, str) else json.dumps(record, separators=(",", ":"))
        rows.append((loaded_at, environment, text))

    for number, call in enumerate(calls(rng, known, per_day=10)):
        record = kong_record(rng, call)
        loaded_at = loaded_hourly(call.began_at)
        load(loaded_at, "staging" if rng.random() < 0.02 else "prod", record)
        if rng.random() < 0.015:
            again = json.loads(json.dumps(record))
            # The shipper stamps a redelivery with its own start: some of them lie past midnight.
            again["started_at"] += rng.choice([0, 30_000, 14 * 3_600_000])
            load(loaded_at + timedelta(hours=rng.choice([1, 5, 26])), "prod", again)
        if number % 400 == 37:
            load(loaded_at, "prod", json.dumps(record, separators=(",", ":"))[:80])
        if number % 700 == 51:
            broken = {key: value for key, value in record.items() if key != "started_at"}
            load(loaded_at, "prod", broken)
        if number % 900 == 77:
            ahead = dict(record, started_at=round((call.began_at + timedelta(days=365)).timestamp() * 1000))
            ahead["request"] = {**ahead["request"], "id": f"{rng.getrandbits(128):032x}"}
            load(loaded_at, "prod", ahead)
    rows.sort(key=lambda row: row[0])
    return [(stamp(loaded_at), environment, text) for loaded_at, environment, text in rows]


def partner_rows(rng: random.Random, known: list[Integration]) -> list[tuple[object, ...]]:
    rows: list[tuple[datetime, tuple[object, ...]]] = []
    for number, call in enumerate(calls(rng, known, per_day=36)):
        loaded_at = loaded_nightly(call.began_at)
        internal = rng.random() < 0.03
        row: tuple[object, ...] = (
            f"{rng.getrandbits(40):010x}",
            stamp(call.began_at),
            "internal" if internal else "" if rng.random() < 0.01 else call.integration.account,
            "synthetic-monitor" if internal else call.integration.integration_id,
            "" if internal else end_user(rng, call),
            rng.choice(["GET", "GET", "POST", "DELETE"]),
            path_of(rng, call.integration),
            call.status or "",
            call.duration_ms / 1000,
            rng.randint(90, 900),
            rng.randint(200, 9000),
            PARTNER_SAMPLING,
        )
        rows.append((loaded_at, row))
        if rng.random() < 0.01:
            rows.append((loaded_at + timedelta(days=1), row))
        if number % 1500 == 99:
            rows.append((loaded_at, (f"{rng.getrandbits(40):010x}", "n/a", *row[2:])))
    rows.sort(key=lambda row: row[0])
    return [(*row, stamp(loaded_at)) for loaded_at, row in rows]


ITEMS = [f"article-{number:02}" for number in range(1, 41)]
APP_ACCOUNTS = [*TREES[2::3], "maple"]


def app_activity(account: str, day: date) -> float:
    """How many visits the users of an account make on a day."""
    if account == "maple" and AWAY[0] <= day <= AWAY[1]:
        return 0
    fading = share_left(day) if account == "cedar" else 1
    return 0.95 * fading * (0.3 if day.weekday() >= 5 else 1)


def engagement_rows(rng: random.Random) -> tuple[list[tuple[object, ...]], list[tuple[object, ...]]]:
    """Product events and notifications."""
    events: list[tuple[datetime, tuple[object, ...]]] = []
    notifications: list[tuple[object, ...]] = []
    session = 0

    def happen(at: datetime, account: str, user: str, event: str, about: str = "", target: str = "") -> None:
        row = (f"{rng.getrandbits(32):08x}", stamp(at), account, user, f"s{session}", event, about, target)
        events.append((loaded_nightly(at), row))
        if rng.random() < 0.01:
            events.append((loaded_nightly(at) + timedelta(days=1), row))

    for account in APP_ACCOUNTS:
        users = [f"{account}-{number}" for number in range(1, rng.randint(3, 7))]
        unread: list[tuple[str, datetime]] = []
        day = FIRST_DAY
        while day <= LAST_DAY:
            if rng.random() < 0.12 * app_activity(account, day):
                delivered_at = moment(rng, day)
                notification = f"n{len(notifications)}"
                notifications.append((notification, stamp(delivered_at), account))
                unread.append((notification, delivered_at))
            for _ in range(poisson(rng, app_activity(account, day))):
                session += 1
                at, user = moment(rng, day), rng.choice(users)
                happen(at, account, user, rng.choice(["search", "search", "page_view"]))
                if rng.random() < 0.35:
                    happen(at + timedelta(minutes=2), account, user, "content_read", rng.choice(ITEMS))
                if rng.random() < 0.2:
                    happen(at + timedelta(minutes=3), account, user, "collaboration", "", rng.choice(users))
                for notification, delivered_at in unread[:1]:
                    if delivered_at < at and rng.random() < 0.6:
                        happen(at + timedelta(minutes=1), account, user, "notification_action", notification)
                    unread.pop(0)
            day += timedelta(days=1)
    events.sort(key=lambda event: event[0])
    return [(*row, stamp(loaded_at)) for loaded_at, row in events], notifications


def satisfaction_rows(rng: random.Random) -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = []
    for account in [*APP_ACCOUNTS, "hazel"]:
        day = FIRST_DAY
        while day <= LAST_DAY:
            if app_activity(account, day) and rng.random() < 0.05:
                after_outage = OUTAGE[0].date() <= day <= OUTAGE[0].date() + timedelta(days=14)
                hammered = account == "hazel" and day.month == 8
                unhappy = after_outage or hammered or (account == "cedar" and day >= FADING[0])
                survey = rng.choice(["csat", "csat", "nps"])
                mean = (2.2 if unhappy else 4.3) if survey == "csat" else (4 if unhappy else 8.6)
                least, most = (1, 5) if survey == "csat" else (0, 10)
                score = min(most, max(least, round(rng.gauss(mean, 1.1))))
                rows.append((f"r{len(rows)}", stamp(moment(rng, day)), account, survey, score))
            day += timedelta(days=1)
    return rows


def outcome_rows(rng: random.Random) -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = []

    def note(day: date, account: str, outcome: str, amount: int | str = "") -> None:
        rows.append((f"o{len(rows)}", stamp(datetime.combine(day, time(9), UTC)), account, outcome, amount))

    for account in TREES:
        fee = rng.choice([90, 240, 900])
        for month in range(1, 10):
            if account != "cedar" or date(2026, month, 1) <= FADING[1]:
                note(date(2026, month, 1), account, "revenue", fee)
        if account == "cedar":
            note(FADING[1], account, "churn")
        elif rng.random() < 0.4:
            note(date(2026, rng.randint(2, 9), 15), account, "renewal")
        if rng.random() < 0.2:
            note(date(2026, rng.randint(4, 9), 20), account, "conversion")
    return rows


def quota_rows() -> list[tuple[object, ...]]:
    """
    Who may make how many calls in a month: `ash` got a larger quota in July, the launch took `birch` beyond its own,
    `elm` is far from it and limited by day, too, and the hammering of `hazel` used up its quota. `aspen` has 20 calls
    in its price.
    """
    return [
        ("ash", "calls", 700, "calendar month", FIRST_DAY, date(2026, 7, 1)),
        ("ash", "calls", 1000, "calendar month", date(2026, 7, 1), ""),
        ("beech", "calls", 20, "calendar month", FIRST_DAY, ""),
        ("birch", "calls", 220, "calendar month", FIRST_DAY, ""),
        ("cedar", "calls", 600, "calendar month", FIRST_DAY, ""),
        ("elm", "calls", 500, "calendar month", FIRST_DAY, ""),
        ("elm", "calls", 50, "day", FIRST_DAY, ""),
        ("aspen", "calls", 20, "billing period", FIRST_DAY, ""),
        ("hazel", "calls", 2000, "calendar month", FIRST_DAY, ""),
    ]


def billing_rows(plans: dict[str, str]) -> list[tuple[object, ...]]:
    """On which day of the month each account is billed, and until when: `cedar` has given notice."""
    days = {account: (1, 5, 15, 31)[rank % 4] for rank, account in enumerate(TREES)}
    return [
        (account, days[account], plan, "", FADING[1] if account == "cedar" else "") for account, plan in plans.items()
    ]


def closing_rows() -> list[tuple[object, ...]]:
    """
    When billing periods were closed: four days after their end. That of `birch` in May was reopened for two days. The
    last periods of the sample are open.
    """
    closings: list[tuple[object, ...]] = []
    for month in range(2, 9):
        for day in (1, 5, 15):
            end = date(2026, month, day)
            closings.append(("", end.replace(month=month - 1), end + timedelta(days=4), ""))
        last = date(2026, month + 1, 1) - timedelta(days=1)
        closings.append(("", date(2026, month, 1) - timedelta(days=1), last + timedelta(days=4), ""))
    may = date(2026, 5, 1)
    closings += [("birch", may, date(2026, 6, 5), date(2026, 6, 8)), ("birch", may, date(2026, 6, 10), "")]
    return closings


def rate_rows() -> list[tuple[object, ...]]:
    """
    What calls cost: nothing without a plan and in `free`; in `pro` by tiers, at another price since July; in
    `enterprise` all calls at the price of the tier that is reached.
    """
    july = date(2026, 7, 1)
    return [
        ("", "calls", "", 0, 0, "graduated", "", ""),
        ("free", "calls", "", 0, 0, "graduated", "", ""),
        ("pro", "calls", 100, 0, 49, "graduated", "", july),
        ("pro", "calls", 500, 0.02, 0, "graduated", "", july),
        ("pro", "calls", "", 0.0125, 0, "graduated", "", july),
        ("pro", "calls", 100, 0, 59, "graduated", july, ""),
        ("pro", "calls", 500, 0.02, 0, "graduated", july, ""),
        ("pro", "calls", "", 0.0125, 0, "graduated", july, ""),
        ("enterprise", "calls", 300, 0.05, 400, "volume", "", ""),
        ("enterprise", "calls", "", 0.045, 400, "volume", "", ""),
    ]


def experiment_rows() -> list[tuple[object, ...]]:
    """Who got `orders-v2` in its launch, and an experiment that changed nothing, with an account in both variants."""
    rng = random.Random(SEED + 1)
    launched_at = stamp(datetime.combine(LAUNCH, time(), UTC))
    rows: list[tuple[object, ...]] = [
        ("orders-v2 launch", account, "orders-v2", launched_at, 0.25)
        if rank % 4 == 0
        else ("orders-v2 launch", account, "control", launched_at, 0.75)
        for rank, account in enumerate(TREES)
    ]
    new_docs = set(rng.sample(TREES, len(TREES) // 2))
    for account in TREES:
        at = stamp(datetime.combine(date(2026, 7, 1) + timedelta(days=rng.randrange(10)), time(8), UTC))
        rows.append(("new docs", account, "new docs" if account in new_docs else "control", at, ""))
    return [
        *rows,
        ("new docs", "elm", "control", "2026-07-08 10:00:00", ""),
        ("new docs", "elm", "new docs", "2026-07-09 10:00:00", ""),
    ]


def change_rows() -> list[tuple[object, ...]]:
    """The launch, by the accounts that it concerns, and a price change for all."""
    launched_at = stamp(datetime.combine(LAUNCH, time(), UTC))
    rows: list[tuple[object, ...]] = [
        ("orders-v2 launch", "product", launched_at, account, "") for rank, account in enumerate(TREES) if rank % 4 == 0
    ]
    return [*rows, ("prices of September", "pricing", "2026-09-01 00:00:00", "", "")]


def stamp(at: datetime) -> str:
    return at.strftime("%Y-%m-%d %H:%M:%S") + (f".{at.microsecond // 1000:03d}" if at.microsecond else "")


def write(path: Path, header: list[str], rows: list[tuple[object, ...]]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
    print(f"{path.name}: {len(rows)} rows, {path.stat().st_size / 1e6:.2f} MB")


def main() -> None:
    rng = random.Random(SEED)
    folder = Path(__file__).parent
    known = integrations(rng)
    write(
        folder / "sample_kong_log.csv",
        ["loaded_at", "environment", "record"],
        [*kong_rows(rng, [integration for integration in known if integration.through_kong])],
    )
    write(
        folder / "sample_partner_calls.csv",
        [
            "call_id",
            "called_at",
            "customer",
            "app",
            "end_user",
            "method",
            "path",
            "status",
            "elapsed_seconds",
            "bytes_in",
            "bytes_out",
            "sampled_one_in",
            "loaded_at",
        ],
        partner_rows(rng, [integration for integration in known if not integration.through_kong]),
    )
    events, notifications = engagement_rows(rng)
    write(
        folder / "sample_product_events.csv",
        [
            "event_id",
            "occurred_at",
            "account_id",
            "user_id",
            "session_id",
            "event",
            "object",
            "target_user_id",
            "loaded_at",
        ],
        events,
    )
    write(folder / "sample_notifications.csv", ["notification_id", "delivered_at", "account_id"], notifications)
    write(
        folder / "sample_content_items.csv",
        ["item_id", "account_id", "available_from", "available_to"],
        [
            (item, "", stamp(datetime.combine(FIRST_DAY + timedelta(days=6 * number), time(), UTC)), "")
            for number, item in enumerate(ITEMS)
        ],
    )
    write(
        folder / "sample_satisfaction_responses.csv",
        ["response_id", "responded_at", "account_id", "survey", "score"],
        satisfaction_rows(rng),
    )
    write(
        folder / "sample_outcomes.csv",
        ["outcome_id", "occurred_at", "account_id", "outcome", "amount"],
        outcome_rows(rng),
    )
    write(
        folder / "sample_experiment_assignments.csv",
        ["experiment", "account_id", "variant", "assigned_at", "planned_share"],
        experiment_rows(),
    )
    write(
        folder / "sample_changes.csv",
        ["change", "kind", "changed_at", "account_id", "segment"],
        change_rows(),
    )
    write(
        folder / "sample_api_features.csv",
        ["http_request_method", "http_route", "feature"],
        [
            ("", "*/search", "search"),
            ("POST", "/v2/orders*", "notification_action"),
            ("GET", "/v1/products/{id}", "content_read"),
            ("PUT", "/v1/customers/*", "collaboration"),
        ],
    )
    accounts: list[tuple[object, ...]] = []
    for rank, account in enumerate(TREES):
        trade = TRADES[rank % len(TRADES)]
        # `ash`, whose quarter docs/billing.md works out by hand, has the plan with tiers.
        stage = STAGES[1 if account == "ash" else rng.randrange(3)]
        accounts.append(
            (
                account,
                f"{account.title()} {trade}",
                INDUSTRIES[trade],
                stage,
                rng.choice(BUSINESS_MODELS),
                PLANS[stage],
                PARENTS.get(account, ""),
            )
        )
    write(
        folder / "sample_accounts.csv",
        ["account_id", "account_name", "industry", "stage", "business_model", "plan", "parent_account_id"],
        accounts,
    )
    write(
        folder / "sample_quotas.csv",
        ["account_id", "metric", "amount", "window", "valid_from", "valid_to"],
        quota_rows(),
    )
    write(
        folder / "sample_billing_periods.csv",
        ["account_id", "billing_day", "plan", "started_on", "ended_on"],
        billing_rows({str(account): str(plan) for account, *_, plan, _ in accounts}),
    )
    write(
        folder / "sample_rate_card.csv",
        ["plan", "metric", "up_to", "unit_price", "flat_price", "tiers_mode", "valid_from", "valid_to"],
        rate_rows(),
    )
    write(
        folder / "sample_closings.csv",
        ["account_id", "period_start", "closed_at", "reopened_at"],
        closing_rows(),
    )
    write(
        folder / "sample_integrations.csv",
        ["integration_id", "integration_name", "category"],
        [
            (
                integration.integration_id,
                f"{integration.account.title()} {integration.kind.replace('-', ' ')}",
                KINDS[integration.kind][1],
            )
            for integration in known
        ],
    )


if __name__ == "__main__":
    main()
