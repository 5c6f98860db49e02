"use strict";
/* Small charts as SVG and bars as HTML, as text. */
const Charts = (() => {
  const {plain, escape} = Texts;
  const LEFT = 52;
  const BOTTOM = 34;
  const TOP = 10;
  const RIGHT = 10;

  function ticks(from, to) {
    const raw = (to - from) / 4;
    const unit = 10 ** Math.floor(Math.log10(raw));
    const step = [1, 2, 5, 10].map((k) => k * unit).find((size) => size >= raw);
    const found = [];
    for (let at = Math.ceil(from / step - 1e-9) * step; at <= to + 1e-9 * step; at += step) {
      found.push(Math.abs(at) < 1e-9 * step ? 0 : at);
    }
    return found;
  }

  function range(values) {
    const finite = values.filter(Number.isFinite);
    const [low, high] = [Math.min(...finite), Math.max(...finite)];
    return finite.length === 0 ? [0, 1] : low === high ? [low - Math.abs(low || 1) / 2, high + Math.abs(high || 1) / 2] : [low, high];
  }

  /* series: [{points: [[x, y]], style, name, dots}]. Options: x, y (names of the axes), label, width, height, ys, xs (ranges). */
  function lines(series, {x, y, label, width = 460, height = 230, ys, xs, marks = ""}) {
    const all = series.flatMap((one) => one.points);
    const [fromX, toX] = xs || range(all.map((p) => p[0]));
    const [fromY, toY] = ys || range(all.map((p) => p[1]));
    const across = (v) => LEFT + (v - fromX) / (toX - fromX) * (width - LEFT - RIGHT);
    const up = (v) => height - BOTTOM - (v - fromY) / (toY - fromY) * (height - BOTTOM - TOP);
    const grid = ticks(fromY, toY).map((v) => `<line class="grid" x1="${LEFT}" x2="${width - RIGHT}" y1="${up(v)}" y2="${up(v)}"/>
      <text class="tick" x="${LEFT - 5}" y="${up(v) + 4}" text-anchor="end">${plain(v, 3)}</text>`).join("")
      + ticks(fromX, toX).map((v) => `<text class="tick" x="${across(v)}" y="${height - BOTTOM + 15}" text-anchor="middle">${plain(v, 3)}</text>`).join("");
    const drawn = series.map((one) => {
      const points = one.points.filter((p) => Number.isFinite(p[1])).map((p) => [across(p[0]).toFixed(1), up(p[1]).toFixed(1)]);
      return `<polyline class="curve ${one.style || ""}" points="${points.map((p) => p.join()).join(" ")}"/>`
        + (one.dots ? points.map((p) => `<circle class="dot ${one.style || ""}" cx="${p[0]}" cy="${p[1]}" r="${one.dots}"/>`).join("") : "");
    }).join("");
    return `<svg class="chart" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escape(label)}">${grid}
      <text class="axis" x="${(LEFT + width - RIGHT) / 2}" y="${height - 4}" text-anchor="middle">${escape(x)}</text>
      <text class="axis" x="${LEFT + 4}" y="${TOP + 6}">${escape(y)}</text>${drawn}${marks}</svg>${legend(series)}`;
  }

  function legend(series) {
    const named = series.filter((one) => one.name);
    return named.length === 0 ? "" : `<p class="legend">${named.map((one) => `<span><svg width="28" height="10" aria-hidden="true">
      <polyline class="curve ${one.style || ""}" points="0,5 28,5"/></svg> ${escape(one.name)}</span>`).join("")}</p>`;
  }

  /* rows: [{name, share (0 to 1), text, style}]; name and text are markup. */
  const bars = (rows) => rows.map(({name, share, text, style}) => `<div class="bar"><span class="name">${name}</span>
    <span class="track"><span class="fill ${style || ""}" style="width:${(100 * Math.max(0, Math.min(1, share))).toFixed(1)}%"></span></span>
    <span class="share">${text}</span></div>`).join("");

  return {lines, bars, range};
})();
