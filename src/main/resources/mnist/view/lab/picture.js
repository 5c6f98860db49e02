"use strict";
/* The network as a drawing: pixels, units as circles, weights as lines. */
const NetworkPicture = (() => {
  const {t, n, plain, className} = Texts;
  const HEIGHT = 500;
  const WIDE = {width: 760, image: 216, first: 340, last: 625, class: 20, value: 44, wish: 96};
  const NARROW = {width: 430, image: 118, first: 180, last: 330, class: 17, value: 38, wish: 80};
  const NARROW_FROM = 560; /* pixels on the screen */
  const MOST_UNITS = 18;
  const FEW_UNITS = 16;
  const PIXELS_OF_UNIT = 7;
  const ARROWS = 4;
  let edges = [];
  let form = WIDE;

  /* Units of a layer that are drawn: all, or the most active and those of the chosen weight. */
  function shownUnits(trace, i) {
    const all = Array.from({length: trace.width}, (_, j) => j);
    if (trace.width <= MOST_UNITS || i === Lab.layers() - 1) {
      return all;
    }
    const {layer, in: input, out} = Lab.state.chosen;
    const wanted = layer === i + 1 ? out : layer === i + 2 ? input : -1;
    const rank = (j) => (j === wanted ? Infinity : Math.abs(trace.a[j]));
    return all.sort((p, q) => rank(q) - rank(p)).slice(0, FEW_UNITS).sort((p, q) => p - q);
  }

  function place(layer, k, count) {
    const across = Lab.layers() === 1 ? form.last : form.first + (layer - 1) * (form.last - form.first) / (Lab.layers() - 1);
    return [across, 12 + (k + 0.5) * (HEIGHT - 24) / count];
  }

  function pixelPlace(i) {
    const {rows, columns} = Lab.data.digits;
    const size = form.image / Math.max(rows, columns);
    return [8 + (i % columns + 0.5) * size, (HEIGHT - rows * size) / 2 + (Math.floor(i / columns) + 0.5) * size];
  }

  /* What stands on the lines and circles of a layer now. */
  function modeOf(layer) {
    const {name, layer: at} = Lab.phase();
    const reached = name === "forward" ? layer <= at : name !== "start";
    const blamed = name === "update" || (name === "backward" && layer >= at);
    const focus = name === "update" || layer === at;
    return {reached, blamed, focus};
  }

  function edgesOf(traces, layer, units, below) {
    const trace = traces[layer - 1];
    const {blamed} = modeOf(layer);
    const values = blamed ? trace.dw : Lab.net.layers[layer - 1].w;
    const found = [];
    units.forEach((out, k) => {
      const to = place(layer, k, units.length);
      const add = (input, from) => found.push({layer, in: input, out, from, to, value: values[input * trace.width + out]});
      if (layer > 1) {
        below.forEach((input, at) => add(input, place(layer - 1, at, below.length)));
      } else {
        const weigh = (i) => Math.abs(trace.x[i] * values[i * trace.width + out]);
        const inked = Array.from(trace.x.keys()).filter((i) => trace.x[i] !== 0);
        const {chosen} = Lab.state;
        const strongest = inked.sort((p, q) => weigh(q) - weigh(p)).slice(0, PIXELS_OF_UNIT);
        const own = chosen.layer === 1 && chosen.out === out && !strongest.includes(chosen.in) ? [chosen.in] : [];
        [...strongest, ...own].forEach((i) => add(i, pixelPlace(i)));
      }
    });
    return found;
  }

  function lines(found, layer) {
    const {reached, blamed, focus} = modeOf(layer);
    const largest = Math.max(1e-300, ...found.map((edge) => Math.abs(edge.value)));
    const opacity = focus ? 0.9 : blamed || reached ? 0.4 : 0.25;
    const drawn = found.map(({from, to, value}) => {
      const share = Math.abs(value) / largest;
      return `<line x1="${from[0].toFixed(1)}" y1="${from[1].toFixed(1)}" x2="${to[0].toFixed(1)}" y2="${to[1].toFixed(1)}"
        class="${value > 0 ? "positive" : "negative"}" stroke-width="${(0.3 + 3.2 * share).toFixed(2)}"
        stroke-opacity="${(opacity * (0.25 + 0.75 * share)).toFixed(2)}"/>`;
    }).join("");
    return drawn + (blamed ? arrows(found, largest) : "");
  }

  /* Up where the weight is to be raised: its gradient is negative. */
  function arrows(found, largest) {
    return found.slice().sort((p, q) => Math.abs(q.value) - Math.abs(p.value)).slice(0, ARROWS)
      .filter((edge) => edge.value !== 0).map(({from, to, value}) => {
        const [x, y] = [0.35 * from[0] + 0.65 * to[0], 0.35 * from[1] + 0.65 * to[1] + 4];
        const size = 9 + 5 * Math.abs(value) / largest;
        return `<text x="${x}" y="${y}" font-size="${size}" class="arrow ${value > 0 ? "plus" : "minus"}">${value > 0 ? "▼" : "▲"}</text>`;
      }).join("");
  }

  const largestOf = (values, units) => Math.max(...units.map((j) => Math.abs(values[j])));

  /* Error signals may be small: by so many powers of ten they are written larger. */
  const powerOf = (largest) => (largest > 1e-99 && largest < 0.0995 ? -Math.floor(Math.log10(largest)) : 0);

  function circles(trace, layer, units) {
    const {reached, blamed} = modeOf(layer);
    const values = blamed ? trace.dz : trace.a;
    const largest = Math.max(blamed ? 1e-300 : 1, largestOf(values, units));
    const power = blamed ? powerOf(largest) : 0;
    const output = layer === Lab.layers();
    const radius = Math.min(13, (HEIGHT - 24) / units.length / 2 - 1.5);
    return units.map((j, k) => {
      const [x, y] = place(layer, k, units.length);
      const value = values[j];
      const shade = reached ? Math.abs(value) / largest : 0;
      const text = reached ? `<text x="${x}" y="${y + 3}" class="inside ${shade > 0.55 ? "on" : ""}">${short(value * 10 ** power)}</text>` : "";
      return `<circle cx="${x}" cy="${y}" r="${radius}" class="ground"/><circle cx="${x}" cy="${y}" r="${radius}"
        class="unit ${value > 0 ? "positive" : "negative"}" fill-opacity="${shade.toFixed(2)}"/>${text}${output ? outputText(trace, j, x, y, reached) : ""}`;
    }).join("");
  }

  /* Three characters or so. */
  function short(value) {
    const size = Math.abs(value);
    const text = size >= 9.95 ? size.toFixed(0) : size >= 0.995 ? size.toFixed(1) : size >= 0.0995 ? size.toFixed(2).slice(1)
      : size >= 0.0005 ? size.toFixed(value < 0 ? 2 : 3).slice(1) : size === 0 ? "0" : "≈0";
    return (value < 0 && size >= 0.0005 ? "\u2212" : "") + text;
  }

  /* The class, and after the loss what the unit should have said. */
  function outputText(trace, j, x, y, reached) {
    const after = Lab.state.phase > Lab.layers();
    const target = j === Lab.label();
    const wish = after ? (trace.dz[j] > 0 ? "▼" : "▲") : "";
    const strongest = reached && j === Lab.strongest(trace.a, 0, trace.width);
    return `<text x="${x + form.class}" y="${y + 5}" class="class ${strongest ? "strongest" : ""}">${className(j).slice(0, 12)}</text>
      ${reached ? `<text x="${x + form.value}" y="${y + 4}" class="value">${plain(trace.a[j], trace.a[j] < 1e-3 || form === NARROW ? 2 : 3)}</text>` : ""}
      ${after ? `<text x="${x + form.wish}" y="${y + 4}" class="value">${form === WIDE ? `y=${target ? 1 : 0} ` : ""}<tspan class="${trace.dz[j] > 0 ? "plus" : "minus"}">${wish}</tspan></text>` : ""}`;
  }

  function chosenLine() {
    const {layer, in: input, out} = Lab.state.chosen;
    const edge = edges.find((one) => one.layer === layer && one.in === input && one.out === out);
    return edge ? `<line x1="${edge.from[0]}" y1="${edge.from[1]}" x2="${edge.to[0]}" y2="${edge.to[1]}" class="chosen"/>` : "";
  }

  function draw(svg, canvas) {
    form = svg.clientWidth > 0 && svg.clientWidth < NARROW_FROM ? NARROW : WIDE;
    const traces = Lab.before();
    const units = traces.map(shownUnits);
    edges = [];
    let lineMarkup = "";
    let unitMarkup = "";
    traces.forEach((trace, i) => {
      const found = edgesOf(traces, i + 1, units[i], i > 0 ? units[i - 1] : []);
      edges.push(...found);
      lineMarkup += lines(found, i + 1);
      unitMarkup += circles(trace, i + 1, units[i]);
      const across = place(i + 1, 0, 1)[0];
      unitMarkup += `<text x="${across}" y="${HEIGHT + 10}" class="caption">${layerCaption(i + 1, trace.width, units[i].length)}</text>
        <text x="${across}" y="${HEIGHT + 26}" class="caption">${quantity(i + 1, trace, units[i])}</text>`;
    });
    const {rows, columns} = Lab.data.digits;
    const size = form.image / Math.max(rows, columns);
    Pictures.ink(canvas, Lab.currentBytes(), columns, rows);
    const top = (HEIGHT - rows * size) / 2;
    svg.setAttribute("viewBox", `0 0 ${form.width} ${HEIGHT + 34}`);
    svg.innerHTML = `<image href="${canvas.toDataURL()}" x="8" y="${top}" width="${columns * size}" height="${rows * size}" class="pixels"/>
      <rect x="8" y="${top}" width="${columns * size}" height="${rows * size}" class="frame"/>
      <text x="${8 + columns * size / 2}" y="${HEIGHT + 10}" class="caption">${t("picture.pixels", Lab.pixels)}</text>
      ${lineMarkup}${chosenLine()}${unitMarkup}`;
    svg.setAttribute("aria-label", label(traces));
  }

  /* What the circles of a layer show: a, δ, or δ · 10³. */
  function quantity(layer, trace, units) {
    const {reached, blamed} = modeOf(layer);
    const power = blamed ? powerOf(largestOf(trace.dz, units)) : 0;
    const raised = power === 0 ? "" : " · 10" + String(power).replace(/\d/g, (digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[digit]);
    return blamed ? "δ" + raised : reached ? "a" : "";
  }

  function layerCaption(layer, width, shown) {
    const name = layer === Lab.layers() ? t("layer.output") : t("layer.hidden", layer);
    return form === NARROW ? name : shown < width ? t("picture.some", name, shown, width) : `${name} (${width})`;
  }

  function label(traces) {
    const last = traces[traces.length - 1];
    const best = Lab.strongest(last.a, 0, last.width);
    return t("picture.label", Lab.net.spec.widths.join("-"), className(best), plain(last.a[best], 3));
  }

  /* The weight whose line is nearest to a point of the drawing. */
  function nearest(x, y) {
    let best = null;
    let least = 14;
    edges.forEach((edge) => {
      const [dx, dy] = [edge.to[0] - edge.from[0], edge.to[1] - edge.from[1]];
      const along = Math.max(0, Math.min(1, ((x - edge.from[0]) * dx + (y - edge.from[1]) * dy) / (dx * dx + dy * dy)));
      const away = Math.hypot(x - edge.from[0] - along * dx, y - edge.from[1] - along * dy);
      if (away < least) {
        [best, least] = [edge, away];
      }
    });
    return best && {layer: best.layer, in: best.in, out: best.out};
  }

  return {draw, nearest};
})();
