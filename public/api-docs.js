// Adds a form to each operation with which it can be tried. Calls go to this origin only; a token stays in this page.

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined) made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

function field(id, label, control) {
  control.id = id;
  return element("p", { class: "field" }, element("label", { for: id }, label), control);
}

const token = element("input", { type: "password", autocomplete: "off", spellcheck: "false" });
document
  .querySelector("#credentials")
  .append(field("token", "Token (left out: your session in this browser)", token));

/** A value that has the form of a schema. */
function example(schema, depth = 0) {
  if (schema === null || typeof schema !== "object" || depth > 8) return null;
  if (schema.example !== undefined) return schema.example;
  if (schema.default !== undefined) return schema.default;
  if (schema.enum) return schema.enum[0];
  const other = schema.anyOf ?? schema.oneOf ?? schema.allOf;
  if (other) return example(other[0], depth + 1);
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  if (type === "object") {
    const entries = Object.entries(schema.properties ?? {});
    return Object.fromEntries(entries.map(([name, part]) => [name, example(part, depth + 1)]));
  }
  if (type === "array") return schema.items ? [example(schema.items, depth + 1)] : [];
  return { string: "", number: 0, integer: 0, boolean: false }[type] ?? null;
}

function addressOf(operation, inputs) {
  let { path } = operation;
  const query = new URLSearchParams();
  for (const { name, place } of operation.parameters) {
    const { value } = inputs.get(name);
    if (place === "path") path = path.replace(`{${name}}`, encodeURIComponent(value));
    else if (value !== "") query.set(name, value);
  }
  return query.size > 0 ? `${path}?${query}` : path;
}

async function send(operation, inputs, body) {
  const headers = {};
  if (token.value.trim() !== "") headers.authorization = `Bearer ${token.value.trim()}`;
  const text = body?.value.trim() ?? "";
  if (text !== "") headers["content-type"] = "application/json";
  const response = await fetch(addressOf(operation, inputs), {
    method: operation.method,
    headers,
    ...(text !== "" && { body: text }),
  });
  const answer = await response.text();
  const isJson = (response.headers.get("content-type") ?? "").includes("json");
  return `${response.status}\n${isJson ? JSON.stringify(JSON.parse(answer), null, 2) : answer}`;
}

function addForm(details) {
  const operation = JSON.parse(details.dataset.operation);
  const form = element("form", { "aria-label": `Try ${operation.method} ${operation.path}` });
  const inputs = new Map();
  for (const { name, place, required } of operation.parameters) {
    const input = element("input", required && place === "path" ? { required: "" } : {});
    inputs.set(name, input);
    form.append(field(`${operation.id}-${name}`, name, input));
  }
  let body = null;
  if (operation.body !== null) {
    body = element("textarea", { rows: "8", spellcheck: "false" });
    body.value = JSON.stringify(example(operation.body.schema), null, 2);
    form.append(field(`${operation.id}-body`, "Body", body));
  }
  const answer = element("output", { class: "answer" });
  form.append(element("button", {}, "Send"), answer);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (
      operation.method === "DELETE" &&
      !window.confirm(`${operation.method} ${operation.path}?`)
    ) {
      return;
    }
    answer.textContent = "…";
    answer.textContent = await send(operation, inputs, body).catch((error) => String(error));
  });
  details.querySelector(".try").append(form);
}

// Only when it is opened: there are many.
for (const details of document.querySelectorAll("details[data-operation]")) {
  details.addEventListener(
    "toggle",
    () => {
      if (details.querySelector(".try form") === null) addForm(details);
    },
    { once: true },
  );
}

// A link to one operation opens it.
const target = location.hash.length > 1 ? document.getElementById(location.hash.slice(1)) : null;
if (target instanceof HTMLDetailsElement) target.open = true;
