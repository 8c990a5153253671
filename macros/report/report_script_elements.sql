{% macro report_script_elements() %}
{#- The first part of the page's script: its data, and how elements and numbers are made. Texts become text nodes, never HTML. -#}
{% raw %}
"use strict";
const data = JSON.parse(document.getElementById("data").textContent);
const main = document.getElementById("main");
const tip = document.getElementById("tip");

// Elements

function element(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) made.setAttribute(name, value);
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

function shape(tag, attributes, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes || {})) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

// A name from the data, which may be empty, or written from right to left.
function named(text) {
  const shown = text === null || text.trim() === "" ? "(empty)" : text;
  return element("bdi", shown.length > 60 ? { title: shown } : {}, shown);
}

// Numbers

const MINUS = "\u2212";
const wholeNumbers = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const fractions = new Intl.NumberFormat("en", { maximumFractionDigits: 2 });
const shortNumbers = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });
const percents = new Intl.NumberFormat("en", { minimumFractionDigits: 1, maximumFractionDigits: 1 });

function count(number) {
  if (number === null || number === undefined) return "\u2013";
  const format = Number.isInteger(number) || Math.abs(number) >= 1000 ? wholeNumbers : fractions;
  return format.format(number).replace("-", MINUS);
}

function short(number) {
  return shortNumbers.format(number);
}

function signed(number, format) {
  const text = format(Math.abs(number));
  return number === 0 || /^0(\.0+)?( |$)/.test(text) ? "\u00b10" + text.slice(1) : (number > 0 ? "+" : MINUS) + text;
}

function percent(ratio) {
  return ratio === null || !Number.isFinite(ratio) ? "\u2013" : percents.format(100 * ratio).replace("-", MINUS) + " %";
}

function counted(number, one, many) {
  return count(number) + " " + (number === 1 ? one : many);
}

// Below so many, a share says little: the two numbers are shown in its place.
const FEW = 20;

// Where calls were taken back, a part may be below 0, or above the whole: then there is no share.
function quotient(part, whole) {
  return part >= 0 && part <= whole ? part / whole : NaN;
}

function share(part, whole) {
  if (!whole || Number.isNaN(quotient(part, whole))) return "\u2013";
  return whole < FEW ? count(part) + " of " + count(whole) : percent(part / whole);
}

// The change of a number of calls, in words where a percentage would say little.
function change(calls, before) {
  if (!(before > 0)) return calls > 0 ? "none before" : "\u2013";
  if (!(calls > 0)) return "silent";
  return before < FEW ? signed(calls - before, count) : signed(calls / before - 1, percent);
}

function arrow(difference) {
  return difference > 0 ? "\u25b2 " : difference < 0 ? "\u25bc " : "";
}

function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}

// Dates, as texts: 2026-09-21

const DAY = 86400000;

function time(date) {
  return Date.parse(date + "T00:00:00Z");
}

function laterDate(date, days) {
  return new Date(time(date) + days * DAY).toISOString().slice(0, 10);
}

function days(from, to) {
  return Math.round((time(to) - time(from)) / DAY);
}

function written(date, parts) {
  return new Date(time(date)).toLocaleDateString("en-US", { timeZone: "UTC", ...parts });
}

function longDate(date) {
  return [{ day: "numeric" }, { month: "short" }, { year: "numeric" }].map((part) => written(date, part)).join(" ");
}

function weekday(date) {
  return written(date, { weekday: "short" });
}

// What the data say

const OUTCOMES = ["success", "client error", "auth failed", "rate limited", "server error", "aborted"];
const NO_ACCOUNT = "(unattributed)";

function weekOf(start, complete, calls, outcomes, activeAccounts, unattributed, users) {
  return { start, complete, calls, outcomes, activeAccounts, unattributed, users };
}

// All weeks from the first to the last; one without any call has no row.
function denseWeeks() {
  const rows = new Map(data.weeks.map((row) => [row[0], row]));
  const starts = [...rows.keys()].sort();
  const lastComplete = starts.filter((start) => rows.get(start)[1] === 1).at(-1);
  const found = [];
  // Not from a single call that is years older than the others.
  const first = starts.find((start) => days(start, starts.at(-1)) < 7 * data.shown_weeks);
  for (let start = first; start && start <= starts.at(-1); start = laterDate(start, 7)) {
    const row = rows.get(start) || [start, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    const complete = lastComplete !== undefined && start <= lastComplete;
    found.push(weekOf(start, complete, row[2], row.slice(3, 9), row[9], row[10], row[11]));
  }
  return found;
}

const weeks = denseWeeks();
const lastComplete = weeks.findLastIndex((week) => week.complete);
const lastIndex = lastComplete < 0 ? weeks.length - 1 : lastComplete;
// The week that is reported on: the last complete one, or, where none is complete, the last one.
const last = weeks[lastIndex];
const isComplete = Boolean(last && last.complete);
const before = isComplete ? weeks[lastIndex - 1] : undefined;

function denseAccount(row) {
  const [number, id, name, plan, segment, internal, firstDay, calls, callsBefore] = row;
  return {
    number, id, plan, segment, internal: internal === 1, firstDay, calls, before: before ? callsBefore : null,
    name: name === null || name.trim() === "" ? id : name,
    weeks: weeks.map((week) => ({ ...weekOf(week.start, week.complete, 0, [0, 0, 0, 0, 0, 0], 1, 0, 0), slowest: null })),
    integrations: [],
  };
}

const accounts = data.accounts.map(denseAccount);
const accountByNumber = new Map(accounts.map((account) => [account.number, account]));
const weekByStart = new Map(weeks.map((week, index) => [week.start, index]));
for (const [number, weekNumber, calls, ...others] of data.account_weeks) {
  const week = accountByNumber.get(number).weeks[weekByStart.get(data.weeks[weekNumber - 1][0])];
  if (!week) continue;
  week.calls = calls;
  week.outcomes = others.slice(0, 6);
  week.users = others[6];
  // The duration in milliseconds that 95 of 100 calls stay below.
  week.slowest = others[7];
}
for (const [number, id, calls, successful, callsBefore] of data.integrations) {
  accountByNumber.get(number).integrations.push({ id, calls, successful, before: before ? callsBefore : null });
}

function failed(week) {
  return week.calls - week.outcomes[0];
}

function accountLink(account) {
  return element("a", { href: "#/account/" + encodeURIComponent(account.id) }, named(account.name));
}
{% endraw %}
{% endmacro %}
