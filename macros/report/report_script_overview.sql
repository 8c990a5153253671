{% macro report_script_overview() %}
{#- The fourth part of the page's script: the sections of the overview. A section without data is not shown. -#}
{% raw %}
const SHOWN_ACCOUNTS = 18;
const STACKED_ACCOUNTS = 7;
const WEEK = isComplete ? "the last complete week" : "the last week, which is not complete";

function figure(id, title, value, notes, values) {
  const made = element("div", { class: "figure", role: "group", id, "aria-labelledby": id + "-title" },
    element("h2", { id: id + "-title" }, title), element("p", { class: value.length > 9 ? "value long" : "value" }, value),
    ...notes.filter(Boolean).map((note) => element("p", { class: "note" }, note)));
  if (values && values.length > 1) made.append(sparkline(values, 180, 26));
  return made;
}

function against(difference, text, previous) {
  return before ? [arrow(difference) + text, `${previous} in the week before`] : [isComplete ? "no week before it" : "so far"];
}

function failedRatio(week) {
  return week.calls ? quotient(failed(week), week.calls) : 0;
}

function successNotes(week, previous) {
  if (!previous || !previous.calls || !week.calls) return [];
  const difference = failedRatio(previous) - failedRatio(week);
  if (Number.isNaN(difference)) return [];
  return [arrow(difference) + signed(100 * difference, (value) => percents.format(value) + " points"), `${percent(1 - failedRatio(previous))} in the week before`];
}

function headlines() {
  const done = weeks.slice(0, lastIndex + 1);
  const silent = data.all_accounts.find((row) => row[0] === "silent") || ["silent", 0, 0, 0];
  return element("div", { class: "figures" },
    figure("calls", "Calls", count(last.calls), against(before ? last.calls - before.calls : 0,
      before && before.calls > 0 ? signed(last.calls / before.calls - 1, percent) : "none before", before && count(before.calls)), done.map((week) => week.calls)),
    figure("success", "Successful calls", percent(1 - failedRatio(last)), [...successNotes(last, before), `${count(failed(last))} did not succeed`].slice(0, 2),
      done.map((week) => (week.calls ? 1 - failedRatio(week) : 0) || 0)),
    figure("active", "Accounts that called", count(last.activeAccounts), against(before ? last.activeAccounts - before.activeAccounts : 0,
      before ? signed(last.activeAccounts - before.activeAccounts, count) : "", before && count(before.activeAccounts)), done.map((week) => week.activeAccounts)),
    weeks.some((week) => week.users) ? figure("users", "Users", count(last.users), against(before ? last.users - before.users : 0,
      before ? signed(last.users - before.users, count) : "", before && count(before.users)), done.map((week) => week.users)) : null,
    before ? figure("silent", "Accounts that fell silent", count(silent[1]), [`${counted(silent[3], "call", "calls")} in the week before, none since`]) : null,
    figure("unattributed", "Calls without an account", percent(last.calls ? quotient(last.unattributed, last.calls) : 0),
      [`${count(last.unattributed)} of ${count(last.calls)} calls`, before && before.calls ? `${percent(quotient(before.unattributed, before.calls))} in the week before` : ""],
      done.map((week) => (week.calls ? quotient(week.unattributed, week.calls) : 0) || 0)));
}

function volumeCard() {
  const total = [{ name: "All accounts", fill: "url(#p0)", values: weeks.map((week) => week.calls) }];
  const tips = (week) => `${weekTitle(week)}\n${counted(week.calls, "call", "calls")}\n${counted(week.activeAccounts, "account", "accounts")} called`;
  const biggest = owners().filter((account) => account.calls > 0).slice(0, STACKED_ACCOUNTS);
  const series = biggest.map((account, index) => ({ name: account.name, fill: `url(#p${index})`, account, values: account.weeks.map((week) => week.calls) }));
  const others = last.calls - sum(biggest.map((account) => account.calls));
  const columns = [{ title: "Week from", text: true }, { title: "Calls" }, { title: "Accounts that called" }, ...biggest.map((account) => ({ title: named(account.name) }))];
  const rows = () => weeks.map((week, index) => [week.start + (week.complete ? "" : " (not complete)"), count(week.calls), count(week.activeAccounts), ...biggest.map((account) => count(account.weeks[index].calls))]).reverse();
  return card("volume", "w7", "Calls by week", "All accounts." + (weeks.every((week) => week.complete) ? "" : " Dashed: the week is not complete yet."),
    weekBars("volume-chart", "Calls by week, all accounts", 170, weeks, total, count, tips),
    element("h3", {}, `The ${biggest.length === 1 ? "biggest account" : biggest.length + " biggest accounts"}, on a scale of their own`),
    element("p", { class: "sub" }, `By their calls in ${WEEK}. All others: ${counted(others, "call", "calls")}, ${percent(last.calls ? others / last.calls : 0)}.`),
    weekBars("biggest-chart", "Calls by week of the biggest accounts", 190, weeks, series, count,
      (week, one, index) => `${weekTitle(week)}\n${one.name}: ${counted(one.values[index], "call", "calls")}\nall accounts: ${count(week.calls)}`),
    legend(series.map((one) => [swatch(one.fill), accountLink(one.account)])),
    withTable(columns, rows));
}

function failureSeries(shown) {
  return OUTCOMES.slice(1).map((name, index) => ({
    name, fill: `url(#p${[1, 3, 2, 4, 5][index]})`, values: shown.map((week) => quotient(week.outcomes[index + 1], week.calls) || 0),
  }));
}

function failureTips(week, one, index) {
  const number = week.outcomes[OUTCOMES.indexOf(one.name)];
  return `${weekTitle(week)}\n${one.name}: ${count(number)} of ${counted(week.calls, "call", "calls")} (${percent(week.calls ? quotient(number, week.calls) : 0)})`;
}

function failureCard(id, width, shown, reported, previous) {
  const series = failureSeries(shown);
  const rows = () => OUTCOMES.slice(1).map((name, index) => {
    const [now, past] = [reported, previous].map((week) => (week && week.calls ? quotient(week.outcomes[index + 1], week.calls) : null));
    return [[swatch(series[index].fill), " " + name], count(reported.outcomes[index + 1]), percent(now), past === null || Number.isNaN(now - past) ? "\u2013" : signed(100 * (now - past), (value) => percents.format(value) + " points")];
  });
  const columns = [{ title: `In ${WEEK}`, text: true }, { title: "Calls" }, { title: "Of all calls" }, { title: "Change" }];
  return card(id, width, "What did not succeed", "Share of the calls of each week, by outcome.",
    weekBars(id + "-chart", "Share of calls that did not succeed, by week", 230, shown, series, percent, failureTips),
    scrolled(table(columns, rows()), "What did not succeed"),
    withTable([{ title: "Week from", text: true }, { title: "Calls" }, ...OUTCOMES.slice(1).map((title) => ({ title }))],
      () => shown.map((week) => [week.start, count(week.calls), ...week.outcomes.slice(1).map(count)]).reverse()));
}

function daysCard() {
  if (!data.days.length) return null;
  const { days: found, usual } = dayRows();
  const bounds = shadeBounds(found);
  const called = found.filter((day) => day.calls > 0);
  const best = (score) => called.reduce((top, day) => (score(day) > score(top) ? day : top));
  const busiest = best((day) => day.calls);
  const worst = best((day) => (day.calls >= FEW && day.failed >= 0 && day.failed <= day.calls ? day.failed / day.calls : -1));
  const flags = found.filter((day) => day.flagged).length;
  const facts = element("dl", {},
    element("dt", {}, "Busiest day"), element("dd", {}, `${weekday(busiest.date)} ${longDate(busiest.date)}: ${counted(busiest.calls, "call", "calls")}`),
    element("dt", {}, "Most that did not succeed"), element("dd", {}, worst.calls >= FEW ? `${weekday(worst.date)} ${longDate(worst.date)}: ${percent(worst.failed / worst.calls)} of ${count(worst.calls)} calls` : "\u2013"),
    element("dt", {}, "Days without a call"), element("dd", {}, `${count(found.length - called.length)} of ${count(found.length)}`));
  const shades = bounds.map((bound, index) => [swatch(`var(--h${index + 1 + 5 - bounds.length})`), `to ${count(bound)}`]);
  const marks = [[swatch("transparent", { class: "none", width: 13, height: 13, x: 1, y: 1 }), "no calls"], ...shades];
  if (flags) marks.push([shape("svg", { width: 15, height: 15, "aria-hidden": "true" }, shape("path", { class: "flag", d: "M5 2h9v9z" })), `well over the usual ${percent(usual)} did not succeed`]);
  const map = element("div", {}, heatMap("days-chart", "Calls of every day", found, bounds));
  map.style.width = 36 + 24 * (Math.max(...found.map((day) => day.column)) + 1) + "px";
  return card("days", "", "Every day", "The stronger the shade, the more calls; each shade has a fifth of the days with calls.",
    element("div", { class: "beside" }, map, facts), legend(marks),
    withTable([{ title: "Date", text: true }, { title: "Day", text: true }, { title: "Calls" }, { title: "Did not succeed" }],
      () => found.map((day) => [day.date, weekday(day.date), count(day.calls), count(day.failed)]).reverse()));
}

function changeOf(account) {
  if (account.calls && !account.before && account.firstDay >= last.start) return "new";
  return change(account.calls, account.before);
}

function accountTable(shown) {
  const most = Math.max(...shown.map((account) => account.calls), 1);
  const columns = [{ title: "Account", text: true }, { title: "Plan", text: true, spare: true }, { title: "By week", spare: true }, { title: "Calls" }, { title: "Change" }, { title: "Not successful" }];
  return table(columns, shown.map((account) => {
    const week = account.weeks[lastIndex];
    return [
      [accountLink(account), ...(account.internal ? [" ", element("span", { class: "tag" }, "internal")] : [])],
      account.plan === null ? "\u2013" : named(account.plan),
      sparkline(account.weeks.slice(Math.max(0, lastIndex - 25), lastIndex + 1).map((one) => one.calls), 92, 20),
      barCell(account.calls / most, count(account.calls)),
      before ? changeOf(account) : "\u2013",
      share(failed(week), week.calls),
    ];
  }));
}

function owners() {
  return accounts.filter((account) => account.id !== NO_ACCOUNT);
}

function accountsCard() {
  return card("accounts", before ? "w7" : "", "Biggest accounts", `In ${WEEK}. The line: up to 26 weeks.`,
    scrolled(accountTable(accounts.filter((account) => account.calls > 0).slice(0, SHOWN_ACCOUNTS)), "Biggest accounts"),
    element("p", {}, element("a", { href: "#/accounts" }, `Find an account (${count(owners().length)} of ${count(KNOWN_ACCOUNTS)} have a page here)`)));
}

const CHANGES = { started: "started or came back", more: "called more", same: "called as much", fewer: "called less", silent: "fell silent" };
const KNOWN_ACCOUNTS = sum(data.all_accounts.filter((row) => row[0] !== "no account").map((row) => row[1]));

function moversCard() {
  if (!before) return null;
  const rows = new Map(data.all_accounts.map((row) => [row[0], row]));
  const kinds = Object.entries(CHANGES).filter(([name]) => rows.has(name)).map(([name, title]) => {
    const [, number, calls, callsBefore] = rows.get(name);
    return [`${counted(number, "account", "accounts")} ${title}`, signed(calls - callsBefore, count)];
  });
  if (rows.has("no account")) {
    const [, , calls, callsBefore] = rows.get("no account");
    kinds.push(["Calls without an account", signed(calls - callsBefore, count)]);
  }
  const total = element("tr", { class: "total" }, element("th", { class: "text", scope: "row" }, "Calls, in all"), element("td", {}, signed(last.calls - before.calls, count)));
  const moved = accounts.filter((account) => account.calls !== account.before)
    .sort((one, other) => Math.abs(other.calls - other.before) - Math.abs(one.calls - one.before) || one.number - other.number).slice(0, 8);
  const most = Math.max(...moved.map((account) => Math.abs(account.calls - account.before)), 1);
  const movers = table([{ title: "Account", text: true }, { title: "Before" }, { title: "Now" }, { title: "Calls more or less" }],
    moved.map((account) => [accountLink(account), count(account.before), count(account.calls),
      barCell(Math.abs(account.calls - account.before) / most, arrow(account.calls - account.before) + signed(account.calls - account.before, count))]));
  const silent = accounts.filter((account) => !account.calls && account.before).sort((one, other) => other.before - one.before).slice(0, 5);
  return card("movers", "w5", "What changed", `${longDate(last.start)} against the week before.`,
    scrolled(table([{ title: "What became of the accounts", text: true }, { title: "Calls" }], [...kinds, total]), "Accounts by change"),
    element("h3", {}, "Moved most"), scrolled(movers, "Accounts that moved most"),
    ...(silent.length ? [element("h3", {}, "Fell silent"),
      scrolled(table([{ title: "Account", text: true }, { title: "Calls in the week before" }], silent.map((account) => [accountLink(account), count(account.before)])), "Accounts that fell silent")] : []));
}

function findingsCard() {
  if (data.findings === null || !isComplete) return null;
  const title = "What needs attention";
  if (!data.findings.length) return card("findings", "", title, "No account has a finding in this week.");
  const number = data.findings[0][7];
  const columns = [{ title: "Account", text: true }, { title: "Finding", text: true }, { title: "Calls at stake" }, { title: "Weeks open" }, { title: "Who acts", text: true, spare: true }, { title: "What to do", text: true }];
  const rows = data.findings.map(([id, name, finding, calls, open, role, task]) => [
    id === null ? "All accounts" : nameOrLink(id, name), finding.replaceAll("_", " "), count(Math.round(calls)), count(open), role === null ? "\u2013" : named(role),
    // not shortened, as names are
    task === null ? "\u2013" : element("span", { dir: "auto" }, task),
  ]);
  const shown = number > rows.length ? ` The ${count(rows.length)} with the most calls at stake.` : "";
  return card("findings", "", title, `${counted(number, "finding", "findings")} in this week.${shown}`, scrolled(table(columns, rows), title));
}

function forecastCard() {
  if (!data.forecasts.length) return null;
  const [month, known, toDate, expected, number, without] = data.month[0];
  const columns = [{ title: "Account", text: true }, { title: "Calls so far" }, { title: "Expected" }, { title: "8 of 10 times between" }, { title: "Quota" }, { title: "Quota used up on" }];
  const rows = data.forecasts.map(([id, name, , , calls, forecast, low, high, quota, usedUp]) => [
    nameOrLink(id, name), count(calls), count(forecast === null ? null : Math.round(forecast)),
    low === null ? "\u2013" : `${count(Math.round(low))} and ${count(Math.round(high))}`, count(quota),
    usedUp === null ? "\u2013" : element("td", { class: "warn" }, (usedUp <= known ? "\u26a0 since " : "\u26a0 ") + longDate(usedUp)),
  ]);
  const sub = `${counted(number, "account", "accounts")}: ${counted(toDate, "call", "calls")} up to ${longDate(known)}, ${count(Math.round(expected))} expected by the end.`
    + (without ? ` ${counted(without, "account has", "accounts have")} too short a history: of these, only the calls so far are in it.` : "");
  return card("forecast", "", `Where ${written(month, { month: "long" })} ${month.slice(0, 4)} will end`, sub, scrolled(table(columns, rows), "Forecasts of the month"));
}

// An account by its name: a link where it has a page here.
function nameOrLink(id, name) {
  const account = accounts.find((one) => one.id === id);
  return account ? accountLink(account) : named(name === null || name.trim() === "" ? id : name);
}

function ledgerCard() {
  if (!data.ledger.length) return null;
  const columns = ["Source", "Received", "Counted", "Duplicate", "Rejected", "Excluded", "Too late", "Cancelled", "Not accounted for"].map((title, index) => ({ title, text: index === 0 }));
  const rows = data.ledger.map((row, index) => {
    const missing = row[1] - sum(row.slice(2, 8));
    const cells = [element("th", { class: "text", scope: "row" }, named(row[0])), ...row.slice(1, 8).map((value) => element("td", {}, count(value))),
      element("td", missing ? { class: "warn", "data-balance": missing } : { "data-balance": 0 }, (missing ? "! " : "") + count(missing))];
    return element("tr", data.ledger.length > 1 && index === data.ledger.length - 1 ? { class: "total" } : {}, ...cells);
  });
  const [inLedger, inFact] = data.counted[0];
  const difference = (inLedger || 0) - (inFact || 0);
  return card("ledger", "", "What became of every raw row", "Rows by source, over all load dates. Received is the sum of the six columns beside it.",
    scrolled(table(columns, rows), "Raw rows by source"),
    element("p", Math.abs(difference) > 0.000001 ? { class: "warn", id: "counted" } : { id: "counted" },
      `The counted rows stand for ${counted(inLedger || 0, "call", "calls")}; the daily fact has ${count(inFact || 0)}. Difference: ${count(difference)}.`),
    rejectedTable());
}

function rejectedTable() {
  if (!data.rejected.length) return null;
  const rows = data.rejected.map(([source, reason, number, loaded]) => [[named(source)], named(reason), count(number), loaded || "not known"]);
  const made = table([{ title: "Source", text: true }, { title: "Why rows were rejected", text: true }, { title: "Rows" }, { title: "Last loaded on" }], rows);
  return scrolled(made, "Why rows were rejected");
}

function ratesCard() {
  const shown = data.rates.map((one, index) => ({ ...one, index, rows: one.weeks.filter((row) => row[2] > 0).reverse() })).filter((one) => one.rows.length);
  if (!shown.length) return null;
  return card("rates", "", "Engagement, by week", "All accounts together: a share of the cases of each complete week. The band is what chance alone allows (95 %): a wide band has few cases.",
    element("div", { class: "rates" }, ...shown.map((one) => {
      const [start, part, whole] = one.rows.at(-1);
      return element("div", {}, element("h3", {}, one.rate[0].toUpperCase() + one.rate.slice(1)), element("p", { class: "sub" }, `${longDate(start)}: ${percent(part / whole)}, ${count(part)} of ${count(whole)}`),
        rateChart("rate-" + one.index, one.rate + " by week", one.rows),
        withTable([{ title: "Week from", text: true }, { title: "Share" }, { title: "Cases" }, { title: "Of" }],
          () => one.rows.map((row) => [row[0], percent(row[1] / row[2]), count(row[1]), count(row[2])]).reverse()));
    })));
}

function overview() {
  if (!weeks.length) {
    return { title: "API call volume", lead: "", parts: [element("p", { class: "notice", id: "empty" }, data.ledger.length ? "No call has been counted yet." : "No raw rows have been loaded yet."), element("div", { class: "grid" }, ...[ledgerCard()].filter(Boolean))] };
  }
  const running = weeks.at(-1);
  const notice = !isComplete
    ? "No week is complete yet: not every source has loaded past the end of one. The numbers below are those so far."
    : running !== last ? `The week from ${longDate(running.start)} is not complete: ${counted(running.calls, "call", "calls")} so far.` : "";
  return {
    title: `Week of ${longDate(last.start)}`,
    lead: `${weekday(last.start)} ${longDate(last.start)} to ${weekday(laterDate(last.start, 6))} ${longDate(laterDate(last.start, 6))}, ${isComplete ? "the last complete week" : "so far"}.` + (isComplete && notice ? " " + notice : ""),
    parts: [
      ...(isComplete ? [] : [element("p", { class: "notice", id: "incomplete" }, notice)]),
      headlines(),
      element("div", { class: "grid" }, ...[
        volumeCard(), failureCard("failures", "w5", weeks, last, before), daysCard(), accountsCard(), moversCard(), findingsCard(), forecastCard(), ledgerCard(), ratesCard(),
      ].filter(Boolean)),
    ],
  };
}
{% endraw %}
{% endmacro %}
