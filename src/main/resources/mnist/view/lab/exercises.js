"use strict";
/* Blanks in a backward pass of this network; an answer is marked at once, a wrong one is told its likely slip. */
const Exercises = (() => {
  const {t, plain, sub, className} = Texts;
  const CLOSE = 0.01;
  let number = 0;
  let current = null;
  let right = 0;
  let tried = 0;

  /* As given to the learner: three digits, so that all are right by hand. */
  const given = (value) => Number(value.toPrecision(3));

  /* A draw of this exercise: below bound. */
  const drawn = (which, bound) => Draws.below(Draws.key(number, "explain", 2, 0), which, bound);

  /* Something other than 0, or the exercise would have many right ways. */
  function pick(values, which) {
    const order = Array.from(values.keys()).sort((p, q) => Math.abs(values[q]) - Math.abs(values[p]));
    return order[drawn(which, Math.min(5, order.length))];
  }

  const sumOf = (values) => values.reduce((sum, value) => sum + value, 0);

  /* Each: {text, givens, formula, answer, slips: {name: wrong answer}}. */
  const KINDS = {
    output(traces) {
      const last = traces[traces.length - 1];
      const j = pick(last.dz, 1);
      const a = given(last.a[j]);
      const y = j === Lab.label() ? 1 : 0;
      if (Lab.net.spec.loss === "cross-entropy") {
        return {text: t("exercise.entropy", className(j), Lab.net.spec.output), givens: [["a", a], ["y", y]], asked: `${sub("δ", j)} = dC/dz`, answer: a - y,
          slips: {sign: y - a, two: 2 * (a - y), slopes: (a - y) * a * (1 - a), squared: (a - y) ** 2}};
      }
      const answer = 2 * (a - y);
      return {text: t("exercise.output", className(j)), givens: [["a", a], ["y", y], ["C", "(a − y)²"]], asked: "dC/da", answer,
        slips: {sign: -answer, two: answer / 2, squared: (a - y) ** 2}};
    },
    delta(traces) {
      if (traces.length === 1) {
        return KINDS.output(traces);
      }
      const trace = traces[traces.length - 2];
      const j = pick(trace.dz, 1);
      const [a, dy] = [given(trace.a[j]), given(trace.dy[j])];
      const h = trace.h[j];
      const slope = Nets.activations[Lab.net.spec.activation][1](h, a);
      const answer = dy * slope;
      return {text: t("exercise.delta", j, Lab.net.spec.activation), givens: [["a", a], ["dC/da", dy], ["f′", Steps.FORMULAS[Lab.net.spec.activation][1]]],
        asked: `${sub("δ", j)} = dC/dz`, answer, slips: {sign: -answer, slope: dy, value: dy * a, two: 2 * answer}};
    },
    weight(traces) {
      const last = traces[traces.length - 1];
      const [i, j] = [pick(last.x, 1), pick(last.dz, 2)];
      const [a, delta, da] = [given(last.x[i]), given(last.dz[j]), given(last.dy[j])];
      const simple = Lab.net.spec.loss === "cross-entropy";
      const answer = a * delta;
      return {text: t("exercise.weight", i, className(j)), givens: [[sub("a", i), a], ...(simple ? [] : [["dC/da", da]]), [sub("δ", j), delta]], asked: `dC/d${sub("w", `${i},${j}`)}`,
        answer, slips: {sign: -answer, ...(simple ? {} : {slope: a * da}), two: 2 * answer, input: delta, sum: a + delta}};
    },
    back(traces) {
      const last = traces[traces.length - 1];
      const width = last.width;
      const size = Math.min(3, width, last.inputs);
      const {w} = Lab.net.layers[traces.length - 1];
      const matrix = Array.from({length: size}, (_, i) => Array.from({length: size}, (__, k) => given(w[i * width + k])));
      const deltas = Array.from({length: size}, (_, k) => given(last.dz[k]));
      const i = drawn(1, size);
      const answer = sumOf(matrix[i].map((value, k) => value * deltas[k]));
      const transposed = sumOf(matrix.map((row, k) => row[i] * deltas[k]));
      return {text: t("exercise.back", size, i), givens: [["W", matrixMarkup(matrix)], ["δ", matrixMarkup([deltas])]], asked: `dC/d${sub("a", i)}`, answer,
        slips: {sign: -answer, transposed, mean: answer / size, unweighted: sumOf(deltas)}};
    },
    mean() {
      const rows = [0, 1, 2].map((k) => drawn(k + 1, Lab.learn.labels.length));
      const {x, labels} = Descent.gather(Lab.learn, rows);
      const each = rows.map((_, row) => Lab.net.gradients(x.slice(row * Lab.pixels, (row + 1) * Lab.pixels), [labels[row]]));
      const last = Lab.layers() - 1;
      const j = pick(each[0][last].db, 4);
      const values = each.map((traces) => given(traces[last].db[j]));
      const answer = sumOf(values) / values.length;
      return {text: t("exercise.mean", className(j)), givens: values.map((value, k) => [t("exercise.image", k + 1), value]), asked: "dC/db", answer,
        slips: {sign: -answer, summed: sumOf(values), largest: values.reduce((p, q) => (Math.abs(p) > Math.abs(q) ? p : q))}};
    },
    update(traces) {
      const last = traces[traces.length - 1];
      const [i, j] = [pick(last.x, 1), pick(last.dz, 2)];
      const w = given(Lab.net.layers[traces.length - 1].w[i * last.width + j]);
      const gradient = given(last.dw[i * last.width + j]);
      const {rate} = Lab.settings;
      return {text: t("exercise.update"), givens: [["w", w], ["dC/dw", gradient], ["η", rate]], asked: "w", answer: w - rate * gradient,
        slips: {uphill: w + rate * gradient, rate: w - gradient, change: -rate * gradient}};
    },
  };

  const matrixMarkup = (rows) => `<table class="small">${rows.map((row) => `<tr>${row.map((value) => `<td>${plain(value)}</td>`).join("")}</tr>`).join("")}</table>`;

  function next() {
    number++;
    const kinds = Object.keys(KINDS);
    current = KINDS[kinds[(number - 1) % kinds.length]](Lab.traces());
    draw();
    document.getElementById("exercise-answer").value = "";
    document.getElementById("exercise-said").textContent = "";
  }

  /* A button may be pressed before the panel has been seen. */
  function asked() {
    if (!current) {
      next();
    }
    return current;
  }

  function draw() {
    if (!current) {
      next();
      return;
    }
    document.getElementById("exercise-text").innerHTML = `<p><strong>${number}.</strong> ${current.text}</p>
      <dl>${current.givens.map(([name, value]) => `<div><dt>${name} =</dt><dd>${typeof value === "number" ? plain(value, 3) : value}</dd></div>`).join("")}</dl>`;
    document.getElementById("exercise-asked").innerHTML = `${current.asked} =`;
    document.getElementById("exercise-score").textContent = tried === 0 ? "" : t("exercise.score", right, tried);
  }

  const parsed = (text) => Number(text.trim().replace(/[−–]/g, "-").replace(",", "."));

  const isClose = (value, answer) => Math.abs(value - answer) <= CLOSE * Math.abs(answer) + 1e-12;

  /* What to say to an answer: "right", or the name of the slip. */
  function judge(value, {answer, slips}) {
    if (isClose(value, answer)) {
      return "right";
    }
    const slip = Object.keys(slips).find((name) => !isClose(slips[name], answer) && isClose(value, slips[name]));
    return slip || (value !== 0 && isClose(Math.abs(value), Math.abs(answer)) ? "sign" : "unknown");
  }

  function mark(event) {
    event.preventDefault();
    const text = document.getElementById("exercise-answer").value;
    const said = document.getElementById("exercise-said");
    if (text.trim() === "" || Number.isNaN(parsed(text))) {
      said.className = "wrong";
      said.textContent = t("exercise.nonumber");
      return;
    }
    const verdict = judge(parsed(text), asked());
    tried += 1;
    right += verdict === "right" ? 1 : 0;
    said.className = verdict === "right" ? "right" : "wrong";
    said.textContent = verdict === "right" ? t("exercise.right", plain(current.answer, 6)) : t("slip." + verdict);
    draw();
  }

  function begin() {
    document.getElementById("exercise-form").addEventListener("submit", mark);
    document.getElementById("exercise-next").addEventListener("click", next);
    document.getElementById("exercise-show").addEventListener("click", () => {
      const {answer} = asked();
      const said = document.getElementById("exercise-said");
      said.className = "";
      said.textContent = t("exercise.answer", plain(answer, 6));
    });
  }

  return {begin, draw, judge, next, get current() { return current; }};
})();
