"use strict";
/* Curves of one or several runs, and how the gradient flows through the layers. */
const Curves = (() => {
  const {element, colour, number} = Pictures;
  const COLOURS = 8;
  const MANY_LAYERS = 5; /* from so many on every second is dashed */
  const EDGE = 4; /* pixels beyond the axes, for the points that lie on them */
  const charts = [];
  let bySeconds = false;
  let flowing = 0;

  const seriesColour = (i) => colour(`--series-${i % COLOURS + 1}`);

  /* Layers in their order, from pale to strong. */
  function layerColour(i, count) {
    const [from, to] = ["--layer-first", "--layer-last"].map(Pictures.rgb);
    const share = count > 1 ? i / (count - 1) : 1;
    return `rgb(${from.map((c, k) => Math.round(c + (to[k] - c) * share)).join(", ")})`;
  }

  function times(run) {
    let seconds = 0;
    return run.epochs.map((epoch) => {
      seconds += epoch.seconds || 0;
      return bySeconds ? seconds : epoch.epoch;
    });
  }

  function line(run, i, field, label, dashed) {
    const xs = times(run);
    const points = run.epochs.map((epoch, k) => ({x: xs[k], y: epoch[field]}))
      .filter((point) => typeof point.y === "number");
    return {label, data: points, borderColor: seriesColour(i), backgroundColor: seriesColour(i),
      borderDash: dashed ? [5, 4] : [], borderWidth: 2, clip: EDGE, pointRadius: points.length < 40 ? 2 : 0};
  }

  const shares = (value) => `${Number((100 * value).toPrecision(6))}\u00a0%`;

  /* From epoch 1, in steps of 1, 5, 10, 50, ... */
  function epochAxis(epochs) {
    let step = 1;
    while (epochs / step > 12) {
      step *= String(step).startsWith("1") ? 5 : 2;
    }
    const ticks = Array.from({length: Math.floor(epochs / step)}, (_, i) => (i + 1) * step);
    const values = [1, ...ticks.filter((tick) => tick > 1)];
    return {min: 1, max: epochs > 1 ? epochs : undefined,
      afterBuildTicks: (axis) => { axis.ticks = values.map((value) => ({value})); }};
  }

  /* From one of 1, 2, 5, 10, 20, ... to another; where these are many, only the powers of ten have a line. */
  function powerAxis(values) {
    const low = Math.min(...values);
    const high = Math.max(...values);
    const steps = [];
    for (let power = Math.floor(Math.log10(low)) - 1; power <= Math.ceil(Math.log10(high)) + 1; power++) {
      steps.push(...[1, 2, 5].map((first) => Number(`${first}e${power}`)));
    }
    const from = steps.filter((step) => step <= low).length - 1;
    const to = Math.max(from + 1, steps.findIndex((step) => step >= high));
    const within = steps.slice(from, to + 1);
    const ticks = within.length <= 10 ? within : within.filter((step) => step.toExponential().startsWith("1e"));
    return {min: within[0], max: within[within.length - 1],
      afterBuildTicks: (axis) => { axis.ticks = ticks.map((value) => ({value})); }};
  }

  const plain = (value) => (value >= 1e-3 && value < 1e5 ? String(value) : value.toExponential());

  function scale(kind, datasets, soft) {
    const ticks = {color: soft};
    switch (kind) {
      case "logarithmic": return {type: "logarithmic", ...powerAxis(datasets.flatMap((series) => series.data.map((point) => point.y))),
        ticks: {...ticks, callback: plain}};
      case "accuracy": return {type: "linear", ticks: {...ticks, callback: shares}};
      case "share": return {type: "linear", beginAtZero: true, suggestedMax: 0.01,
        ticks: {...ticks, callback: shares, maxTicksLimit: 6}};
      default: return {type: "linear", ticks};
    }
  }

  /* A chart in the page's colours; x and y are scales of Chart.js, numbers says where the same stands as numbers. */
  function framed(parent, title, numbers, datasets, {interaction, plugins, x, y}) {
    const canvas = element("canvas", {role: "img", "aria-label": Texts.of("chart.label." + numbers, title)});
    parent.append(element("div", {class: "chart"}, canvas));
    const grid = {color: colour("--line")};
    return new Chart(canvas, {
      type: "line",
      data: {datasets},
      options: {
        animation: false,
        maintainAspectRatio: false,
        interaction: {mode: "nearest", intersect: false, ...interaction},
        plugins: {title: {display: true, text: title, color: colour("--ink")}, ...plugins},
        scales: {x: {...x, grid}, y: {...y, grid}},
      },
    });
  }

  /* epochs: the last one, or 0 when x is something else. */
  function chart(parent, title, xTitle, epochs, datasets, kind) {
    const soft = colour("--soft");
    charts.push(framed(parent, title, "table", datasets, {
      interaction: {axis: "x"},
      plugins: {legend: {labels: {color: soft, boxHeight: 1, boxWidth: 24}}},
      x: {type: "linear", title: {display: true, text: xTitle, color: soft}, ticks: {color: soft, precision: 0},
        ...(epochs > 0 ? epochAxis(epochs) : {})},
      y: scale(kind, datasets, soft),
    }));
  }

  const lastEpoch = (run) => Math.max(0, ...run.epochs.map((epoch) => epoch.epoch));

  function drawCurves(runs) {
    const parent = document.getElementById("curve-charts");
    parent.replaceChildren();
    const x = Texts.of(bySeconds ? "axis.seconds" : "axis.epoch");
    const prefix = (run) => (runs.length > 1 ? run.name + ", " : "");
    const both = (field) => runs.flatMap((run, i) => [
      line(run, i, "train_" + field, prefix(run) + Texts.of("training"), true),
      line(run, i, "validation_" + field, prefix(run) + Texts.of("validation"), false),
    ]).filter((series) => series.data.length > 0);
    const epochs = bySeconds ? 0 : Math.max(...runs.map(lastEpoch));
    chart(parent, Texts.of("loss"), x, epochs, both("loss"), "loss");
    chart(parent, Texts.of("accuracy"), x, epochs, both("accuracy"), "accuracy");
  }

  const MEASURES = [
    ["measure.gradient", "logarithmic",
      (layer) => positive(layer.gradient_norm / Math.sqrt(layer.weights))],
    ["measure.change", "logarithmic", (layer) => positive(layer.update_norm / layer.weight_norm)],
    ["measure.dead", "share", (layer) => layer.dead_units],
    ["measure.flat", "share", (layer) => layer.flat_activations],
  ];

  const positive = (value) => (value > 0 && Number.isFinite(value) ? value : null);

  function drawFlow(run) {
    const parent = document.getElementById("flow-charts");
    parent.replaceChildren();
    const measured = run.epochs.filter((epoch) => (epoch.layers || []).length > 0);
    if (measured.length === 0) {
      parent.append(Texts.of("flow.none"));
      return;
    }
    for (const [title, kind, measure] of MEASURES) {
      const datasets = measured[0].layers.map((layer, i) => {
        const data = measured.map((epoch) => ({x: epoch.epoch, y: measure(epoch.layers[i])}))
          .filter((point) => typeof point.y === "number");
        const of = layerColour(i, measured[0].layers.length);
        const dashed = measured[0].layers.length >= MANY_LAYERS && i % 2 === 1;
        return {label: Texts.of("layer", layer.layer), data, borderColor: of, backgroundColor: of,
          borderDash: dashed ? [6, 3] : [], borderWidth: 2, clip: EDGE, pointRadius: data.length < 40 ? 2 : 0};
      }).filter((series) => series.data.length > 0);
      if (datasets.length > 0) {
        chart(parent, Texts.of(title), Texts.of("axis.epoch"), lastEpoch(run), datasets, kind);
      }
    }
  }

  function table(run) {
    const fields = ["epoch", "train_loss", "train_accuracy", "validation_loss", "validation_accuracy", "learning_rate",
      "seconds"];
    const head = element("tr", {}, ...fields.map((field) => element("th", {scope: "col"}, Texts.of("column." + field))));
    const rows = run.epochs.map((epoch) => element("tr", {},
      ...fields.map((field) => element("td", {}, number(epoch[field])))));
    return element("details", {}, element("summary", {}, Texts.of("numbers.of", run.name)),
      element("div", {class: "scroll"}, element("table", {}, element("thead", {}, head), element("tbody", {}, ...rows))));
  }

  function draw(runs) {
    charts.splice(0).forEach((old) => old.destroy());
    drawCurves(runs);
    drawFlow(runs[flowing]);
  }

  function start(runs) {
    document.getElementById("curve-tables").append(...runs.map(table));
    const choices = [["by-epoch", false], ["by-seconds", true]];
    choices.forEach(([id, seconds]) => document.getElementById(id).addEventListener("click", () => {
      bySeconds = seconds;
      choices.forEach(([other, value]) => document.getElementById(other).setAttribute("aria-pressed", value === seconds));
      draw(runs);
    }));
    chooseFlow(runs);
    draw(runs);
  }

  function chooseFlow(runs) {
    const buttons = runs.length < 2 ? [] : runs.map((run, i) => {
      const button = element("button", {type: "button", "aria-pressed": i === flowing}, run.name);
      button.addEventListener("click", () => {
        flowing = i;
        buttons.forEach((other, k) => other.setAttribute("aria-pressed", k === i));
        draw(runs);
      });
      return button;
    });
    document.getElementById("flow-runs").append(...buttons);
  }

  return {start, draw, epochAxis, powerAxis, framed};
})();
