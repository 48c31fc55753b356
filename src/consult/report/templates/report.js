"use strict";
(() => {
  const dialog = document.getElementById("reader");
  if (dialog && typeof dialog.showModal === "function") {
    const title = dialog.querySelector("h2");
    const body = dialog.querySelector(".reader-body");
    const open = (link) => {
      const article = document.getElementById(link.dataset.document);
      if (!article) return false;
      const copy = article.cloneNode(true);
      const heading = copy.querySelector("h3");
      title.textContent = heading ? heading.textContent : "Source";
      if (heading) heading.remove();
      copy.removeAttribute("id");
      copy.removeAttribute("aria-labelledby");
      for (const part of copy.querySelectorAll("[id]")) part.removeAttribute("id");
      for (const list of copy.querySelectorAll(".cited-here")) list.remove();
      const wanted = link.dataset.quote;
      let first = null;
      for (const mark of copy.querySelectorAll("mark")) {
        if (mark.dataset.quotes.split(" ").includes(wanted)) {
          mark.classList.add("wanted");
          first = first || mark;
        } else {
          mark.classList.add("other");
        }
      }
      body.replaceChildren(copy);
      dialog.showModal();
      if (first) first.scrollIntoView({ block: "center" });
      return true;
    };
    document.addEventListener("click", (event) => {
      const link = event.target.closest("a[data-quote]");
      if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey && open(link)) {
        event.preventDefault();
      } else if (event.target === dialog || event.target.closest(".reader-close")) {
        dialog.close();
      }
    });
  }
  let closed = [];
  window.addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details:not([open])")];
    for (const part of closed) part.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const part of closed) part.open = false;
  });
})();
