"use strict";
/* What the classes are called, alone and in sentences. */
const Names = (() => {
  let names = [];

  function start(list) {
    names = list;
  }

  const of = (label) => names[label];
  const isNumber = (label) => /^[0-9]+$/.test(names[label]);

  /* "a 7", or "class Bag"; in Chinese there is no article */
  const described = (label) => Texts.of(isNumber(label) ? "name.a" : "name.a.class", names[label]);

  /* At the beginning of a sentence. */
  const begun = (label) => Texts.of(isNumber(label) ? "name.begun" : "name.begun.class", names[label]);

  /* Of all images of a class. */
  const plural = (label) => Texts.of(isNumber(label) ? "name.plural" : "name.plural.class", names[label]);

  const areDigits = () => names.every((name) => /^[0-9]$/.test(name));

  /* In characters, of the longest. */
  const longest = () => Math.max(...names.map((name) => [...name].length));

  return {start, of, described, begun, plural, areDigits, longest};
})();
