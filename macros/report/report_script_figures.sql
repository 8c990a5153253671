{% macro report_script_figures() %}
{#-
    The second part of the page's script: tables, cards, and what all charts share: their size, the figure that is shown under the
    pointer or, with the arrow keys, at the mark in focus, and the table of the same numbers.
-#}
{% raw %}
// Tables: columns are {title, text: true for texts, which are aligned left, spare: true for what a phone leaves out};
// rows are lists of texts and elements.

function table(columns, rows, caption) {
  const cell = (tag, content, column, attributes) =>
    element(tag, { ...attributes, class: (column.text ? "text" : "") + (column.spare ? " spare" : "") }, ...[content].flat());
  const head = element("tr", {}, ...columns.map((column) => cell("th", column.title, column, { scope: "col" })));
  const body = rows.map((row) =>
    row instanceof Element
      ? row
      : element("tr", {}, ...row.map((content, index) =>
          content instanceof HTMLTableCellElement ? content
            : index === 0 ? cell("th", content, columns[0], { scope: "row" })
            : cell("td", content, columns[index]))));
  const made = element("table", {}, element("thead", {}, head), element("tbody", {}, ...body));
  if (caption) made.prepend(element("caption", {}, caption));
  return made;
}

// What is wider than a phone scrolls by itself, with the keyboard, too.
function scrolled(content, label) {
  return element("div", { class: "scroll", role: "region", "aria-label": "Table: " + label, tabindex: "0" }, content);
}

function barCell(ratio, text) {
  const bar = element("i", { "aria-hidden": "true" });
  bar.style.setProperty("--share", (100 * Math.min(1, Math.max(0, ratio || 0))).toFixed(1) + "%");
  return element("td", { class: "bar" }, bar, element("span", {}, text));
}

function card(id, width, title, sub, ...content) {
  const heading = element("h2", { id: id + "-title" }, title);
  const made = element("section", { class: "card " + width, id, "aria-labelledby": id + "-title" }, heading);
  if (sub) made.append(element("p", { class: "sub" }, sub));
  made.append(...content.filter(Boolean));
  return made;
}

// Patterns, so that the parts of a bar can be told apart without colour.

const PATTERNS = {
  p0: [],
  p1: ["M-2 2 2 -2M0 8 8 0M6 10 10 6"],
  p2: ["M2 2h1.6M6 6h1.6"],
  p3: ["M0 2h8M0 6h8"],
  p4: ["M-2 6 2 10M0 0 8 8M6 -2 10 2"],
  p5: ["M2 0v8M6 0v8"],
  p6: ["M0 0 8 8M0 8 8 0"],
  rest: [],
};

function patterns() {
  const made = Object.entries(PATTERNS).map(([id, paths]) =>
    shape("pattern", { id, width: 8, height: 8, patternUnits: "userSpaceOnUse" },
      shape("rect", { width: 8, height: 8, fill: "var(--" + id.replace("p", "c").replace("rest", "rest") + ")" }),
      ...paths.map((d) => shape("path", { d, stroke: "var(--stroke)", "stroke-opacity": 0.7, "stroke-width": id === "p2" ? 1.8 : 1.3, fill: "none" }))));
  return shape("svg", { width: 0, height: 0, style: "position:absolute", "aria-hidden": "true", focusable: "false" },
    shape("defs", {}, ...made));
}

function swatch(fill, attributes) {
  return shape("svg", { width: 15, height: 15, "aria-hidden": "true" },
    shape("rect", { width: 15, height: 15, rx: 3, fill, ...attributes }));
}

function legend(entries) {
  return element("ul", { class: "legend" }, ...entries.map(([mark, label]) => element("li", {}, mark, label)));
}

// Charts: `draw` fills the element for a width. Each mark has its column and row, by which the arrow keys move.

const charts = [];

function chart(id, label, height, draw) {
  const made = shape("svg", {
    id, class: "chart", tabindex: 0, role: "application", "aria-roledescription": "chart",
    "aria-label": label + ". The arrow keys move from figure to figure; the table below has the same numbers.",
  });
  const state = { svg: made, height, draw, width: 0, marks: [], active: null };
  charts.push(state);
  made.addEventListener("keydown", (event) => moveByKey(state, event));
  made.addEventListener("focus", () => activate(state, state.active || state.marks.findLast((mark) => !mark.unfinished) || state.marks.at(-1)));
  made.addEventListener("blur", () => activate(state, null));
  return made;
}

function drawCharts() {
  for (const state of charts) {
    const width = Math.round(state.svg.parentElement ? state.svg.parentElement.clientWidth : 0);
    if (!width || width === state.width) continue;
    state.width = width;
    state.marks = [];
    state.active = null;
    state.svg.replaceChildren();
    const used = state.draw(state, width, state.height) || {};
    const drawn = { width: used.width || width, height: used.height || state.height };
    state.svg.setAttribute("viewBox", `0 0 ${drawn.width} ${drawn.height}`);
    state.svg.style.maxWidth = drawn.width + "px";
  }
}

function mark(state, tag, attributes, figure) {
  const made = shape(tag, { ...attributes, class: "mark" + (figure.unfinished ? " unfinished" : "") + (figure.kind ? " " + figure.kind : "") });
  made.dataset.value = figure.value;
  made.dataset.column = figure.name || figure.column;
  made.dataset.row = figure.row;
  const entry = { ...figure, made };
  made.addEventListener("pointerenter", () => showTip(entry));
  made.addEventListener("pointerleave", hideTip);
  state.marks.push(entry);
  state.svg.append(made);
  return made;
}

let pointedAt = null;

function showTip(entry) {
  pointedAt = entry;
  tip.textContent = entry.tip;
  tip.classList.add("shown");
  placeTip(entry);
}

function placeTip(entry) {
  const at = entry.made.getBoundingClientRect();
  const left = Math.min(Math.max(6, at.left + at.width / 2 - tip.offsetWidth / 2), document.documentElement.clientWidth - tip.offsetWidth - 6);
  const above = at.top - tip.offsetHeight - 8;
  tip.style.transform = `translate(${left}px, ${above < 4 ? at.bottom + 8 : above}px)`;
}

function hideTip() {
  pointedAt = null;
  tip.classList.remove("shown");
}

function activate(state, entry) {
  for (const other of state.marks) other.made.classList.toggle("active", other === entry);
  if (entry) {
    state.active = entry;
    showTip(entry);
  } else hideTip();
}

const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

// The nearest mark in the direction of the key: of the next column that has any, the one whose row is closest.
function moveByKey(state, event) {
  const move = MOVES[event.key];
  if (event.key === "Escape") hideTip();
  if (!move || !state.active) return;
  event.preventDefault();
  const [across, up] = move;
  const { column, row } = state.active;
  const rows = state.upside ? -1 : 1;
  const distance = (entry) =>
    across ? (entry.column - column) * across * 1000 + Math.abs(entry.row - row) : (entry.row - row) * up * rows;
  const ahead = state.marks.filter((entry) =>
    across ? (entry.column - column) * across > 0 : entry.column === column && (entry.row - row) * up * rows > 0);
  if (ahead.length) activate(state, ahead.reduce((best, entry) => (distance(entry) < distance(best) ? entry : best)));
}

addEventListener("resize", drawCharts);
addEventListener("scroll", () => pointedAt && placeTip(pointedAt), { passive: true });

function withTable(columns, rows) {
  const made = element("details", {}, element("summary", {}, "Table of these numbers"));
  made.addEventListener("toggle", () => {
    if (made.open && !made.querySelector("table")) made.append(scrolled(table(columns, rows()), "the same numbers"));
  });
  return made;
}
{% endraw %}
{% endmacro %}
