{% macro report_script_account() %}
{#- The last part of the page's script: the list of accounts, the page of one account, and which of them the address asks for. -#}
{% raw %}
function accountList() {
  const place = element("div");
  const said = element("p", { class: "sub", role: "status" });
  const input = element("input", { type: "search", autocomplete: "off", spellcheck: "false" });
  const fill = () => {
    const wanted = input.value.trim().toLowerCase();
    const found = accounts.filter((account) => [account.id, account.name, account.plan || "", account.segment || ""].some((text) => text.toLowerCase().includes(wanted)));
    said.textContent = counted(found.length, "account", "accounts");
    place.replaceChildren(found.length ? scrolled(accountTable(found), "Accounts") : "");
  };
  input.addEventListener("input", fill);
  fill();
  return {
    title: "Accounts",
    lead: owners().length < KNOWN_ACCOUNTS
      ? `The biggest and the most changed: ${count(owners().length)} of ${count(KNOWN_ACCOUNTS)}. For more of them, make the page with --args '{accounts: ${2 * accounts.length}}'.`
      : `All ${count(KNOWN_ACCOUNTS)} that ever called, by their calls in ${WEEK}.`,
    parts: [card("list", "", "Find an account", "", element("label", { class: "search" }, "Name, id, plan or segment ", element("br"), input), said, place)],
  };
}

function accountPage(id) {
  const account = accounts.find((one) => one.id === id);
  if (!account) {
    return { title: "An account that is not on this page", lead: "", parts: [element("p", { class: "notice" }, named(id), " is not among the accounts of this file. ", element("a", { href: "#/accounts" }, "All accounts"))] };
  }
  const week = account.weeks[lastIndex];
  const previous = before ? account.weeks[lastIndex - 1] : undefined;
  const done = account.weeks.slice(0, lastIndex + 1);
  const attributes = [account.id, account.plan && "plan " + account.plan, account.segment && "segment " + account.segment, account.internal && "internal",
    account.firstDay && "first call on " + longDate(account.firstDay)];
  const series = [{ name: account.name, fill: "url(#p0)", values: account.weeks.map((one) => one.calls) }];
  const rank = account.id === NO_ACCOUNT ? "no account owns these calls" : `number ${count(account.number)} by size`;
  const integrations = account.integrations.map((one) => [named(one.id), count(one.calls), before ? change(one.calls, one.before) : "\u2013", share(one.calls - one.successful, one.calls)]);
  return {
    title: account.name,
    lead: attributes.filter(Boolean).join(" \u00b7 "),
    parts: [
      element("div", { class: "figures" },
        figure("calls", "Calls", count(account.calls), before ? [arrow(account.calls - account.before) + changeOf(account), `${count(account.before)} in the week before`] : [], done.map((one) => one.calls)),
        figure("success", "Successful calls", week.calls ? percent(1 - failedRatio(week)) : "\u2013", [...successNotes(week, previous), `${count(failed(week))} of ${count(week.calls)} did not succeed`].slice(0, 2)),
        weeks.some((one) => one.users) ? figure("users", "Users", count(week.users), previous ? [arrow(week.users - previous.users) + signed(week.users - previous.users, count), `${count(previous.users)} in the week before`] : [],
          done.map((one) => one.users)) : null,
        done.some((one) => one.slowest !== null) ? figure("duration", "95 of 100 calls took at most", week.slowest === null ? "\u2013" : count(Math.round(week.slowest)) + " ms",
          previous && previous.slowest !== null ? [`${count(Math.round(previous.slowest))} ms in the week before`] : [], done.map((one) => one.slowest || 0)) : null,
        figure("part", "Of all calls", percent(last.calls ? quotient(account.calls, last.calls) : 0), [rank])),
      element("div", { class: "grid" },
        card("account-volume", "w7", "Calls by week", weeks.every((one) => one.complete) ? "" : "Dashed: the week is not complete yet.",
          weekBars("account-chart", "Calls by week of " + account.name, 190, account.weeks, series, count,
            (one) => `${weekTitle(one)}\n${counted(one.calls, "call", "calls")}, ${count(failed(one))} did not succeed`),
          withTable([{ title: "Week from", text: true }, { title: "Calls" }, ...OUTCOMES.map((title) => ({ title })), { title: "Users" }, { title: "95 of 100 took at most, ms" }],
            () => account.weeks.map((one) => [one.start + (one.complete ? "" : " (not complete)"), count(one.calls), ...one.outcomes.map(count), count(one.users), count(one.slowest)]).reverse()),
          ...(integrations.length ? [element("h3", {}, "Integrations, in " + WEEK),
            scrolled(table([{ title: "Integration", text: true }, { title: "Calls" }, { title: "Change" }, { title: "Not successful" }], integrations), "Integrations")] : [])),
        failureCard("account-failures", "w5", account.weeks, week, previous)),
    ],
  };
}

function pageOf(address) {
  const [, name, id] = address.match(/^#\/(\w+)\/?(.*)$/) || [];
  if (!weeks.length || (name !== "account" && name !== "accounts")) return overview();
  if (name === "accounts") return accountList();
  try {
    return accountPage(decodeURIComponent(id));
  } catch {
    return accountPage(id);
  }
}

function show(moved) {
  charts.length = 0;
  hideTip();
  const shown = pageOf(location.hash);
  main.replaceChildren(element("h1", {}, named(shown.title)), element("p", { class: "lead" }, shown.lead), ...shown.parts);
  document.title = `${shown.title} \u00b7 API call volume`;
  for (const link of document.querySelectorAll(".top nav a")) {
    const isCurrent = link.getAttribute("href") === (location.hash === "#/accounts" ? "#/accounts" : location.hash.startsWith("#/account/") ? "" : "#/");
    if (isCurrent) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  drawCharts();
  if (moved) {
    scrollTo(0, 0);
    main.focus({ preventScroll: true });
  }
  document.body.dataset.shown = location.hash || "#/";
}

document.body.prepend(patterns());
document.getElementById("about").textContent = `Dates in ${data.timezone}. Made on ${data.made_at}.`;
document.getElementById("foot").textContent =
  "Complete weeks only, unless a week says otherwise. Shares are sums over sums, never averages of shares. An account without a name is shown by its id.";
document.querySelector(".skip").addEventListener("click", (event) => {
  event.preventDefault();
  main.focus();
});
addEventListener("hashchange", () => show(true));
show(false);
{% endraw %}
{% endmacro %}
