// Decisions as they come: the server sends each as a finished row, this puts it on top.
const list = document.getElementById("rows");
const status = document.querySelector("[data-status]");
const pause = document.querySelector("[data-pause]");
const most = Number(list.dataset.most);
const pauseText = pause.textContent;
let held = null;

function say(name) {
  status.textContent = status.dataset[name];
  status.dataset.now = name;
}

function add(html) {
  list.insertAdjacentHTML("afterbegin", html);
  list.firstElementChild.classList.add("new");
  while (list.children.length > most) list.lastElementChild.remove();
  document.querySelector("[data-empty]").hidden = true;
}

function connect() {
  const stream = new EventSource(list.dataset.stream);
  stream.addEventListener("open", () => say("live"));
  stream.addEventListener("error", () => {
    say(stream.readyState === EventSource.CLOSED ? "ended" : "lost");
  });
  stream.addEventListener("decision", (event) => {
    if (!held) return add(event.data);
    held.push(event.data);
    if (held.length > most) held.shift();
    pause.textContent = `${pause.dataset.resume} (${held.length})`;
  });
  stream.addEventListener("counts", (event) => {
    for (const [name, value] of Object.entries(JSON.parse(event.data))) {
      const place = document.querySelector(`[data-count="${name}"]`);
      if (place) place.textContent = value;
    }
  });
}

pause.addEventListener("click", () => {
  if (held) {
    held.forEach(add);
    held = null;
    pause.textContent = pauseText;
  } else {
    held = [];
    pause.textContent = pause.dataset.resume;
  }
});

// What is behind a decision is fetched when somebody unfolds it.
list.addEventListener("toggle", async (event) => {
  const details = event.target;
  if (!details.open || details.dataset.loaded) return;
  details.dataset.loaded = "yes";
  const answer = await fetch(`${details.dataset.detail}?part=1`);
  if (answer.ok && !answer.redirected) {
    details.querySelector(".unfold").insertAdjacentHTML("beforeend", await answer.text());
  } else {
    delete details.dataset.loaded;
  }
}, true);

say("connecting");
pause.hidden = false;
document.querySelector("[data-static]").hidden = true;
connect();
