// The filter, and Escape for the reasons. The page says everything without this.
"use strict";
(() => {
  const root = document.documentElement;
  root.addEventListener("keydown", (event) => {
    if (event.key === "Escape") root.classList.add("dismissed");
  });
  for (const back of ["pointermove", "focusin"]) {
    root.addEventListener(back, () => root.classList.remove("dismissed"));
  }

  const filter = document.querySelector(".filter");
  if (!filter) return;
  const words = filter.querySelector("#words");
  const boxes = [...filter.querySelectorAll("input[type=checkbox]")];
  const entries = [...document.querySelectorAll(".list > li")];
  const documents = [...document.querySelectorAll("article")].map((article, index) => ({
    article,
    entry: entries[index],
    notes: [...article.querySelectorAll(".notes > li")],
    text: null,
  }));
  const said = (count, noun) => `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;

  // Text without the reasons, which the notes have anyway.
  const textOf = (each) => {
    if (each.text === null) {
      const copy = each.article.cloneNode(true);
      for (const gone of copy.querySelectorAll(".why, sup, .head a, caption, th")) gone.remove();
      each.text = copy.textContent.toLocaleLowerCase().replace(/\s+/g, " ");
    }
    return each.text;
  };

  const apply = () => {
    const sought = words.value.toLocaleLowerCase().replace(/\s+/g, " ").trim();
    const unchecked = boxes.filter((box) => !box.checked);
    const off = (name) => new Set(unchecked.filter((box) => box.name === name).map((box) => box.value));
    const severities = off("severity");
    const families = off("family");
    let shown = 0;
    let findings = 0;
    for (const each of documents) {
      const fits = !sought || textOf(each).includes(sought);
      let left = 0;
      let some = false;
      for (const note of each.notes) {
        const kept = !severities.has(note.dataset.severity) && !families.has(note.dataset.family);
        note.hidden = !kept;
        some ||= kept;
        left += kept && !("later" in note.dataset);
      }
      const visible = fits && (some || unchecked.length === 0);
      each.article.hidden = each.entry.hidden = !visible;
      shown += visible;
      findings += visible ? left : 0;
    }
    filter.querySelector("#state").textContent =
      `${said(findings, "finding")} in ${said(shown, "document")}`;
    document.querySelector(".empty").hidden = shown > 0;
  };

  let waiting = 0;
  words.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(apply, documents.length > 50 ? 150 : 0);
  });
  filter.addEventListener("change", apply);
  filter.querySelector("#reset").addEventListener("click", () => {
    words.value = "";
    for (const box of boxes) box.checked = true;
    apply();
    words.focus();
  });
  filter.hidden = false;
  apply();
})();
