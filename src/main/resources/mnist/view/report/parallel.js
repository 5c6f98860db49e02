"use strict";
/* The points of a sweep as lines across an axis for each option and one for the metric. */
const Parallel = (() => {
  const {element} = Pictures;
  const TOP = 34;
  const HEIGHT = 300;
  const BOTTOM = 14;
  const LEFT = 12;
  const RIGHT = 70; /* for the numbers beside the last axis */
  const LEAST_BETWEEN = 90;
  const NAME = 150; /* names of axes that are nearer stand in two rows */
  const WIDE = 20; /* numbers whose largest is so many times the smallest are spread by their logarithms */

  function svg(tag, attributes, ...children) {
    const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
    Object.entries(attributes).forEach(([name, value]) => made.setAttribute(name, value));
    made.append(...children);
    return made;
  }

  /* Where values lie, from 0 to 1, and the values to write beside the axis. Texts lie in the order in which they are given. */
  function scaleOf(values) {
    const known = [...new Set(values.filter((value) => value !== null && value !== undefined))];
    const numbers = known.map(Number);
    if (known.some((value) => typeof value === "boolean" || !Number.isFinite(Number(value)))) {
      const shares = new Map(known.map((value, i) => [value, (i + 0.5) / known.length]));
      return {kind: "text", known, share: (value) => shares.get(value), ticks: known};
    }
    const low = Math.min(...numbers);
    const high = Math.max(...numbers);
    const logarithmic = low > 0 && high / low >= WIDE;
    const place = logarithmic ? Math.log : (value) => value;
    const share = (value) => (high > low ? (place(Number(value)) - place(low)) / (place(high) - place(low)) : 0.5);
    const ticks = numbers.length <= 6 ? numbers : [low, high];
    return {kind: logarithmic ? "logarithmic" : "number", known: numbers, share, ticks};
  }

  /* Labels that would lie on each other are left out, but never the ends. */
  function apart(ticks, share, length, least) {
    const sorted = [...ticks].sort((a, b) => share(a) - share(b));
    const kept = [];
    sorted.forEach((tick, i) => {
      const last = i === sorted.length - 1;
      const near = (other) => Math.abs(share(tick) - share(other)) * length < least;
      if (last) {
        while (kept.length > 1 && near(kept[kept.length - 1])) {
          kept.pop();
        }
      }
      if (kept.length === 0 || !near(kept[kept.length - 1])) {
        kept.push(tick);
      }
    });
    return kept;
  }

  const short = (text) => (text.length > 20 ? text.slice(0, 19) + "…" : text);

  /* axes: [{name, values, given, shown}], a value for each point, and those between which the axis lies, or all that are listed;
     lines: [{colour, label, known, chosen}]. What lies beyond an axis is drawn at its end. */
  function draw(parent, axes, lines, anyChosen) {
    const between = Math.max(LEAST_BETWEEN, (parent.clientWidth - LEFT - RIGHT) / Math.max(1, axes.length - 1));
    const width = LEFT + RIGHT + between * (axes.length - 1);
    const picture = svg("svg", {width, height: TOP + HEIGHT + BOTTOM, role: "img",
      "aria-label": Texts.of("sweep.parallel")});
    const scales = axes.map((axis) => scaleOf(axis.given));
    const x = (i) => LEFT + i * between;
    const y = (share) => TOP + (1 - Math.min(1, Math.max(0, share))) * HEIGHT;
    lines.map((line, k) => ({...line, k})).sort((a, b) => (a.chosen - b.chosen) || (a.rank - b.rank)).forEach((line) => {
      const d = axes.map((axis, i) => [x(i), axis.values[line.k] === null ? NaN : scales[i].share(axis.values[line.k])])
        .filter(([, share]) => Number.isFinite(share))
        .map(([at, share], i) => `${i === 0 ? "M" : "L"}${at} ${y(share)}`).join("");
      picture.append(svg("path", {d, stroke: line.colour, "stroke-dasharray": line.known ? "none" : "4 4",
        class: line.chosen ? "chosen" : anyChosen ? "faded" : ""}, svg("title", {}, line.label)));
    });
    axes.forEach((axis, i) => {
      picture.append(svg("line", {x1: x(i), x2: x(i), y1: TOP, y2: TOP + HEIGHT, class: "axis"}),
        svg("text", {x: i === axes.length - 1 ? width - 2 : x(i), y: between < NAME && i % 2 === 0 ? 11 : 26,
          "text-anchor": i === 0 ? "start" : i === axes.length - 1 ? "end" : "middle"}, short(axis.name),
        svg("title", {}, axis.name)));
      apart(scales[i].ticks, scales[i].share, HEIGHT, 14).forEach((tick) => picture.append(
        svg("text", {x: x(i) + 6, y: y(scales[i].share(tick)) + 4, class: "tick"}, short(axis.shown(tick)),
          svg("title", {}, axis.shown(tick)))));
    });
    parent.replaceChildren(picture);
  }

  return {draw, scaleOf, apart};
})();
