import { graphUrl, send, subscribe } from "./connection.js";
import { examples } from "./examples.js";
import { showDocs } from "./schemaDocs.js";

const at = (id) => document.getElementById(id);
const [query, variables, headers] = [at("query"), at("variables"), at("headers")];
const [run, status, response, choice] = [at("run"), at("status"), at("response"), at("examples")];
const shownEvents = 200;

/** Ends the subscription under way, if there is one. */
let stop;

for (const [index, { name }] of examples.entries()) choice.append(new Option(name, String(index)));
choice.addEventListener("change", () => show(examples[Number(choice.value)]));
run.addEventListener("click", () => (stop ? stop() : start()));
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  run.click();
});
at("sandbox").href = `https://studio.apollographql.com/sandbox/explorer?endpoint=${encodeURIComponent(graphUrl.href)}`;

headers.value = "{}";
show(examples[0]);
showDocs(at("docs"), at("search"));

function show(example) {
  query.value = example.query;
  variables.value = JSON.stringify(example.variables, null, 2);
}

async function start() {
  let operation;
  let given;
  try {
    operation = { query: query.value, variables: read(variables, "variables") };
    given = read(headers, "headers");
  } catch (error) {
    return tell(error.message, true);
  }
  // Comments and strings aside, a document that begins a subscription is one: the server says so if it is not.
  if (/^\s*subscription\b/m.test(query.value.replace(/#.*$/gm, ""))) return follow(operation, given);

  tell("Running …");
  const began = performance.now();
  try {
    const { status: code, result } = await send(operation, given);
    tell(`${code} in ${Math.round(performance.now() - began)} ms`, code >= 400 || Boolean(result?.errors));
    response.textContent = typeof result === "string" ? result : JSON.stringify(result, null, 2);
  } catch (error) {
    tell(`No answer: ${error.message}`, true);
  }
}

function follow(operation, given) {
  const events = [];
  response.textContent = "";
  run.textContent = "Stop";
  tell("Listening …");
  stop = subscribe(operation, given, {
    onResult(result) {
      events.unshift(JSON.stringify(result, null, 2));
      events.length = Math.min(events.length, shownEvents);
      response.textContent = events.join("\n\n");
    },
    onEnd(reason) {
      stop = undefined;
      run.textContent = "Run";
      tell(reason);
    },
  });
}

function read(field, name) {
  const text = field.value.trim();
  if (!text) return {};
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`The ${name} are no JSON`);
  }
}

function tell(text, isWrong = false) {
  status.textContent = text;
  status.className = isWrong ? "wrong" : "quiet";
}
