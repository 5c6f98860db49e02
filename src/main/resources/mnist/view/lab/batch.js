"use strict";
/* A batch: columns are images, rows are weights, the last column is their mean; and the whole gradient as one vector. */
const BatchPanel = (() => {
  const {t, n, plain, whole, className, percent, escape} = Texts;
  const FIRST_LABELS = [2, 5, 0, 4, 1, 9];
  const WEIGHTS = 12;
  const RANKED = 12;
  const MOST_IMAGES = 12;
  const ALONE_STEPS = 30;
  let images = null;
  let summed = false;
  let alone = null;

  /* The first image of each of some classes. */
  function firstImages() {
    const {labels} = Lab.data.digits;
    return FIRST_LABELS.map((label) => labels.indexOf(label)).filter((index) => index >= 0);
  }

  function addressOf(layer, at, name) {
    const width = Lab.net.spec.widths[layer];
    const [out, input] = [at % width, Math.floor(at / width)];
    return name === "b" ? t("batch.bias", layer, at)
      : `<a href="#glass" data-weight="${layer},${out},${input}">${t("batch.weight", layer, out, input)}</a>`;
  }

  /* Every number's gradient over the batch: [{layer, name, at, value}], largest first. */
  function ranked(traces) {
    const all = traces.flatMap((trace, i) => ["w", "b"].flatMap((name) => Array.from(trace["d" + name],
      (value, at) => ({layer: i + 1, name, at, value}))));
    return all.sort((p, q) => Math.abs(q.value) - Math.abs(p.value));
  }

  function cell(value, largest) {
    const share = largest > 0 ? Math.min(1, Math.abs(value) / largest) : 0;
    return `<td class="signed ${value > 0 ? "positive" : "negative"}" style="--share:${(share * 60).toFixed(0)}%">${n(value, 2)}</td>`;
  }

  function table(caption, rows) {
    const largest = Math.max(...rows.flatMap((row) => row.values.map(Math.abs)));
    const head = images.map((index) => `<th scope="col"><canvas data-image="${index}" class="pixels tiny" aria-label="${className(Lab.data.digits.labels[index])}" role="img"></canvas></th>`);
    const body = rows.map(({name, values}) => {
      const sum = values.reduce((total, value) => total + value, 0);
      return `<tr><th scope="row">${name}</th>${values.map((value) => cell(value, largest)).join("")}${
        cell(summed ? sum : sum / values.length, largest).replace("signed", "signed mean")}</tr>`;
    });
    return `<div class="grow"><p class="hint">${caption}</p><div class="scroll"><table aria-label="${caption}"><thead><tr><th></th>${head.join("")}
      <th scope="col" class="mean">${t(summed ? "batch.sum" : "batch.mean")}</th></tr></thead><tbody>${body.join("")}</tbody></table></div></div>`;
  }

  /* The batch, and the traces of each of its images by a network. */
  function singly(net) {
    images = images || firstImages();
    const {x, labels} = Descent.gather({x: Lab.allX, labels: Lab.data.digits.labels, pixels: Lab.pixels}, images);
    return {x, labels, single: images.map((_, row) => net.gradients(x.slice(row * Lab.pixels, (row + 1) * Lab.pixels), [labels[row]]))};
  }

  function draw(section) {
    const {x, labels, single} = singly(Lab.net);
    const together = Lab.net.gradients(x, labels);
    const last = Lab.layers() - 1;
    const wishes = Array.from({length: Lab.net.spec.widths[last + 1]}, (_, j) => ({name: className(j), values: single.map((traces) => traces[last].db[j])}));
    const order = ranked(together);
    const weights = order.filter((one) => one.name === "w").slice(0, WEIGHTS)
      .map((one) => ({name: addressOf(one.layer, one.at, "w"), values: single.map((traces) => traces[one.layer - 1].dw[one.at])}));
    document.getElementById("batch-images").value = images.join(",");
    document.getElementById("batch-tables").innerHTML = table(t("batch.wishes"), wishes) + table(t("batch.weights", WEIGHTS), weights);
    section.querySelectorAll("canvas[data-image]").forEach((canvas) => {
      const from = canvas.dataset.image * Lab.pixels;
      Pictures.ink(canvas, Lab.bytes.subarray(from, from + Lab.pixels), Lab.data.digits.columns, Lab.data.digits.rows);
    });
    document.getElementById("batch-only").innerHTML = images.map((index, k) =>
      `<button type="button" data-only="${k}">${t("batch.only", className(Lab.data.digits.labels[index]))}</button>`).join("")
      + `<button type="button" data-only="all">${t("batch.together")}</button>`;
    drawAlone();
    drawVector(order);
  }

  function drawVector(order) {
    const strongest = Math.abs(order[0].value);
    const middle = order.filter((one) => one.value !== 0);
    const median = middle.length ? middle[Math.floor(middle.length / 2)] : order[0];
    const bars = order.slice(0, RANKED).map((one) => ({name: addressOf(one.layer, one.at, one.name), text: n(one.value),
      share: Math.abs(one.value) / (strongest || 1), style: one.value > 0 ? "positive" : "negative"}));
    const every = Math.max(1, Math.floor(middle.length / 200));
    const points = middle.filter((_, i) => i % every === 0).map((one, i) => [i * every + 1, Math.abs(one.value)]);
    document.getElementById("vector").innerHTML = `<p>${t("vector.text", whole(order.length), whole(order.length - middle.length),
      addressOf(order[0].layer, order[0].at, order[0].name), addressOf(median.layer, median.at, median.name),
      plain(strongest / Math.abs(median.value || 1), 3))}</p>
      <div class="columns"><div class="grow">${Charts.bars(bars)}</div><div class="grow">${points.length > 1 ? Charts.lines([{points}],
    {x: t("vector.rank"), y: t("vector.size"), label: t("vector.title"), log: true}) : ""}</div></div>`;
  }

  /* What the network, a copy, calls all images after steps on some of them alone. */
  function learnAlone(which) {
    const net = Lab.net.copy();
    const chosen = which === "all" ? images : [images[which]];
    const {x, labels} = Descent.gather({x: Lab.allX, labels: Lab.data.digits.labels, pixels: Lab.pixels}, chosen);
    const velocity = net.layers.map(() => ({}));
    for (let step = 0; step < ALONE_STEPS; step++) {
      Descent.update(net, net.gradients(x, labels), velocity, {...Lab.settings, momentum: 0, l2: 0, l1: 0});
    }
    const traces = net.forward(Lab.learn.x, Lab.learn.labels.length);
    const last = traces[traces.length - 1];
    const counts = new Array(last.width).fill(0);
    Lab.learn.labels.forEach((_, row) => { counts[Lab.strongest(last.a, row, last.width)]++; });
    alone = {which, counts, right: Lab.share(last, Lab.learn.labels),
      name: which === "all" ? "" : className(Lab.data.digits.labels[images[which]])};
    drawAlone();
  }

  function drawAlone() {
    const total = Lab.learn.labels.length;
    document.getElementById("batch-alone").innerHTML = alone === null ? "" : `<p>${alone.which === "all"
      ? t("batch.result.all", ALONE_STEPS, percent(alone.right)) : t("batch.result.one", ALONE_STEPS, alone.name, percent(alone.right))}</p>
      ${Charts.bars(alone.counts.map((count, j) => ({name: className(j), share: count / total, text: whole(count)})))}`;
  }

  function begin() {
    document.getElementById("batch-images").addEventListener("change", (event) => {
      const count = Lab.data.digits.labels.length;
      const given = event.target.value.split(/[\s,，、]+/).filter((word) => word !== "");
      const usable = given.filter((word) => /^\d+$/.test(word) && Number(word) < count);
      const taken = usable.slice(0, MOST_IMAGES).map(Number);
      const dropped = [...given.filter((word) => !usable.includes(word)), ...usable.slice(MOST_IMAGES)];
      images = taken.length ? taken : null;
      document.getElementById("batch-said").textContent = dropped.length === 0 ? ""
        : t("batch.dropped", dropped.join(", "), MOST_IMAGES, count - 1);
      alone = null;
      Panels.changed();
    });
    document.getElementById("batch-summed").addEventListener("change", (event) => {
      summed = event.target.checked;
      Panels.changed();
    });
    document.getElementById("batch-only").addEventListener("click", (event) => {
      if (event.target.dataset.only) {
        learnAlone(event.target.dataset.only);
      }
    });
  }

  return {begin, draw, singly};
})();
