"use strict";
/* Curves of one or several runs, and how the gradient flows through the layers. */
const Curves = (() => {
  const {element, colour, number} = Pictures;
  /* Okabe and Ito's colours, which everybody can tell apart. */
  const PALETTE = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#8c6d1f", "#7a5cd6"];
  const charts = [];
  let bySeconds = false;
  let flowing = 0;

  const seriesColour = (i) => PALETTE[i % PALETTE.length];

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
      borderDash: dashed ? [5, 4] : [], borderWidth: 2, pointRadius: points.length < 40 ? 2 : 0};
  }

  const shares = (value) => `${Number((100 * value).toPrecision(6))}\u00a0%`;

  function chart(parent, title, xTitle, datasets, {logarithmic = false, share = false} = {}) {
    const canvas = element("canvas", {role: "img", "aria-label": title + "; the numbers are in the table below"});
    parent.append(element("div", {class: "chart"}, canvas));
    const soft = colour("--soft");
    const grid = {color: colour("--line")};
    charts.push(new Chart(canvas, {
      type: "line",
      data: {datasets},
      options: {
        animation: false,
        maintainAspectRatio: false,
        interaction: {mode: "nearest", axis: "x", intersect: false},
        plugins: {
          title: {display: true, text: title, color: colour("--ink")},
          legend: {labels: {color: soft, boxHeight: 1, boxWidth: 24}},
        },
        scales: {
          x: {type: "linear", title: {display: true, text: xTitle, color: soft}, ticks: {color: soft, precision: 0}, grid},
          y: {type: logarithmic ? "logarithmic" : "linear", grid,
            ticks: share ? {color: soft, callback: shares} : {color: soft}},
        },
      },
    }));
  }

  function drawCurves(runs) {
    const parent = document.getElementById("curve-charts");
    parent.replaceChildren();
    const x = bySeconds ? "seconds of training" : "epoch";
    const prefix = (run) => (runs.length > 1 ? run.name + ", " : "");
    const both = (field) => runs.flatMap((run, i) => [
      line(run, i, "train_" + field, prefix(run) + "training", true),
      line(run, i, "validation_" + field, prefix(run) + "validation", false),
    ]).filter((series) => series.data.length > 0);
    chart(parent, "Loss", x, both("loss"));
    chart(parent, "Accuracy", x, both("accuracy"), {share: true});
  }

  const MEASURES = [
    ["Gradient: root of the mean square over a layer's weights", true,
      (layer) => positive(layer.gradient_norm / Math.sqrt(layer.weights))],
    ["One step's change, relative to the weights", true, (layer) => positive(layer.update_norm / layer.weight_norm)],
    ["Dead units (hand back next to nothing for any image)", false, (layer) => layer.dead_units],
    ["Flat activations (f' next to 0)", false, (layer) => layer.flat_activations],
  ];

  const positive = (value) => (value > 0 && Number.isFinite(value) ? value : null);

  function drawFlow(run) {
    const parent = document.getElementById("flow-charts");
    parent.replaceChildren();
    const measured = run.epochs.filter((epoch) => (epoch.layers || []).length > 0);
    if (measured.length === 0) {
      parent.append("This run was not measured.");
      return;
    }
    for (const [title, logarithmic, measure] of MEASURES) {
      const datasets = measured[0].layers.map((layer, i) => {
        const data = measured.map((epoch) => ({x: epoch.epoch, y: measure(epoch.layers[i])}))
          .filter((point) => typeof point.y === "number");
        return {label: "layer " + layer.layer, data, borderColor: seriesColour(i), backgroundColor: seriesColour(i),
          borderWidth: 2, pointRadius: data.length < 40 ? 2 : 0};
      }).filter((series) => series.data.length > 0);
      if (datasets.length > 0) {
        chart(parent, title, "epoch", datasets, {logarithmic, share: !logarithmic});
      }
    }
  }

  function table(run) {
    const fields = ["epoch", "train_loss", "train_accuracy", "validation_loss", "validation_accuracy", "learning_rate",
      "seconds"];
    const head = element("tr", {}, ...fields.map((field) => element("th", {scope: "col"}, field.replaceAll("_", " "))));
    const rows = run.epochs.map((epoch) => element("tr", {},
      ...fields.map((field) => element("td", {}, number(epoch[field])))));
    return element("details", {}, element("summary", {}, "The numbers of " + run.name),
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

  return {start, draw};
})();
