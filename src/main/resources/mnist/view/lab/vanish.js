"use strict";
/* How the gradient fares on its way through many layers, and what helps. */
const Vanish = (() => {
  const {t, n, plain, percent, whole} = Texts;
  const IMAGES = 32;
  const WIDTH = 16;
  const TRAINED = 100;
  const RATE = 0.1;
  const DECADES = 9;
  let trained = null;

  const value = (id) => document.getElementById(id).value;

  function built() {
    const depth = Number(value("vanish-depth"));
    // With cross-entropy an output that is sure and wrong still has an error signal to hand back.
    const spec = {...Lab.specOf({hidden: new Array(depth).fill(WIDTH), activation: value("vanish-activation"), loss: "cross-entropy"}),
      residual: document.getElementById("vanish-residual").checked, normalization: value("vanish-norm")};
    const net = Nets.Net.initialized(spec, Lab.settings.seed, Number(value("vanish-scale")));
    const bias = Number(value("vanish-bias"));
    net.layers.slice(0, -1).forEach((layer) => layer.b.fill(bias));
    return net;
  }

  const size = (values) => Math.sqrt(values.reduce((sum, one) => sum + one * one, 0) / values.length);

  /* Hidden units that say the same 0 to every image, and those in the flat parts of their function. */
  function idle(net, traces) {
    const counts = {dead: 0, saturated: 0, all: 0};
    traces.slice(0, -1).forEach((trace) => {
      for (let j = 0; j < trace.width; j++) {
        const a = Array.from({length: trace.rows}, (_, row) => trace.a[row * trace.width + j]);
        counts.all++;
        counts.dead += net.spec.activation === "relu" && a.every((one) => one === 0) ? 1 : 0;
        const far = net.spec.activation === "tanh" ? (one) => Math.abs(one) > 0.98 : (one) => one < 0.01 || one > 0.99;
        counts.saturated += (net.spec.activation === "tanh" || net.spec.activation === "sigmoid") && a.every(far) ? 1 : 0;
      }
    });
    return counts;
  }

  function draw() {
    ["depth", "scale", "bias"].forEach((name) => {
      document.getElementById(`value-vanish-${name}`).textContent = plain(Number(value(`vanish-${name}`)), 3);
    });
    const net = trained ? trained.net : built();
    const {x, labels} = Descent.gather(Lab.learn, Array.from({length: Math.min(IMAGES, Lab.learn.labels.length)}, (_, i) => i));
    const traces = net.gradients(x, labels);
    const sizes = traces.map((trace) => size(trace[value("vanish-what")]));
    const largest = Math.max(...sizes);
    const top = Math.log10(largest || 1);
    const counts = idle(net, traces);
    document.getElementById("vanish-bars").innerHTML = Charts.bars(sizes.map((one, i) => ({
      name: i === sizes.length - 1 ? t("layer.output") : t("layer.hidden", i + 1),
      share: one === 0 ? 0 : 1 + (Math.log10(one) - top) / DECADES, text: plain(one, 3)})));
    document.getElementById("vanish-numbers").innerHTML = `<p>${largest > 0 ? t("vanish.ratio", n(sizes[0] / sizes[sizes.length - 1], 3)) : t("vanish.nothing")}
      ${t("vanish.idle", counts.dead, counts.saturated, counts.all)}</p>
      ${trained ? outcome(net) : ""}`;
  }

  function outcome(net) {
    const {all, right} = Lab.answers(net);
    return `<p>${t("vanish.trained", TRAINED, plain(RATE), n(trained.before), n(all), percent(right))}
      ${Number.isFinite(all) ? "" : `<span class="wrong">${t("live.diverged")}</span>`}</p>`;
  }

  function train() {
    const net = built();
    trained = {net, before: net.lossOf(Lab.learn.x, Lab.learn.labels)};
    const training = new Descent.Training(net, Lab.learn, {...Lab.settings, rate: RATE, momentum: 0, l2: 0, l1: 0, dropout: 0, batch: IMAGES});
    for (let step = 0; step < TRAINED; step++) {
      training.advance();
    }
    draw();
  }

  /* Settings in which something goes wrong, or a cure is in it. */
  const CASES = {vanishing: {depth: 8, activation: "sigmoid", scale: 1, bias: 0, norm: "none", residual: false},
    exploding: {depth: 8, activation: "relu", scale: 3, bias: 0, norm: "none", residual: false},
    dead: {depth: 3, activation: "relu", scale: 1, bias: -6, norm: "none", residual: false},
    relu: {depth: 8, activation: "relu", scale: 1, bias: 0, norm: "none", residual: false},
    residual: {depth: 8, activation: "sigmoid", scale: 1, bias: 0, norm: "none", residual: true},
    norm: {depth: 8, activation: "sigmoid", scale: 1, bias: 0, norm: "batch", residual: false}};

  function take(name) {
    const {residual, ...others} = CASES[name];
    Object.entries(others).forEach(([field, given]) => { document.getElementById("vanish-" + field).value = given; });
    document.getElementById("vanish-residual").checked = residual;
    trained = null;
    draw();
  }

  function begin() {
    document.getElementById("vanish-what").addEventListener("input", draw);
    ["depth", "activation", "scale", "bias", "norm", "residual"].forEach((name) =>
      document.getElementById("vanish-" + name).addEventListener("input", () => {
        trained = null;
        draw();
      }));
    document.getElementById("vanish-train").addEventListener("click", train);
    document.getElementById("vanish-cases").addEventListener("click", (event) => {
      if (event.target.dataset.case) {
        take(event.target.dataset.case);
      }
    });
  }

  return {begin, draw};
})();
