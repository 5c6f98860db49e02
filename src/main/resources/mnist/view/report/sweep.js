"use strict";
/* The report of a sweep: its points and runs, whichever is chosen set off everywhere. */
(() => {
  const {element, colour, number} = Pictures;
  const t = Texts.of;
  const data = JSON.parse(document.getElementById("data").textContent);
  const accuracy = data.metric === "validation_accuracy";
  const title = t("sweep.metric." + data.metric);
  const charts = [];
  let chosen = null; /* the number of a point */

  const shown = (value) => (typeof value !== "number" ? "–" : accuracy ? (100 * value).toFixed(2) + "\u00a0%" : number(value));
  const spread = (value) => (typeof value !== "number" ? "–" : accuracy ? (100 * value).toFixed(2) : number(value));
  const known = (point) => typeof point.mean === "number";
  const named = (point) => data.options.map((name) => `${name} ${point.settings[name]}`).join(", ") || t("sweep.only");

  const hex = (name) => [1, 3, 5].map((i) => parseInt(colour(name).slice(i, i + 2), 16));

  /* By the point's place among those that have the metric: one that diverges from the others would leave them one colour. */
  const order = data.points.filter(known)
    .sort((a, b) => (data.higher_is_better ? a.mean - b.mean : b.mean - a.mean));

  const range = (points) => Math.abs(points[0].mean - points[points.length - 1].mean);

  /* The worst points, a third of all at most, that would stretch an axis fivefold or more: the others could not be told apart. */
  const within = [...order];
  for (let left = 1; left <= order.length / 3; left++) {
    if (range(order) > 5 * range(order.slice(left))) {
      within.splice(0, left);
      break;
    }
  }
  const beyond = order.slice(0, order.length - within.length);
  const numbers = (point) => [point.mean, ...point.runs.map((run) => run.metric).filter((value) => typeof value === "number")];

  /* The values that an axis of the metric shows. */
  const shownMetrics = within.flatMap(numbers);

  /* Beginning and end of such an axis for Chart.js, which else shows all there is. */
  function limits(values) {
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const margin = (high - low) * 0.06;
    return beyond.length > 0 && high > low ? {min: low - margin, max: high + margin} : {grace: "4%"};
  }

  /* As the definition has them, if it lists them. */
  const given = (name) => data.listed[name] || data.points.map((point) => point.settings[name]);

  function colourOf(point, opacity = 1) {
    if (!known(point)) {
      return colour("--soft");
    }
    const share = order.length > 1 ? order.indexOf(point) / (order.length - 1) : 1;
    const [worst, best] = [hex("--worst"), hex("--best")];
    return `rgba(${worst.map((c, i) => Math.round(c + (best[i] - c) * share)).join(",")},${opacity})`;
  }

  const opacity = (point) => (chosen === null || chosen === point.point ? 1 : 0.15);

  function drawTogether() {
    const axes = data.options.map((name) => ({name, values: data.points.map((point) => point.settings[name]),
      given: given(name), shown: String}));
    axes.push({name: title, values: data.points.map((point) => (known(point) ? point.mean : null)),
      given: within.map((point) => point.mean), shown});
    Parallel.draw(document.getElementById("parallel"), axes, data.points.map((point) => ({colour: colourOf(point),
      label: `${named(point)}: ${shown(point.mean)}`, known: known(point) && !beyond.includes(point), chosen: chosen === point.point,
      rank: order.indexOf(point)})), chosen !== null);
  }

  function chart(parent, heading, x, datasets, values, label) {
    const soft = colour("--soft");
    charts.push(Curves.framed(parent, heading, "tables", datasets, {
      plugins: {legend: {display: false}, tooltip: {callbacks: {title: () => "", label}}},
      x: {...x, ticks: {color: soft, ...x.ticks}, title: {display: true, text: x.name, color: soft}},
      y: {type: "linear", ...limits(values), ticks: {color: soft, includeBounds: beyond.length === 0, callback: (value) => (accuracy
        ? `${Number((100 * value).toPrecision(6))}\u00a0%` : number(value))}},
    }));
  }

  function axisOf(name, scale) {
    if (scale.kind === "text") {
      return {name, type: "linear", min: -0.5, max: scale.known.length - 0.5, ticks: {callback: (value) => String(scale.known[value])},
        afterBuildTicks: (axis) => { axis.ticks = scale.known.map((_, value) => ({value})); }};
    }
    if (scale.kind === "logarithmic") {
      return {name, type: scale.kind, ticks: {callback: number}, ...Curves.powerAxis(scale.known)};
    }
    return {name, type: "linear", grace: "4%", ticks: {callback: number},
      ...(scale.known.length <= 8 ? {afterBuildTicks: (axis) => {
        axis.ticks = Parallel.apart(scale.known, scale.share, axis.chart.width - 90, 60).map((value) => ({value}));
      }} : {})};
  }

  function drawOption(parent, name) {
    // A rate that diverged has no place in this chart, and must not stretch it either.
    const all = Parallel.scaleOf(given(name));
    const scale = all.kind === "text" ? all : Parallel.scaleOf(order.map((point) => point.settings[name]));
    const at = (point) => (scale.kind === "text" ? scale.known.indexOf(point.settings[name]) : Number(point.settings[name]));
    const datasets = [...order].reverse().flatMap((point) => {
      const seeds = point.runs.filter((run) => typeof run.metric === "number").map((run) => ({x: at(point), y: run.metric}));
      const look = {borderColor: colourOf(point, opacity(point)), backgroundColor: colourOf(point, opacity(point)), point,
        clip: 10};
      const mean = {...look, data: [{x: at(point), y: point.mean}], pointRadius: chosen === point.point ? 9 : 6,
        pointHoverRadius: 9};
      return seeds.length > 1 ? [mean, {...look, data: seeds, pointRadius: 2.5, borderWidth: 1.5}] : [mean];
    });
    chart(parent, t("sweep.over", title, name), axisOf(name, scale), datasets, shownMetrics,
      (item) => `${named(item.dataset.point)}: ${shown(item.parsed.y)}`);
  }

  function drawCurves(parent) {
    const points = new Map(data.points.flatMap((point) => point.runs.map((run) => [run.run, {point, run}])));
    const last = Math.max(1, ...data.curves.map((curve) => curve.values.length));
    const datasets = data.curves.map((curve) => ({...points.get(curve.run), curve})).map(({point, run, curve}) => ({
      data: curve.values.map((value, i) => ({x: i + 1, y: value})).filter((p) => typeof p.y === "number"),
      borderColor: colourOf(point, opacity(point)), backgroundColor: colourOf(point, opacity(point)),
      borderWidth: chosen === point.point ? 4 : 1.5, pointRadius: curve.values.length < 40 ? 2 : 0, point, run,
      clip: 6, order: chosen === point.point ? -1 : 0}));
    chart(parent, t("sweep.by_epoch", title), {name: t("axis.epoch"), type: "linear", ...Curves.epochAxis(last), ticks: {precision: 0}},
      datasets, datasets.filter((series) => within.includes(series.point)).flatMap((series) => series.data.map((p) => p.y)), (item) => t("sweep.tip", named(item.dataset.point), item.dataset.run.seed, item.parsed.x, shown(item.parsed.y)));
  }

  function draw() {
    charts.splice(0).forEach((old) => old.destroy());
    drawTogether();
    const options = document.getElementById("option-charts");
    options.replaceChildren();
    data.options.forEach((name) => drawOption(options, name));
    const curves = document.getElementById("curve-charts");
    curves.replaceChildren();
    drawCurves(curves);
  }

  /* text: the heading of a last column with words */
  function table(caption, headings, rows, text) {
    return element("table", {}, element("caption", {}, caption),
      element("thead", {}, element("tr", {}, ...headings.map((heading) => element("th", {scope: "col"}, heading)),
        ...(text ? [element("th", {scope: "col", class: "text"}, text)] : []))),
      element("tbody", {}, ...rows));
  }

  const cells = (values) => values.map((value) => element("td", {}, String(value)));

  function choose(point) {
    chosen = chosen === point.point ? null : point.point;
    document.querySelectorAll("[data-point]").forEach((row) => {
      const mine = Number(row.dataset.point) === chosen;
      row.classList.toggle("chosen", mine);
      row.querySelector("button").setAttribute("aria-pressed", mine);
    });
    draw();
  }

  function pointTable() {
    const rows = data.points.map((point) => {
      const button = element("button", {type: "button", "aria-pressed": false,
        "aria-label": t("sweep.set_off", point.point, named(point))}, String(point.point));
      button.addEventListener("click", () => choose(point));
      return element("tr", {"data-point": point.point}, element("td", {}, point.rank === null ? "–" : String(point.rank)),
        element("th", {scope: "row"}, button), ...cells(data.options.map((name) => point.settings[name])),
        ...cells([shown(point.mean), spread(point.deviation), `${point.finished}/${point.of}`]),
        element("td", {class: "text"}, point.reason));
    });
    document.getElementById("point-table").append(table(t("sweep.points"),
      [t("sweep.rank"), t("sweep.point"), ...data.options, title, "±", t("sweep.runs")], rows, t("sweep.reason")));
  }

  function runTable() {
    const rows = data.points.flatMap((point) => point.runs.map((run) => element("tr", {},
      element("th", {scope: "row"}, String(run.run)), ...cells([point.point, run.seed, t("sweep.state." + run.state), run.epochs,
        shown(run.metric)]), element("td", {class: "text"}, run.folder))));
    document.getElementById("run-table").append(table(t("sweep.run_table"),
      [...["run", "point", "seed", "state", "epochs"].map((name) => t("sweep." + name)), title], rows, t("sweep.folder")));
  }

  function curveTable() {
    const last = Math.max(0, ...data.curves.map((curve) => curve.values.length));
    const epochs = Array.from({length: last}, (_, i) => i);
    const rows = data.curves.map((curve) => element("tr", {}, element("th", {scope: "row"}, String(curve.run)),
      ...cells(epochs.map((i) => (i < curve.values.length ? shown(curve.values[i]) : "")))));
    document.getElementById("curve-table").append(
      table(t("sweep.curve_table", title), [t("sweep.run"), ...epochs.map((i) => t("sweep.epoch", i + 1))], rows));
  }

  function summary() {
    const runs = data.points.flatMap((point) => point.runs);
    const finished = runs.filter((run) => run.state === "finished").length;
    const best = data.points[0].rank === null ? t("sweep.none")
      : t("sweep.best_is", named(data.points[0]), shown(data.points[0].mean));
    document.getElementById("title").textContent = t("sweep.title", data.name);
    document.getElementById("summary").textContent = t("sweep.summary", data.points.length, title, runs.length, finished) + best;
    document.getElementById("beyond").textContent = beyond.length === 0 ? ""
      : t("sweep.beyond", beyond.map((point) => `${named(point)} (${shown(point.mean)})`).join("; "));
    document.getElementById("footer").textContent = t("footer", data.tool);
  }

  summary();
  pointTable();
  runTable();
  curveTable();
  draw();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  addEventListener("resize", drawTogether);
})();
