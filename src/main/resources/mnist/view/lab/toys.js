"use strict";
/* Networks small enough to follow by hand. */
const Toys = (() => {
  const {t, n, factor, plain, sub} = Texts;
  const number = (id) => Number(document.getElementById(id).value);
  const html = (id, markup) => { document.getElementById(id).innerHTML = markup; };
  const formula = (text) => `<p class="formula">${text}</p>`;

  function said(ids) {
    ids.forEach((id) => { document.getElementById("value-" + id).textContent = plain(number(id), 4); });
  }

  function listen(ids, action) {
    ids.forEach((id) => document.getElementById(id).addEventListener("input", action));
  }

  /* One sigmoid neuron, mnist explain --toy neuron: it says 0.7 and should say 1. */
  const Neuron = (() => {
    const IDS = ["neuron-x", "neuron-w", "neuron-b", "neuron-y", "neuron-rate"];
    const START = {"neuron-x": 2, "neuron-w": 0.4, "neuron-b": 0.0473, "neuron-y": 1, "neuron-rate": 1};
    let exact = {...START};
    let walk = [];

    function numbers() {
      const [x, w, b, y, rate] = IDS.map((id) => exact[id]);
      const z = w * x + b;
      const a = Nets.sigmoid(z);
      const [dcda, dadz] = [2 * (a - y), a * (1 - a)];
      return {x, w, b, y, rate, z, a, c: (a - y) ** 2, dcda, dadz, dz: dcda * dadz, dw: dcda * dadz * x};
    }

    function draw() {
      said(IDS);
      const s = numbers();
      const curve = Array.from({length: 81}, (_, i) => -4 + i / 10).map((z) => [z, Nets.sigmoid(z)]);
      html("neuron-numbers", [`z = w·x + b = ${factor(s.w)}·${factor(s.x)} + ${factor(s.b)} = ${n(s.z)}`, `a = 1 / (1 + e<sup>−z</sup>) = ${n(s.a)}`,
        `C = (a − y)² = (${plain(s.a)} − ${plain(s.y)})² = ${n(s.c)}`,
        `dC/dw = dz/dw · da/dz · dC/da = ${factor(s.x)} · ${factor(s.dadz)} · ${factor(s.dcda)} = ${n(s.dw)}`,
        `dC/db = 1 · ${factor(s.dadz)} · ${factor(s.dcda)} = ${n(s.dz)}`,
        `w − η·dC/dw = ${n(s.w - s.rate * s.dw)}, b − η·dC/db = ${n(s.b - s.rate * s.dz)}`].map(formula).join("")
        + `<p class="hint">${t(s.dw < 0 ? "toy.raise" : s.dw > 0 ? "toy.lower" : "toy.still")}</p>`);
      html("neuron-chart", Charts.lines([{points: curve, name: "a = 1 / (1 + e⁻ᶻ)"}, {points: [...walk, [s.z, s.a]], style: "strong", dots: 3.5, name: t("toy.walk")},
        {points: [[-4, s.y], [4, s.y]], style: "dashed", name: "y"}], {x: "z", y: "a", label: t("toy.neuron"), xs: [-4, Math.max(4, s.z)], ys: [0, 1]}));
    }

    function step() {
      const s = numbers();
      walk.push([s.z, s.a]);
      Object.assign(exact, {"neuron-w": s.w - s.rate * s.dw, "neuron-b": s.b - s.rate * s.dz});
      IDS.forEach((id) => { document.getElementById(id).value = exact[id]; });
      draw();
    }

    function reset() {
      exact = {...START};
      walk = [];
      IDS.forEach((id) => { document.getElementById(id).value = exact[id]; });
      draw();
    }

    function begin() {
      listen(IDS, (event) => {
        exact[event.target.id] = number(event.target.id);
        walk = [];
        draw();
      });
      document.getElementById("neuron-step").addEventListener("click", step);
      document.getElementById("neuron-reset").addEventListener("click", reset);
      reset();
    }

    return {begin};
  })();

  /* y = 2x + 3 by Linear(1, 2), ReLU, Linear(2, 1) on ten points from -1 to 1; seed 1: mnist explain --toy line --units 2 --points 10. */
  const Line = (() => {
    const POINTS = 10;
    const UNITS = 2;
    const x = Float64Array.from({length: POINTS}, (_, i) => -1 + 2 * i / (POINTS - 1));
    const y = x.map((value) => 2 * value + 3);
    const spec = {widths: [1, 2, 1], activation: "relu", output: "identity", loss: "mse", residual: false, normalization: "none"};
    let net;
    let steps;
    let curve;

    /* As PyTorch's Linear starts, evenly within 1 / sqrt(inputs), in four decimals. */
    function drawn(seed) {
      const key = Draws.key(seed, "toy", UNITS, 0);
      const all = Float64Array.from({length: 3 * UNITS + 1},
        (_, i) => Math.round((2 * Draws.uniform(key, i) - 1) / (i < 2 * UNITS ? 1 : Math.sqrt(UNITS)) * 1e4) / 1e4);
      const part = (from, to) => all.slice(from * UNITS, to * UNITS);
      return new Nets.Net(spec, [{w: part(0, 1), b: part(1, 2)}, {w: part(2, 3), b: part(3, 4)}]);
    }

    function reset() {
      net = drawn(number("line-seed"));
      steps = 0;
      curve = [[0, net.lossOf(x, y)]];
      draw();
    }

    function train(count) {
      for (let i = 0; i < count; i++) {
        Descent.update(net, net.gradients(x, y), net.layers.map(() => ({})), {rate: 10 ** number("line-rate"), momentum: 0, l2: 0, l1: 0});
        steps++;
        curve.push([steps, net.lossOf(x, y)]);
      }
      draw();
    }

    function draw() {
      html("value-line-rate", plain(10 ** number("line-rate"), 3));
      html("value-line-seed", String(number("line-seed")));
      const traces = net.gradients(x, y);
      const [first, second] = traces;
      const loss = net.loss(traces, y);
      const parameters = net.layers.flatMap((layer, i) => ["w", "b"].flatMap((name) => Array.from(layer[name],
        (value, j) => [name === "w" ? t("batch.weight", i + 1, i === 0 ? j : 0, i === 0 ? 0 : j) : t("batch.bias", i + 1, j), value, traces[i]["d" + name][j]])));
      const fit = Array.from({length: 41}, (_, i) => -1 + i / 20).map((at) => [at, net.forward(Float64Array.of(at), 1)[1].a[0]]);
      html("line-chart", Charts.lines([{points: Array.from(x, (at, i) => [at, y[i]]), style: "nothing", dots: 3.5, name: "y = 2x + 3"}, {points: fit, style: "strong", name: t("line.network")}],
        {x: "x", y: "y", label: t("toy.line")}));
      html("line-curve", curve.length < 2 ? "" : Charts.lines([{points: curve}], {x: t("axis.step"), y: t("axis.loss"), label: t("live.curve")}));
      const dead = [0, 1].filter((j) => first.a.every((a, at) => at % 2 !== j || a === 0)).length;
      html("line-numbers", `<p>${t("line.state", steps, n(loss))} ${Number.isFinite(loss) ? "" : `<span class="wrong">${t("live.diverged")}</span>`}
        ${dead ? `<span class="wrong">${t("line.dead", dead)}</span>` : ""}</p>
        <div class="scroll"><table><thead><tr>${["", t("line.value"), "dC/d"].map((one) => `<th scope="col">${one}</th>`).join("")}</tr></thead>
        <tbody>${parameters.map(([name, value, gradient]) => `<tr><th scope="row">${name}</th><td>${n(value)}</td><td>${n(gradient)}</td></tr>`).join("")}</tbody></table></div>`);
      html("line-points", `<div class="scroll"><table><thead><tr>${["x", sub("z", 0), sub("z", 1), sub("a", 0), sub("a", 1), t("line.says"), "y", "dC/dŷ"].map((one) => `<th scope="col">${one}</th>`).join("")}</tr></thead>
        <tbody>${Array.from(x, (at, i) => `<tr>${[at, first.z[2 * i], first.z[2 * i + 1], first.a[2 * i], first.a[2 * i + 1], second.a[i], y[i], second.dz[i]].map((one) => `<td>${n(one)}</td>`).join("")}</tr>`).join("")}</tbody></table></div>`);
    }

    function begin() {
      document.getElementById("line-seed").addEventListener("input", reset);
      document.getElementById("line-rate").addEventListener("input", draw);
      [1, 10, 100].forEach((count) => document.getElementById("line-step-" + count).addEventListener("click", () => train(count)));
      document.getElementById("line-reset").addEventListener("click", reset);
      reset();
    }

    return {begin};
  })();

  /* Softmax with cross-entropy: a long chain that cancels to a - y. */
  const Softmax = (() => {
    const IDS = ["softmax-1", "softmax-2", "softmax-3"];

    function draw() {
      said(IDS);
      const z = Float64Array.from(IDS, number);
      const label = number("softmax-label");
      const powers = z.map(Math.exp);
      const sum = powers.reduce((total, one) => total + one, 0);
      const a = powers.map((one) => one / sum);
      const y = [0, 1, 2].map((j) => (j === label ? 1 : 0));
      const dcda = -1 / a[label];
      const rows = [0, 1, 2].map((j) => {
        const dadz = a[label] * (y[j] - a[j]);
        return `<tr><th scope="row">${j + 1}</th>${[z[j], powers[j], a[j]].map((one) => `<td>${n(one)}</td>`).join("")}<td>${y[j]}</td>
          <td>${n(dcda)}</td><td>${n(dadz)}</td><td>${n(dcda * dadz)}</td><td>${n(a[j] - y[j])}</td></tr>`;
      });
      html("softmax-numbers", `${formula(`C = −ln a<sub>${label + 1}</sub> = −ln ${plain(a[label])} = ${n(-Math.log(a[label]))}`)}
        <div class="scroll"><table><thead><tr>${["j", "z", "e<sup>z</sup>", "a", "y", `dC/da<sub>${label + 1}</sub>`, `da<sub>${label + 1}</sub>/dz<sub>j</sub>`, t("softmax.product"), "a − y"]
        .map((one) => `<th scope="col">${one}</th>`).join("")}</tr></thead><tbody>${rows.join("")}</tbody></table></div>
        <p>${t("softmax.text", plain(dcda, 3), plain(a[label], 3), plain((a[label] - 1) ** 2, 3), plain(-Math.log(a[label]), 3))}</p>`);
    }

    function begin() {
      listen([...IDS, "softmax-label"], draw);
      draw();
    }

    return {begin};
  })();

  /* The box should weigh 100 g: dough * oven + paper. */
  const Factory = (() => {
    const IDS = ["factory-dough", "factory-oven", "factory-paper"];
    const TARGET = 100;

    function draw() {
      said(IDS);
      const [dough, oven, paper] = IDS.map(number);
      const weight = (d, o, p) => d * o + p;
      const c = (w) => (w - TARGET) ** 2;
      const now = weight(dough, oven, paper);
      const slope = 2 * (now - TARGET);
      const change = number("factory-change");
      html("value-factory-change", plain(change, 3));
      const parts = [["dough", oven, weight(dough + change, oven, paper)], ["oven", dough, weight(dough, oven + change / 100, paper)], ["paper", 1, weight(dough, oven, paper + change)]];
      const rows = parts.map(([name, local, after]) => {
        const moved = name === "oven" ? change / 100 : change;
        return `<tr><th scope="row" class="text">${t("factory." + name)}</th><td>${n(local)}</td><td>${n(slope * local)}</td>
          <td>${n(slope * local * moved)}</td><td>${n(c(after) - c(now))}</td></tr>`;
      });
      html("factory-numbers", `${[`${t("factory.weight")} = ${plain(dough)}·${plain(oven)} + ${plain(paper)} = ${n(now)} g`,
        `C = (${plain(now)} − ${TARGET})² = ${n(c(now))}`, `dC/d${t("factory.weight")} = ${n(slope)}`].map(formula).join("")}
        <div class="scroll"><table><thead><tr>${["", t("factory.local"), t("factory.blame"), t("factory.promised"), t("factory.real")].map((one) => `<th scope="col">${one}</th>`).join("")}</tr></thead>
        <tbody>${rows.join("")}</tbody></table></div><p>${t("factory.text", plain(now - TARGET, 3), plain(slope * (oven + dough + 1), 4))}</p>`);
    }

    function begin() {
      listen([...IDS, "factory-change"], draw);
      draw();
    }

    return {begin};
  })();

  /* A ball on a curve with two valleys, of which one is the deeper. */
  const Valley = (() => {
    const IDS = ["valley-start", "valley-rate", "valley-momentum", "valley-decay"];
    const STEPS = 120;
    const STILL = 0.15; /* slope */
    const c = (w) => w ** 4 / 4 - 1.5 * w ** 2 + 0.5 * w + 3;
    const slope = (w) => w ** 3 - 3 * w + 0.5;

    function walk(start, rate, momentum, decay) {
      const places = [start];
      let [w, v] = [start, 0];
      for (let step = 0; step < STEPS && Math.abs(w) < 1e3; step++) {
        v = momentum * v + slope(w);
        w -= rate * decay ** step * v;
        places.push(w);
      }
      return places;
    }

    function draw() {
      const [start, power, momentum, decay] = IDS.map(number);
      const rate = 10 ** power;
      [start, rate, momentum, decay].forEach((value, i) => html("value-" + IDS[i], plain(value, 3)));
      const places = walk(start, rate, momentum, decay);
      const end = places[places.length - 1];
      const out = Math.abs(end) > 3;
      const curve = Array.from({length: 121}, (_, i) => -3 + i / 20).map((w) => [w, c(w)]);
      html("valley-chart", Charts.lines([{points: curve}, {points: places.filter((w) => Math.abs(w) <= 3).map((w) => [w, c(w)]), style: "dashed", dots: 3.2, name: t("toy.walk")}],
        {x: "w", y: "C", label: t("toy.valley"), xs: [-3, 3], ys: [0, 9]}));
      const verdict = out ? "out" : Math.abs(slope(end)) > STILL ? "moving" : end < 0 ? "deep" : "shallow";
      html("valley-numbers", [`w := w − η · v, v = μ v + dC/dw`, `dC/dw = w³ − 3w + 0.5 = ${n(slope(start))}`,
        `w: ${places.slice(0, 5).map((w) => n(w, 3)).join(" → ")} → … → ${n(end, 3)}`, `C: ${n(c(start), 3)} → ${n(c(end), 3)}`].map(formula).join("")
        + `<p>${t("valley." + verdict, STEPS)}</p>`);
    }

    function begin() {
      listen(IDS, draw);
      draw();
    }

    return {begin};
  })();

  function begin() {
    [Neuron, Line, Softmax, Valley, Factory].forEach((toy) => toy.begin());
  }

  return {begin};
})();
