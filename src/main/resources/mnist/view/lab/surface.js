"use strict";
/* Three kinds of descent from one start, drawn into a slice of the loss surface. */
const Surface = (() => {
  const {t, n, whole, escape} = Texts;
  const STEPS = 60;
  const GRID = 28;
  const SIZE = 420;
  const IMAGES = 200;
  const BANDS = 14;
  const KINDS = [{name: "full", batch: 0, style: "strong"}, {name: "mini", batch: 32, style: "dashed"}, {name: "single", batch: 1, style: "dotted"}];
  let shown = null;
  let working = false;

  const pause = () => new Promise((done) => { setTimeout(done, 0); });

  function flat(net) {
    const parts = net.layers.flatMap((layer) => Object.values(layer));
    const all = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    parts.forEach((part) => {
      all.set(part, at);
      at += part.length;
    });
    return all;
  }

  function fill(net, all) {
    let at = 0;
    net.layers.forEach((layer) => Object.values(layer).forEach((part) => {
      part.set(all.subarray(at, at + part.length));
      at += part.length;
    }));
  }

  const dot = (p, q) => p.reduce((sum, value, i) => sum + value * q[i], 0);
  const scaled = (p, by) => p.map((value) => value * by);
  const without = (p, unit) => {
    const along = dot(p, unit);
    return p.map((value, i) => value - along * unit[i]);
  };
  const unit = (p) => scaled(p, 1 / (Math.sqrt(dot(p, p)) || 1));

  /* The direction in which the points differ most, by repeated multiplication. */
  function principal(points) {
    let direction = unit(points[points.length - 1].map((value, i) => value + 0.5 * points[Math.floor(points.length / 2)][i]));
    for (let round = 0; round < 12; round++) {
      const next = new Float64Array(direction.length);
      points.forEach((point) => {
        const along = dot(point, direction);
        point.forEach((value, i) => { next[i] += along * value; });
      });
      direction = unit(next);
    }
    return direction;
  }

  function random(count, which) {
    const key = Draws.key(Lab.settings.seed, "explain", 1, which);
    return unit(Float64Array.from({length: count}, (_, i) => Draws.gaussian(key, i)));
  }

  function directions(points, kind) {
    if (kind === "random") {
      const first = random(points[0].length, 0);
      return [first, unit(without(random(points[0].length, 1), first))];
    }
    const first = principal(points);
    const rest = points.map((point) => without(point, first));
    return [first, unit(without(principal(rest), first))];
  }

  /* From one start: {full, mini, single} each with its places and its last loss. */
  async function descend(start) {
    const runs = [];
    for (const kind of KINDS) {
      const net = start.copy();
      const training = new Descent.Training(net, Lab.learn, {...Lab.settings, batch: kind.batch});
      const places = [flat(net)];
      for (let step = 0; step < STEPS; step++) {
        training.advance();
        places.push(flat(net));
        if (step % 6 === 0) {
          await pause();
        }
      }
      runs.push({...kind, places, loss: net.lossOf(Lab.learn.x, Lab.learn.labels)});
    }
    return runs;
  }

  function bounds(paths) {
    const of = (axis) => {
      const [low, high] = Charts.range(paths.flat().map((p) => p[axis]));
      const margin = 0.25 * (high - low) || 1;
      return [low - margin, high + margin];
    };
    return {x: of(0), y: of(1)};
  }

  async function compute() {
    if (working) {
      return;
    }
    working = true;
    status(t("surface.working"));
    const [start, name] = [Lab.beginning(), Lab.beginningName()];
    const origin = flat(start);
    const runs = await descend(start);
    const moved = runs.map((run) => run.places.map((place) => place.map((value, i) => value - origin[i])));
    const axes = directions(moved.flatMap((places) => places.filter((_, i) => i % 4 === 0 && i > 0)), document.getElementById("surface-directions").value);
    const paths = moved.map((places) => places.map((place) => axes.map((axis) => dot(place, axis))));
    const box = bounds(paths);
    const losses = [];
    const images = {x: Lab.learn.x.subarray(0, IMAGES * Lab.pixels), labels: Lab.learn.labels.slice(0, IMAGES)};
    const probe = start.copy();
    for (let row = 0; row < GRID; row++) {
      for (let column = 0; column < GRID; column++) {
        const [u, v] = [at(box.x, column), at(box.y, row)];
        fill(probe, origin.map((value, i) => value + u * axes[0][i] + v * axes[1][i]));
        losses.push(probe.lossOf(images.x, images.labels));
      }
      status(t("surface.working") + ` ${Math.round(100 * (row + 1) / GRID)} %`);
      await pause();
    }
    shown = {runs, paths, box, losses, origin, axes, name};
    working = false;
    status("");
    Panels.changed();
  }

  /* Of the run above, if it began where these did. */
  function ownPath() {
    const {origin, axes, name} = shown;
    if (Lab.path.length === 0 || Lab.beginningName() !== name) {
      return null;
    }
    const along = axes.map((axis) => dot(axis, origin));
    return [[0, 0], ...Lab.path.map((point) => {
      const place = flat(point);
      return axes.map((axis, k) => dot(axis, place) - along[k]);
    })];
  }

  const at = ([low, high], k) => low + (high - low) * (k + 0.5) / GRID;

  function status(text) {
    document.getElementById("surface-status").textContent = text;
  }

  function draw() {
    if (!shown) {
      return;
    }
    const {box, losses} = shown;
    const own = ownPath();
    const runs = own ? [...shown.runs, {name: "own", batch: Lab.settings.batch, style: "dashdot", loss: Lab.net.lossOf(Lab.learn.x, Lab.learn.labels)}] : shown.runs;
    const paths = own ? [...shown.paths, own] : shown.paths;
    const [low, high] = Charts.range(losses.map((loss) => Math.log(loss)));
    const cell = SIZE / GRID;
    const cells = losses.map((loss, i) => {
      const band = Math.floor((Math.log(loss) - low) / (high - low) * (BANDS - 1e-9));
      return `<rect x="${(i % GRID * cell).toFixed(1)}" y="${(Math.floor(i / GRID) * cell).toFixed(1)}" width="${cell.toFixed(1)}" height="${cell.toFixed(1)}"
        class="height" fill-opacity="${(Number.isFinite(band) ? 0.75 * band / BANDS : 0.9).toFixed(2)}"><title>${loss.toPrecision(4)}</title></rect>`;
    }).join("");
    const place = ([u, v]) => `${((u - box.x[0]) / (box.x[1] - box.x[0]) * SIZE).toFixed(1)},${((v - box.y[0]) / (box.y[1] - box.y[0]) * SIZE).toFixed(1)}`;
    const drawn = paths.map((path, i) => `<polyline class="curve walk ${runs[i].style}" points="${path.map(place).join(" ")}"/>
      <circle class="dot" r="4" cx="${place(path[path.length - 1]).split(",")[0]}" cy="${place(path[path.length - 1]).split(",")[1]}"/>`).join("");
    const [x, y] = place(paths[0][0]).split(",");
    document.getElementById("surface-chart").innerHTML = `<svg class="chart surface" viewBox="0 0 ${SIZE} ${SIZE}" role="img"
      aria-label="${escape(t("surface.label"))}">${cells}${drawn}<circle class="start" r="6" cx="${x}" cy="${y}"/></svg>`;
    document.getElementById("surface-table").innerHTML = `<div class="scroll"><table><thead><tr><th></th><th scope="col" class="text">${t("surface.kind")}</th>
      <th scope="col">${t("surface.images")}</th><th scope="col">${t("surface.loss")}</th></tr></thead><tbody>${runs.map((run) => `<tr>
      <td><svg width="34" height="10" aria-hidden="true"><polyline class="curve walk ${run.style}" points="0,5 34,5"/></svg></td>
      <th scope="row">${t("surface." + run.name, whole(Lab.steps))}</th><td>${whole(run.batch || Lab.learn.labels.length)}</td><td>${n(run.loss)}</td></tr>`).join("")}</tbody></table></div>
      <p class="hint">${t("surface.legend", STEPS)}</p>`;
  }

  function begin() {
    document.getElementById("surface-go").addEventListener("click", compute);
  }

  return {begin, draw, compute};
})();
