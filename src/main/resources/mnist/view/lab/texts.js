"use strict";
/* The texts of the page's language, numbers, and what makes markup of them. */
const Texts = (() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const MINUS = "\u2212";

  /* A text with %s and %1$s filled in; the values are markup already. */
  function t(key, ...values) {
    let next = 0;
    return data.texts[key].replace(/%(?:(\d+)\$)?s/g, (_, place) => values[place ? place - 1 : next++]).replaceAll("%%", "%");
  }

  const escape = (text) => String(text).replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

  /* As text, with four digits that matter. */
  function plain(value, digits = 4) {
    if (!Number.isFinite(value)) {
      return String(value);
    }
    const size = Math.abs(value);
    const text = size !== 0 && (size < 1e-3 || size >= 1e6) ? Number(value.toPrecision(digits)).toExponential()
      : String(Number(value.toPrecision(Math.max(digits, Math.ceil(Math.log10(size + 1))))));
    return text.replaceAll("-", MINUS);
  }

  /* As markup: orange above 0, blue below, all its digits where the mouse rests on it. */
  function n(value, digits) {
    const sign = value > 0 ? "plus" : value < 0 ? "minus" : "zero";
    return `<span class="n ${sign}" title="${value}">${plain(value, digits)}</span>`;
  }

  /* As n, in brackets where it is below 0, to stand behind an operator. */
  const factor = (value, digits) => (value < 0 ? `(${n(value, digits)})` : n(value, digits));

  const whole = (value) => value.toLocaleString("en-US");

  const percent = (share) => (100 * share).toFixed(1) + "\u00a0%";

  /* A name with an index. */
  const sub = (name, index) => `${name}<sub>${index}</sub>`;

  const className = (label) => escape(data.class_names[label]);

  return {data, t, escape, plain, n, factor, whole, percent, sub, className};
})();
