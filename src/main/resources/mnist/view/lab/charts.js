"use strict";
/* Small charts as SVG and bars as HTML, as text. */
const Charts = (() => {
  const {plain, escape} = Texts;
  const LEFT = 58;
  const BOTTOM = 34;
  const TOP = 20;
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

  /* 1, 2 and 5 of each power of ten, as far as there is room. */
  function logTicks(from, to) {
    const wanted = to - from > 3 ? [1] : to - from > 1 ? [1, 3] : [1, 1.5, 2, 3, 5, 7];
    const found = [];
    for (let power = Math.floor(from); power <= to; power++) {
      found.push(...wanted.map((k) => Math.log10(k) + power).filter((at) => at >= from && at <= to));
    }
    return found;
  }

  /* series: [{points: [[x, y]], style, name, dots}]. Options: x, y (names of the axes), label, width, height, ys, xs (ranges),
     log (of y). */
  function lines(series, {x, y, label, width = 460, height = 240, ys, xs, log = false}) {
    const level = (v) => (log ? Math.log10(v) : v);
    const all = series.flatMap((one) => one.points);
    const [fromX, toX] = xs || range(all.map((p) => p[0]));
    const [fromY, toY] = ys || range(all.map((p) => level(p[1])));
    const across = (v) => LEFT + (v - fromX) / (toX - fromX) * (width - LEFT - RIGHT);
    const up = (v) => height - BOTTOM - (v - fromY) / (toY - fromY) * (height - BOTTOM - TOP);
    const grid = (log ? logTicks : ticks)(fromY, toY).map((v) => `<line class="grid" x1="${LEFT}" x2="${width - RIGHT}" y1="${up(v)}" y2="${up(v)}"/>
      <text class="tick" x="${LEFT - 5}" y="${up(v) + 4}" text-anchor="end">${plain(log ? 10 ** v : v, 3)}</text>`).join("")
      + ticks(fromX, toX).map((v) => `<text class="tick" x="${across(v)}" y="${height - BOTTOM + 15}" text-anchor="middle">${plain(v, 3)}</text>`).join("");
    const drawn = series.map((one) => {
      const points = one.points.filter((p) => Number.isFinite(level(p[1]))).map((p) => [across(p[0]).toFixed(1), up(level(p[1])).toFixed(1)]);
      return `<polyline class="curve ${one.style || ""}" points="${points.map((p) => p.join()).join(" ")}"/>`
        + (one.dots ? points.map((p) => `<circle class="dot ${one.style || ""}" cx="${p[0]}" cy="${p[1]}" r="${one.dots}"/>`).join("") : "");
    }).join("");
    return `<svg class="chart" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escape(label)}">${grid}
      <text class="axis" x="${(LEFT + width - RIGHT) / 2}" y="${height - 4}" text-anchor="middle">${escape(x)}</text>
      <text class="axis" x="${LEFT - 5}" y="11" text-anchor="end">${escape(y)}</text>${drawn}</svg>${legend(series)}`;
  }

  function legend(series) {
    const named = series.filter((one) => one.name);
    return named.length === 0 ? "" : `<p class="legend">${named.map((one) => `<span><svg width="28" height="10" aria-hidden="true">
      <polyline class="curve ${one.style || ""}" points="0,5 28,5"/>${one.dots ? `<circle class="dot" cx="14" cy="5" r="${one.dots}"/>` : ""}</svg>
      ${escape(one.name)}</span>`).join("")}</p>`;
  }

  /* rows: [{name, share (0 to 1), text, style}]; name and text are markup. */
  const bars = (rows) => rows.map(({name, share, text, style}) => `<div class="bar"><span class="name">${name}</span>
    <span class="track"><span class="fill ${style || ""}" style="width:${(100 * Math.max(0, Math.min(1, share))).toFixed(1)}%"></span></span>
    <span class="share">${text}</span></div>`).join("");

  return {lines, bars, range};
})();
