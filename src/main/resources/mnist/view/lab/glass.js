"use strict";
/* One weight: its chain of three factors, a finite difference beside it, one step, its path. */
const Glass = (() => {
  const {t, n, factor, plain, sub} = Texts;
  const STEP = 1e-4;

  /* The loss where the weight alone is moved. */
  function lossAt(move) {
    const {layer, in: i, out: j} = Lab.state.chosen;
    const moved = Lab.net.copy();
    moved.layers[layer - 1].w[i * Lab.net.spec.widths[layer] + j] += move;
    return moved.lossOf(Lab.input(), [Lab.label()]);
  }

  /* (C(w + h) - C(w - h)) / 2h, refined by the same of 2h (Richardson). */
  function difference() {
    const slope = (h) => (lossAt(h) - lossAt(-h)) / (2 * h);
    return (4 * slope(STEP) - slope(2 * STEP)) / 3;
  }

  function chain(trace) {
    const {layer, in: i, out: j} = Lab.state.chosen;
    const gradient = trace.dw[i * trace.width + j];
    const rows = [[`dz/dw = ${sub("a", i)}`, trace.x[i], t("glass.dz")]];
    const output = layer === Lab.layers();
    if (output && Lab.net.spec.loss === "cross-entropy") {
      rows.push(["dC/dz = a − y", trace.dz[j], t("glass.simple")]);
    } else if (trace.normalized || (output && Lab.net.spec.output === "softmax")) {
      rows.push(["dC/dz", trace.dz[j], t("glass.whole")]);
    } else {
      rows.push([`da/dz = f′(z) = ${Steps.FORMULAS[Steps.activationOf(layer)][1]}`, Steps.slopeOf(trace, layer, j), t("glass.da")]);
      rows.push([output ? "dC/da = 2 (a − y)" : "dC/da = Σ w·δ", trace.dy[j], t(output ? "glass.dc.output" : "glass.dc")]);
    }
    return {rows, gradient};
  }

  function place() {
    const {layer, in: i, out} = Lab.state.chosen;
    const columns = Lab.data.digits.columns;
    return layer === 1 ? t("glass.pixel", Math.floor(i / columns), i % columns, out) : t("glass.between", i, layer - 1, out, layer);
  }

  function draw() {
    const {layer, in: i, out: j} = Lab.state.chosen;
    const trace = Lab.traces()[layer - 1];
    const {rows, gradient} = chain(trace);
    const w = Lab.net.layers[layer - 1].w[i * trace.width + j];
    const measured = difference();
    const moved = -Lab.settings.rate * gradient;
    const before = Lab.net.loss(Lab.traces(), [Lab.label()]);
    fields();
    document.getElementById("glass-numbers").innerHTML = `<p>${place()} w = ${n(w, 6)}</p>
      <div class="scroll"><table><tbody>${rows.map(([name, value, meaning]) => `<tr><th scope="row">${name}</th><td>${n(value, 6)}</td>
        <td class="text">${meaning}</td></tr>`).join("")}
      <tr class="total"><th scope="row">dC/dw = ${rows.map((one) => factor(one[1])).join(" · ")}</th><td>${n(gradient, 6)}</td>
        <td class="text">${t("glass.product")}</td></tr>
      <tr><th scope="row">(C(w+h) − C(w−h)) / 2h</th><td>${n(measured, 6)}</td>
        <td class="text">${t("glass.difference", plain(STEP), plain(Math.abs(measured - gradient), 2))}</td></tr>
      <tr><th scope="row">w − η · dC/dw</th><td>${n(w + moved, 6)}</td><td class="text">${t(gradient < 0 ? "glass.raised" : gradient > 0 ? "glass.lowered" : "glass.still", plain(Lab.settings.rate))}</td></tr>
      <tr><th scope="row">C</th><td>${n(lossAt(moved), 6)}</td><td class="text">${t("glass.moved", plain(before, 6))}</td></tr>
      </tbody></table></div>`;
    const path = Lab.path.map((point) => [point.step, point.layers[layer - 1].w[i * trace.width + j]]);
    document.getElementById("glass-path").innerHTML = path.length < 2 ? `<p class="hint">${t("glass.nopath")}</p>`
      : Charts.lines([{points: path}], {x: t("axis.step"), y: "w", label: t("glass.path")});
  }

  function fields() {
    const {layer, in: i, out} = Lab.state.chosen;
    [["glass-layer", layer, Lab.layers()], ["glass-out", out, Lab.net.spec.widths[layer] - 1],
      ["glass-in", i, Lab.net.spec.widths[layer - 1] - 1]].forEach(([id, value, most]) => {
      const field = document.getElementById(id);
      field.max = most;
      field.value = value;
    });
  }

  /* A weight by its numbers, kept within the network. */
  function choose(layer, out, i) {
    const kept = (value, low, high) => Math.max(low, Math.min(high, Math.floor(value) || 0));
    const at = kept(layer, 1, Lab.layers());
    Lab.choose({layer: at, in: kept(i, 0, Lab.net.spec.widths[at - 1] - 1), out: kept(out, 0, Lab.net.spec.widths[at] - 1)});
    Panels.changed();
  }

  function begin() {
    const number = (id) => Number(document.getElementById(id).value);
    ["glass-layer", "glass-out", "glass-in"].forEach((id) => document.getElementById(id).addEventListener("change",
      () => choose(number("glass-layer"), number("glass-out"), number("glass-in"))));
  }

  return {begin, draw, choose};
})();
