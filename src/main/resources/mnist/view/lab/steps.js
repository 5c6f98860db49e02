"use strict";
/* What each step does: a sentence, its formula with this network's numbers, the shapes of the matrices. */
const Steps = (() => {
  const {t, n, factor, plain, whole, sub, className} = Texts;
  const TERMS = 3;
  const PLAY_EVERY = 2200;
  const shape = (rows, columns) => `<span class="shape">${whole(rows)}×${whole(columns)}</span>`;
  const shaped = (name, rows, columns) => `<span class="matrix">${name}${shape(rows, columns)}</span>`;
  let timer = null;

  /* The unit whose numbers the formula shows: of the chosen weight where it is near, else the most blamed. */
  function unitOf(layer, trace) {
    const {chosen} = Lab.state;
    if (chosen.layer === layer) {
      return chosen.out;
    }
    return chosen.layer === layer + 1 ? chosen.in
      : Nets.farthest(trace.dz);
  }

  /* Products, the largest in full, the others summed up. */
  function products(pairs, lead) {
    const terms = pairs.map(([a, b]) => ({a, b, value: a * b})).filter((term) => term.value !== 0)
      .sort((p, q) => Math.abs(q.value) - Math.abs(p.value));
    const rest = terms.slice(TERMS);
    const parts = terms.slice(0, TERMS).map(({a, b}) => `${factor(a)}·${factor(b)}`);
    if (rest.length > 0) {
      parts.push(`<span class="rest">${t("steps.rest", rest.length)} ${factor(rest.reduce((sum, term) => sum + term.value, 0))}</span>`);
    }
    return (lead === undefined ? parts : [n(lead), ...parts]).join(" + ") || n(0);
  }

  const row = (w, i, width) => Array.from(w.subarray(i * width, (i + 1) * width));
  const column = (w, j, width) => Array.from({length: w.length / width}, (_, i) => w[i * width + j]);
  const isSoftmax = () => Lab.net.spec.output === "softmax";
  const isSimple = (layer) => layer === Lab.layers() && Lab.net.spec.loss === "cross-entropy";
  const activationOf = (layer) => (layer === Lab.layers() ? Lab.net.spec.output : Lab.net.spec.activation);

  const FORMULAS = {
    "sigmoid": ["1 / (1 + e<sup>−z</sup>)", "a (1 − a)"], "tanh": ["tanh z", "1 − a²"], "relu": ["max(0, z)", "[z > 0]"],
    "leaky-relu": ["max(z, 0.01 z)", "1 | 0.01"], "identity": ["z", "1"], "softmax": ["e<sup>z</sup> / Σ e<sup>z</sup>", ""],
  };

  function start(traces) {
    const inked = traces[0].x.filter((value) => value !== 0).length;
    return {sentence: t("steps.start", Lab.pixels, inked, className(Lab.label())), formulas: [], shapes: [shaped(sub("a", 0), 1, Lab.pixels)]};
  }

  function forward(traces, layer) {
    const trace = traces[layer - 1];
    const j = unitOf(layer, trace);
    const {w, b} = Lab.net.layers[layer - 1];
    const pairs = column(w, j, trace.width).map((weight, i) => [trace.x[i], weight]);
    const formulas = [`${sub("z", j)} = b + Σ a·w = ${products(pairs, b[j])} = ${n(trace.z[j])}`,
      `${sub("a", j)} = ${FORMULAS[activationOf(layer)][0]} = ${n(trace.a[j])}`];
    if (trace.normalized) {
      formulas.splice(1, 0, `${t("steps.normalized")} ${n(trace.h[j])}`);
    }
    return {
      sentence: layer === Lab.layers() ? t(isSoftmax() ? "steps.softmax" : "steps.output", trace.width)
        : t("steps.forward", layer, trace.width, trace.inputs),
      formulas,
      shapes: [`${shaped(sub("a", layer - 1), 1, trace.inputs)} ${shaped(sub("W", layer), trace.inputs, trace.width)} +
        ${shaped(sub("b", layer), 1, trace.width)} = ${shaped(sub("z", layer), 1, trace.width)}`],
    };
  }

  function loss(traces) {
    const trace = traces[traces.length - 1];
    const label = Lab.label();
    const c = Lab.net.loss(traces, [label]);
    const {loss: kind} = Lab.net.spec;
    const terms = Array.from(trace.a, (a, j) => `(${plain(a, 3)} − ${j === label ? 1 : 0})²`);
    const formula = kind === "mse" ? `C = Σ (a − y)² = ${terms.join(" + ")} = ${n(c)}`
      : isSoftmax() ? `C = −ln ${sub("a", className(label))} = −ln ${plain(trace.a[label])} = ${n(c)}`
        : `C = −Σ (y ln a + (1 − y) ln(1 − a)) = ${n(c)}`;
    return {sentence: t(kind === "mse" ? "steps.loss.mse" : "steps.loss.entropy", className(label)), formulas: [formula], shapes: []};
  }

  function backward(traces, layer) {
    const trace = traces[layer - 1];
    const j = unitOf(layer, trace);
    const output = layer === Lab.layers();
    const chosen = Lab.state.chosen;
    const i = chosen.layer === layer ? chosen.in : Nets.farthest(trace.x);
    const y = j === Lab.label() ? 1 : 0;
    const formulas = [];
    if (isSimple(layer)) {
      formulas.push(`${sub("δ", j)} = dC/dz = a − y = ${factor(trace.a[j])} − ${y} = ${n(trace.dz[j])}`);
    } else {
      formulas.push(output ? `dC/da = 2 (a − y) = 2·(${n(trace.a[j])} − ${y}) = ${n(trace.dy[j])}`
        : `dC/d${sub("a", j)} = Σ w·δ = ${products(row(Lab.net.layers[layer].w, j, traces[layer].width).map((w, k) => [w, traces[layer].dz[k]]))}
          = ${n(trace.dy[j])}`);
      formulas.push(trace.normalized || (output && isSoftmax()) ? `${sub("δ", j)} = dC/dz = ${n(trace.dz[j])}`
        : `${sub("δ", j)} = dC/dz = dC/da · f′(z) = ${factor(trace.dy[j])} · ${factor(slopeOf(trace, layer, j))} = ${n(trace.dz[j])}
          <span class="hint">f′ = ${FORMULAS[activationOf(layer)][1]}</span>`);
    }
    formulas.push(`dC/d${sub("w", `${i},${j}`)} = ${sub("a", i)} · ${sub("δ", j)} = ${factor(trace.x[i])} · ${factor(trace.dz[j])} = ${n(trace.dw[i * trace.width + j])}`,
      `dC/d${sub("b", j)} = ${sub("δ", j)} = ${n(trace.db[j])}`);
    const {single} = BatchPanel.singly(Lab.net);
    const each = single.map((of) => of[layer - 1].dw[i * trace.width + j]);
    formulas.push(`<span class="hint">${t("steps.batch", each.length)}</span> dC/d${sub("w", `${i},${j}`)} =
      (${each.map((value) => factor(value, 2)).join(" + ")}) / ${each.length} = ${n(each.reduce((sum, value) => sum + value, 0) / each.length)}`);
    const shapes = [`${shaped(`dC/d${sub("W", layer)}`, trace.inputs, trace.width)} = ${shaped(sub("a", layer - 1) + "<sup>T</sup>", trace.inputs, 1)}
      ${shaped(sub("δ", layer), 1, trace.width)}`];
    shapes.push(`<span class="hint">${t("steps.rows", each.length)}</span> ${shaped(`dC/d${sub("W", layer)}`, trace.inputs, trace.width)} =
      ${shaped(sub("a", layer - 1) + "<sup>T</sup>", trace.inputs, each.length)} ${shaped(sub("δ", layer), each.length, trace.width)}`);
    if (!output) {
      const above = traces[layer].width;
      shapes.unshift(`${shaped(sub("δ", layer), 1, trace.width)} = ${shaped(sub("δ", layer + 1), 1, above)}
        ${shaped(sub("W", layer + 1) + "<sup>T</sup>", above, trace.width)} ⊙ ${shaped(`f′(${sub("z", layer)})`, 1, trace.width)}`);
    }
    return {sentence: output ? t("steps.backward.output", layer) : t("steps.backward", layer, layer + 1), formulas, shapes, why: t("steps.why")};
  }

  function slopeOf(trace, layer, j) {
    return layer < Lab.layers() ? Lab.net.slope(trace, j) : Lab.net.spec.output === "sigmoid" ? trace.a[j] * (1 - trace.a[j]) : 1;
  }

  function update(traces) {
    const {layer, in: i, out: j} = Lab.state.chosen;
    const trace = traces[layer - 1];
    const at = i * trace.width + j;
    const after = Lab.net.layers[layer - 1].w[at];
    const gradient = trace.dw[at];
    const {rate, momentum, l2, l1} = Lab.settings;
    const step = Lab.training.velocity[layer - 1].w[at];
    const was = after + rate * step;
    const extra = momentum || l2 || l1 ? `<span class="hint">v = μ v + dC/dw${l2 ? " + λ w" : ""}${l1 ? " + λ₁ sign(w)" : ""} = ${n(step)}</span>` : "";
    return {
      sentence: t("steps.update", whole(Lab.net.count()), plain(rate)),
      formulas: [`w := w − η · ${extra ? "v" : "dC/dw"} = ${n(was)} − ${plain(rate)} · ${factor(extra ? step : gradient)} = ${n(after)} ${extra}`,
        `C: ${n(Lab.net.loss(traces, [Lab.label()]))} → ${n(Lab.net.lossOf(Lab.input(), [Lab.label()]))}`],
      shapes: [],
      why: t("steps.sign"),
    };
  }

  function describe() {
    const {name, layer} = Lab.phase();
    return {start, forward, loss, backward, update}[name](Lab.before(), layer);
  }

  function title() {
    const {name, layer} = Lab.phase();
    return t("phase." + name, layer);
  }

  function draw() {
    const {sentence, formulas, shapes, why} = describe();
    document.getElementById("step-title").innerHTML = t("steps.of", Lab.state.phase + 1, Lab.phases(), title());
    document.getElementById("step-sentence").innerHTML = sentence;
    document.getElementById("step-formulas").innerHTML = formulas.map((one) => `<p class="formula">${one}</p>`).join("");
    document.getElementById("step-shapes-title").hidden = shapes.length === 0;
    document.getElementById("step-shapes").innerHTML = shapes.map((one) => `<p class="formula">${one}</p>`).join("")
      + (why ? `<p class="hint">${why}</p>` : "");
    document.getElementById("back").disabled = !Lab.canGoBack();
    document.getElementById("step-count").textContent = t("steps.count", whole(Lab.steps));
  }

  function play() {
    const playing = timer === null;
    document.getElementById("play").textContent = t(playing ? "control.pause" : "control.play");
    clearInterval(timer);
    timer = playing ? setInterval(Lab.forward, PLAY_EVERY) : null;
  }

  function begin() {
    document.getElementById("forward").addEventListener("click", Lab.forward);
    document.getElementById("back").addEventListener("click", Lab.back);
    document.getElementById("play").addEventListener("click", play);
    document.getElementById("reset").addEventListener("click", Lab.reset);
  }

  return {begin, draw, FORMULAS, activationOf, slopeOf};
})();
