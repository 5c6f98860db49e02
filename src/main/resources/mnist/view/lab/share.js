"use strict";
/* Links that restore a state, the teacher's switch, and the order of what was done. */
const Share = (() => {
  const {t} = Texts;
  const PANELS = ["network", "glass", "batch", "live", "surface", "vanish", "toys", "exercises"];
  const CHANGED = ["batch", "rate", "momentum", "l2", "l1", "dropout"]; /* settings that may change on the way */
  const REPLAYED = 20; /* steps between two looks at the screen */

  /* "b,b,b,i3" is "3b,i3". */
  function packed(log) {
    const runs = [];
    log.forEach((token) => {
      const last = runs[runs.length - 1];
      if (last && last.token === token) {
        last.count++;
      } else {
        runs.push({token, count: 1});
      }
    });
    return runs.map(({token, count}) => (count > 1 ? count + token : token)).join(",");
  }

  function fragment() {
    const {settings, state} = Lab;
    const {layer, out, in: i} = state.chosen;
    const values = {seed: settings.seed, hidden: settings.hidden.join("-"), activation: settings.activation, loss: settings.loss,
      ...first, fresh: state.fresh ? 1 : 0, done: packed(Lab.log), image: state.image,
      phase: Lab.isUpdated() ? 0 : state.phase, weight: [layer, out, i].join("-"), hide: hidden().join("-")};
    return "#" + new URLSearchParams(Object.entries(values).filter(([, value]) => value !== "")).toString().replaceAll("%2C", ",");
  }

  /* The settings before anything was done; later changes are in the log. */
  let first = {};
  function noteSettings() {
    if (Lab.log.length === 0) {
      first = Object.fromEntries(CHANGED.map((name) => [name, Lab.settings[name]]));
    }
  }

  const hidden = () => PANELS.filter((id) => document.getElementById(id).hidden);

  function hide(ids) {
    PANELS.forEach((id) => {
      document.getElementById(id).hidden = ids.includes(id);
      document.getElementById("show-" + id).checked = !ids.includes(id);
    });
    document.querySelectorAll("header a").forEach((link) => {
      link.hidden = document.querySelector(link.getAttribute("href")).closest("section").hidden;
    });
    Panels.changed();
  }

  async function restore(text) {
    const values = new URLSearchParams(text.replace(/^#/, ""));
    if (!values.has("seed")) {
      return;
    }
    const number = (name, otherwise) => (Number.isFinite(Number(values.get(name))) && values.has(name) ? Number(values.get(name)) : otherwise);
    const settings = {seed: Math.floor(number("seed", 1)), batch: Math.max(0, Math.floor(number("batch", 32))), rate: number("rate", 0.5),
      momentum: number("momentum", 0), l2: number("l2", 0), l1: number("l1", 0), dropout: Math.max(0, Math.min(0.9, number("dropout", 0)))};
    const widths = (values.get("hidden") || "").split("-").map(Number).filter((width) => Number.isInteger(width) && width > 0 && width <= 64).slice(0, 5);
    const known = (name, list, otherwise) => (list.includes(values.get(name)) ? values.get(name) : otherwise);
    Object.assign(settings, {hidden: widths, activation: known("activation", ["sigmoid", "tanh", "relu"], "sigmoid"), loss: known("loss", ["mse", "cross-entropy"], "mse")});
    Lab.state.fresh = values.get("fresh") !== "0" || Lab.data.model === null;
    Object.assign(Lab.settings, settings);
    Lab.reset();
    noteSettings();
    hide((values.get("hide") || "").split("-"));
    await replay((values.get("done") || "").split(","));
    Lab.show(Math.max(0, Math.min(Lab.data.digits.labels.length - 1, Math.floor(number("image", 0)))));
    Lab.state.phase = Math.max(0, Math.min(Lab.phases() - 2, Math.floor(number("phase", 0))));
    const [layer, out, i] = (values.get("weight") || "").split("-").map(Number);
    if (layer) {
      Glass.choose(layer, out, i);
    }
    Lab.touched();
  }

  async function replay(tokens) {
    let done = 0;
    for (const token of tokens) {
      const [, count, kind, image] = token.match(/^(\d*)([bi])(\d*)$/) || [];
      const [, name, value] = token.match(/^([a-z0-9]+)=([-\d.e]+)$/) || [];
      if (CHANGED.includes(name)) {
        Lab.set({[name]: Number(value)});
      }
      for (let step = 0; kind && step < (count === "" ? 1 : Number(count)); step++) {
        if (kind === "b") {
          Lab.advance();
        } else {
          Lab.imageStep(Math.min(Number(image), Lab.data.digits.labels.length - 1));
        }
        if (++done % REPLAYED === 0) {
          await new Promise((next) => { setTimeout(next, 0); });
        }
      }
    }
  }

  function link() {
    const field = document.getElementById("link");
    field.value = location.href.replace(/#.*/, "") + fragment();
    field.hidden = false;
    field.select();
    document.getElementById("link-said").textContent = t(Lab.log.includes("own") ? "share.own" : "share.copied");
    if (navigator.clipboard) {
      navigator.clipboard.writeText(field.value).catch(() => {});
    }
  }

  function begin() {
    const switches = document.getElementById("switches");
    PANELS.forEach((id) => {
      const box = Pictures.element("input", {type: "checkbox", id: "show-" + id});
      box.checked = true;
      box.addEventListener("change", () => hide(PANELS.filter((one) => !document.getElementById("show-" + one).checked)));
      switches.append(Pictures.element("label", {}, box, " " + document.querySelector(`#${id} h2`).textContent));
    });
    document.getElementById("link-make").addEventListener("click", link);
    document.getElementById("print").addEventListener("click", () => {
      Panels.flush();
      window.print();
    });
    addEventListener("beforeprint", () => Panels.flush());
    addEventListener("hashchange", () => restore(location.hash));
  }

  return {begin, restore, fragment, noteSettings};
})();
