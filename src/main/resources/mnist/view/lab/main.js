"use strict";
/* Starts the page. */
(() => {
  const {data, t, escape} = Texts;
  const svg = document.getElementById("picture");
  const canvas = document.createElement("canvas");

  function subtitle() {
    const images = t(data.generated ? "lab.generated" : "lab.images", data.digits.labels.length, escape(data.data), data.digits.learn);
    document.getElementById("summary").innerHTML = `${t("lab.network", Lab.net.spec.widths.join("-"), Texts.whole(Lab.net.count()))}
      ${data.origin ? t("lab.origin", escape(data.origin)) : ""} ${images}`;
  }

  Lab.reset();
  Share.noteSettings();
  Panels.add("network", () => {
    Share.noteSettings();
    subtitle();
    Images.draw();
    NetworkPicture.draw(svg, canvas);
    Steps.draw();
  });
  Panels.add("glass", Glass.draw);
  Panels.add("batch", BatchPanel.draw);
  Panels.add("live", Live.draw);
  Panels.add("surface", Surface.draw);
  Panels.add("vanish", Vanish.draw);
  Panels.add("exercises", Exercises.draw);
  [Images, Steps, Glass, BatchPanel, Live, Surface, Vanish, Toys, Exercises, Share].forEach((part) => part.begin());
  svg.addEventListener("click", (event) => {
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
    const weight = NetworkPicture.nearest(at.x, at.y);
    if (weight) {
      Lab.choose(weight);
      Panels.changed();
    }
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-weight]");
    if (link) {
      Glass.choose(...link.dataset.weight.split(",").map(Number));
    }
  });
  addEventListener("keydown", (event) => {
    if (event.target.closest("input, select, textarea") || event.altKey || event.ctrlKey || event.metaKey) {
      return;
    }
    const action = {ArrowRight: Lab.forward, ArrowLeft: Lab.back}[event.key];
    if (action) {
      event.preventDefault();
      action();
    }
  });
  addEventListener("resize", () => Panels.changed());
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    Images.paint();
    Panels.changed();
  });
  document.getElementById("footer").textContent = t("lab.footer", data.tool);
  const restored = Share.restore(location.hash);
  /* Panels grow when they are first drawn: whoever follows a link would end elsewhere. */
  addEventListener("click", (event) => {
    if (event.target.closest("a[href^='#']")) {
      Panels.flush();
    }
  }, true);
  const target = document.getElementById(location.hash.slice(1));
  if (target) {
    addEventListener("load", () => requestAnimationFrame(() => {
      Panels.flush();
      target.scrollIntoView({behavior: "instant"});
    }));
  }
  window.lab = {restored, Lab, Draws, Nets, Descent, Steps, Glass, Exercises, Share, Panels, Texts, Surface, Preparation};
})();
