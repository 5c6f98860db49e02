"use strict";
/* Training in the page: its settings, its loss curve. */
const Live = (() => {
  const {t, n, plain, whole, percent} = Texts;
  const BUDGET = 14; /* milliseconds of steps for each frame */
  const DIVERGED = 1e6;
  let running = false;

  const SLIDERS = {rate: [-3, 1.5, (v) => 10 ** v, Math.log10], momentum: [0, 0.99, (v) => v, (v) => v],
    dropout: [0, 0.8, (v) => v, (v) => v], l1: [-6, -1, (v) => (v <= -6 ? 0 : 10 ** v), (v) => (v > 0 ? Math.log10(v) : -6)],
    l2: [-6, 0, (v) => (v <= -6 ? 0 : 10 ** v), (v) => (v > 0 ? Math.log10(v) : -6)]};

  function setRunning(on) {
    running = on;
    document.getElementById("train").textContent = t(on ? "control.pause" : "live.train");
    document.getElementById("train").setAttribute("aria-pressed", on);
    if (on) {
      requestAnimationFrame(frame);
    }
  }

  function frame() {
    if (!running) {
      return;
    }
    const end = performance.now() + BUDGET;
    do {
      if (!(Lab.advance() < DIVERGED)) {
        setRunning(false);
      }
    } while (running && performance.now() < end);
    Panels.changed();
    requestAnimationFrame(frame);
  }

  function epoch() {
    const {training} = Lab;
    const {epoch: now} = training;
    do {
      Lab.advance();
    } while (training.epoch === now && training.step * (Lab.settings.batch || Infinity) < Lab.learn.labels.length);
    Panels.changed();
  }

  function draw() {
    const {settings, training, curve} = Lab;
    Object.entries(SLIDERS).forEach(([name, [, , , back]]) => {
      document.getElementById("set-" + name).value = back(settings[name]);
      document.getElementById("value-" + name).textContent = plain(settings[name], 3);
    });
    document.getElementById("set-batch").value = settings.batch;
    document.getElementById("set-activation").value = Lab.net.spec.activation;
    document.getElementById("set-loss").value = Lab.net.spec.loss;
    document.getElementById("set-hidden").value = Lab.net.spec.widths.slice(1, -1).join(",");
    document.getElementById("set-seed").value = settings.seed;
    const latest = curve[curve.length - 1];
    if (!running && latest.all === undefined) {
      Object.assign(latest, Lab.answers(Lab.net));
    }
    const measured = curve.filter((at) => at.all !== undefined);
    const last = measured[measured.length - 1];
    /* A step that is taken by hand has no batch, and so no loss of one. */
    const failed = curve.some((at) => at.loss !== undefined && !(at.loss < DIVERGED));
    document.getElementById("live-numbers").innerHTML = `<p>${t("live.numbers", whole(Lab.steps), training.epoch, whole(Lab.net.count()))}
      ${t("live.losses", n(last.all), n(last.checkLoss), percent(last.right))}</p>${failed ? `<p class="wrong">${t("live.diverged")}</p>` : ""}`;
    const every = Math.ceil(curve.length / 400);
    const batches = curve.filter((at, i) => at.loss !== undefined && i % every === 0).map((at) => [at.step, at.loss]);
    document.getElementById("live-curve").innerHTML = curve.length < 2 ? `<p class="hint">${t("live.none")}</p>`
      : Charts.lines([{points: batches, style: "faint", name: t("live.of.batch")},
        {points: measured.map((at) => [at.step, at.all]), style: "strong", name: t("live.of.all")},
        {points: measured.map((at) => [at.step, at.checkLoss]), style: "dashed", name: t("live.of.others")}],
      {x: t("axis.step"), y: t("axis.loss"), label: t("live.curve"), height: 250, log: true});
  }

  function begin() {
    Object.entries(SLIDERS).forEach(([name, [low, high, value]]) => {
      const slider = document.getElementById("set-" + name);
      Object.assign(slider, {min: low, max: high, step: 0.01});
      slider.addEventListener("input", () => {
        document.getElementById("value-" + name).textContent = plain(Number(value(Number(slider.value)).toPrecision(3)), 3);
      });
      slider.addEventListener("change", () => Lab.set({[name]: Number(value(Number(slider.value)).toPrecision(3))}));
    });
    const on = (id, event, action) => document.getElementById(id).addEventListener(event, (given) => action(given.target.value));
    on("set-batch", "change", (value) => Lab.set({batch: Number(value)}));
    const structure = () => {
      const hidden = document.getElementById("set-hidden").value.split(/[\s,，、]+/).map(Number)
        .filter((width) => Number.isInteger(width) && width > 0).map((width) => Math.min(64, width)).slice(0, 5);
      Lab.set({hidden, activation: document.getElementById("set-activation").value, loss: document.getElementById("set-loss").value,
        seed: Math.floor(Number(document.getElementById("set-seed").value)) || 0}, true);
    };
    ["set-activation", "set-loss", "set-hidden", "set-seed"].forEach((id) => on(id, "change", structure));
    on("train", "click", () => setRunning(!running));
    on("train-step", "click", () => {
      Lab.advance();
      Panels.changed();
    });
    on("train-epoch", "click", epoch);
    on("train-reset", "click", () => {
      setRunning(false);
      Lab.reset();
    });
  }

  return {begin, draw};
})();
