"use strict";
/* The start of the report, around its pad. */
(() => {
  const {data, network, show} = Pad;

  function pictures() {
    Sections.gallery(data, show);
    Sections.weights(data, network);
  }

  Sections.summary(data);
  Sections.confusion(data);
  Sections.settings(data);
  Curves.start(data.runs);
  pictures();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    Curves.draw(data.runs);
    pictures();
  });
})();
