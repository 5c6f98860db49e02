"use strict";
/* The texts of the page, in its language. */
const Texts = (() => {
  const texts = JSON.parse(document.getElementById("texts").textContent);

  /* With values in the places of its %s. */
  function of(key, ...values) {
    let next = 0;
    return texts[key].replace(/%(?:(\d+)\$)?s/g, (whole, place) => values[place ? place - 1 : next++]);
  }

  /* Its parts for an element: what stands in {+ } is in the colour of values above 0, in {- } of those below. */
  function marked(key, ...values) {
    return of(key, ...values).split(/(\{[+-][^}]*\})/).map((part) => (/^\{[+-]/.test(part)
      ? Pictures.element("span", {class: part[1] === "+" ? "plus" : "minus"}, part.slice(2, -1)) : part));
  }

  const has = (key) => key in texts;

  return {of, marked, has};
})();
