{% macro report_script_charts() %}
{#- The third part of the page's script: bars by week, the days as a heat map, small lines, and rates with their intervals. -#}
{% raw %}
// The step between the lines of a chart: a round number, so that there are five steps or fewer.
function niceStep(maximum, smallest) {
  const wanted = (maximum || 1) / 5.000001;
  const power = 10 ** Math.floor(Math.log10(wanted));
  return Math.max(smallest, [1, 2, 2.5, 5, 10].map((step) => step * power).find((step) => step >= wanted));
}

function shortPercent(ratio) {
  return percents.format(100 * ratio).replace(/\.0$/, "") + " %";
}

// The frame of a chart: lines for values from 0 to the maximum. Returns where it draws.
function frame(state, width, height, maximum, format) {
  const step = niceStep(maximum, format === short ? 1 : 0);
  const steps = Math.max(1, Math.ceil(maximum / step - 0.000001));
  const top = steps * step;
  const ticks = Array.from({ length: steps + 1 }, (_, index) => index * step);
  const left = 12 + 6.6 * Math.max(...ticks.map((value) => format(value).length));
  const bottom = height - 20;
  const y = (value) => bottom - ((bottom - 10) * value) / top;
  for (const value of ticks) {
    state.svg.append(
      shape("line", { x1: left, x2: width, y1: y(value), y2: y(value), class: value ? "axis" : "zero" }),
      shape("text", { x: left - 6, y: y(value) + 4, "text-anchor": "end" }, format(value)));
  }
  return { left, right: width, bottom, y, top };
}

// The month under the first week that begins in it, where there is room.
function monthLabels(state, starts, x, height) {
  let month = "";
  let free = 0;
  starts.forEach((start, index) => {
    if (start.slice(0, 7) === month) return;
    const text = written(start, !month || start.slice(5, 7) === "01" ? { month: "short", year: "numeric" } : { month: "short" });
    month = start.slice(0, 7);
    if (x(index) < free) return;
    state.svg.append(shape("text", { x: x(index), y: height - 4 }, text));
    free = x(index) + 7 * text.length + 8;
  });
}

// Bars by week. Each of `series` is {name, fill, values}, from bottom to top; `format` writes a value, `tips` its figure.
function weekBars(id, label, height, shown, series, format, tips) {
  return chart(id, label, height, (state, width) => {
    const totals = shown.map((week, index) => sum(series.map((one) => one.values[index])));
    const area = frame(state, width, height, Math.max(...totals, 0), format === percent ? shortPercent : short);
    const step = (area.right - area.left) / shown.length;
    const gap = step > 7 ? 2 : step > 3 ? 1 : 0.3;
    shown.forEach((week, index) => {
      let low = 0;
      series.forEach((one, row) => {
        const value = one.values[index];
        const high = low + value;
        if (value > 0) {
          mark(state, "rect", {
            x: (area.left + index * step + gap / 2).toFixed(2), width: Math.max(0.5, step - gap).toFixed(2),
            y: area.y(high).toFixed(2), height: Math.max(0.4, area.y(low) - area.y(high)).toFixed(2), fill: one.fill,
          }, { column: index, row, value, name: week.start, tip: tips(week, one, index), unfinished: !week.complete });
        }
        low = high;
      });
    });
    monthLabels(state, shown.map((week) => week.start), (index) => area.left + index * step, height);
    state.top = area.top;
  });
}

function weekTitle(week) {
  return `${longDate(week.start)} to ${longDate(laterDate(week.start, 6))}${week.complete ? "" : " (not complete yet)"}`;
}

// A line without axes, for a table's cell or beside a number.
function sparkline(values, width, height) {
  const highest = Math.max(...values, 0) || 1;
  const x = (index) => 1 + (index * (width - 4)) / Math.max(1, values.length - 1);
  const y = (value) => height - 2 - ((height - 5) * Math.max(0, value)) / highest;
  const points = values.map((value, index) => `${x(index).toFixed(1)},${y(value).toFixed(1)}`);
  return shape("svg", { viewBox: `0 0 ${width} ${height}`, width, height, "aria-hidden": "true", preserveAspectRatio: "none" },
    shape("polyline", { class: "line", points: points.join(" "), "vector-effect": "non-scaling-stroke" }),
    ...(values.length ? [shape("circle", { cx: x(values.length - 1), cy: y(values.at(-1)), r: 2, fill: "var(--main)" })] : []));
}

// Every day as a square: weeks from left to right, weekdays from top to bottom; five shades, each for a fifth of the days.

function dayRows() {
  const first = weeks[0].start;
  const byDate = new Map(data.days.map((row) => [row[0], row]));
  const newest = data.days.at(-1)[0];
  const found = [];
  for (let date = first; date <= newest; date = laterDate(date, 1)) {
    const row = byDate.get(date);
    const passed = days(first, date);
    found.push({ date, calls: row ? row[1] : 0, failed: row ? row[1] - row[2] : 0, column: Math.floor(passed / 7), row: passed % 7 });
  }
  const shares = found.filter((day) => day.calls >= FEW).map((day) => quotient(day.failed, day.calls)).filter((ratio) => ratio >= 0).sort((a, b) => a - b);
  const usual = shares[Math.floor(shares.length / 2)];
  // More than chance alone would give a usual day.
  for (const day of found) day.flagged = day.calls >= FEW && wilson(day.failed, day.calls)[0] > 1.5 * usual;
  return { days: found, usual };
}

function shadeBounds(found) {
  const calls = found.map((day) => day.calls).filter((number) => number > 0).sort((a, b) => a - b);
  const bounds = [0.2, 0.4, 0.6, 0.8, 1].map((part) => calls[Math.ceil(part * calls.length) - 1]);
  return [...new Set(bounds.filter((bound) => bound !== undefined))];
}

function heatMap(id, label, found, bounds) {
  const rows = 7;
  const columns = Math.max(...found.map((day) => day.column)) + 1;
  return chart(id, label, 170, (state, width) => {
    const left = 36;
    const size = Math.min(24, Math.max(4, (width - left) / columns));
    const height = rows * size + 20;
    state.upside = true;
    for (let row = 0; row < rows; row += 2) {
      state.svg.append(shape("text", { x: left - 6, y: row * size + size * 0.7, "text-anchor": "end" }, weekday(found[row] ? found[row].date : laterDate(found[0].date, row))));
    }
    for (const day of found) {
      const shade = day.calls > 0 ? bounds.findIndex((bound) => day.calls <= bound) + 1 + (5 - bounds.length) : 0;
      const x = left + day.column * size;
      const y = day.row * size;
      const failedShare = day.calls ? `\n${share(day.failed, day.calls)} did not succeed` : "";
      mark(state, "rect", {
        x: x.toFixed(2), y: y.toFixed(2), width: (size - 1.5).toFixed(2), height: (size - 1.5).toFixed(2), rx: size > 10 ? 3 : 1,
        fill: shade ? `var(--h${shade})` : "transparent",
      }, {
        column: day.column, row: day.row, value: day.calls, name: day.date, kind: shade ? "day" : "none",
        tip: `${weekday(day.date)} ${longDate(day.date)}\n${day.calls ? counted(day.calls, "call", "calls") : "no calls"}${failedShare}`,
      });
      if (day.flagged) {
        const part = size * 0.45;
        state.svg.append(shape("path", { class: "flag", d: `M${x + size - 1.5 - part} ${y}h${part}v${part}z` }));
      }
    }
    const starts = Array.from({ length: columns }, (_, column) => laterDate(found[0].date, 7 * column));
    monthLabels(state, starts, (column) => left + column * size, height);
    return { width: left + columns * size, height };
  });
}

// Rates: the interval in which the rate lies with a certainty of 95 % (Wilson), so that few cases look as vague as they are.

function wilson(part, whole) {
  const z = 1.959964;
  const middle = (part + (z * z) / 2) / (whole + z * z);
  const reach = (z * Math.sqrt((part * (whole - part)) / whole + (z * z) / 4)) / (whole + z * z);
  return [Math.max(0, middle - reach), Math.min(1, middle + reach)];
}

function rateChart(id, label, rows) {
  return chart(id, label, 150, (state, width, height) => {
    const intervals = rows.map(([, part, whole]) => wilson(Math.min(part, whole), whole));
    const area = frame(state, width, height, Math.max(...intervals.map((interval) => interval[1])), shortPercent);
    const x = (index) => area.left + 6 + (index * (area.right - area.left - 12)) / Math.max(1, rows.length - 1);
    const edge = (side) => intervals.map((interval, index) => `${x(index).toFixed(1)},${area.y(interval[side]).toFixed(1)}`);
    state.svg.append(
      shape("polygon", { class: "band", points: [...edge(1), ...edge(0).reverse()].join(" ") }),
      shape("polyline", { class: "line", points: rows.map(([, part, whole], index) => `${x(index).toFixed(1)},${area.y(part / whole).toFixed(1)}`).join(" ") }));
    rows.forEach(([start, part, whole], index) => {
      const [low, high] = intervals[index];
      mark(state, "circle", { cx: x(index).toFixed(2), cy: area.y(part / whole).toFixed(2), r: rows.length > 30 ? 2.6 : 3.4, fill: "var(--main)" }, {
        column: index, row: 0, value: part / whole, name: start,
        tip: `Week from ${longDate(start)}\n${percent(part / whole)}: ${count(part)} of ${count(whole)}\nby chance ${percent(low)} to ${percent(high)}`,
      });
    });
    monthLabels(state, rows.map((row) => row[0]), x, height);
  });
}
{% endraw %}
{% endmacro %}
