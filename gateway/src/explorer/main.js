/** The page: what it is made of, and what each part tells the others. */
import { curlOf } from "./graph/curl.js";
import { Runner } from "./graph/run.js";
import { History } from "./kept/history.js";
import { fromFragment, toFragment } from "./kept/shareLink.js";
import { kept } from "./kept/storage.js";
import { Tabs, titleOf } from "./kept/tabs.js";
import { colouredTokens } from "./text/graphqlTokens.js";
import { colouredJson } from "./text/json.js";
import { CodeEditor } from "./views/codeEditor.js";
import { afterPause, at, button, copy, download, tell } from "./views/elements.js";
import { HeaderFields } from "./views/headerFields.js";
import { arrange, makeSwitch, showPart } from "./views/layout.js";
import { menu } from "./views/menu.js";
import { exampleList, historyList, shortcutList } from "./views/panels.js";
import { ResponseView } from "./views/response.js";
import { drawTabs } from "./views/tabStrip.js";
import { makeThemeButton } from "./views/theme.js";

const json = async (path) => (await fetch(path)).json();
const [graph, examples] = await Promise.all([json("/explorer/graph.json"), json("/explorer/examples.json")]);

const shared = await fromFragment(location.hash);
const tabs = new Tabs(kept(localStorage, "tabs"), asOperation(examples[0]));
const history = new History(kept(localStorage, "history"));
const keptHeaders = kept(sessionStorage, "headers");
/** graphql-js and what is built on it; undefined until it is loaded. */
let language;
/** Where the operation begins that the cursor is in. */
let shownOperation;
/** Undefined until it is read, and when the gateway does not tell it. */
let schema;

makeThemeButton(at("theme"), kept(localStorage, "theme"));
arrange(kept(localStorage, "layout"));

const documentEditor = new CodeEditor(at("document"), {
  label: "Operation",
  colour: colouredTokens,
  hasComments: true,
  complete: (text, offset) => schema && language.completionsAt(schema, text, offset),
  onchange: (document) => {
    tabs.change({ document });
    documentChanged();
  },
  oncursor: () => operationLater(),
});
const variablesEditor = new CodeEditor(at("variables"), {
  label: "Variables, as JSON",
  colour: colouredJson,
  complete: (text, offset) => schema && language.variableCompletionsAt(variableTypes(), text, offset),
  onchange: (variables) => {
    tabs.change({ variables });
    checkLater();
  },
});
const headerFields = new HeaderFields(at("headers"), {
  rows: keptHeaders.read([]),
  onchange: (rows) => {
    keptHeaders.write(rows);
    headersChanged();
  },
});
const responseView = new ResponseView(at("response"), {
  reveal({ line, column }) {
    const before = documentEditor.text.split("\n").slice(0, line - 1);
    showPart("request");
    documentEditor.reveal(before.join("\n").length + (line > 1 ? 1 : 0) + column - 1);
  },
});
const runner = new Runner(responseView, (state) => {
  isResumable = state === "resumable";
  drawRun();
});
let isResumable = false;

const chooseInput = makeSwitch(["variables", "headers"]);
const chooseSchema = makeSwitch(["builder", "docs"]);

// --- Which graph -----------------------------------------------------------------------------------------------------

const variant = at("variant");
for (const name of ["", ...graph.variants]) variant.append(new Option(name === "" ? "whole graph" : name, name));
variant.hidden = graph.variants.length === 0;
chooseVariant(shared?.variant || location.pathname.slice(graph.path.length + 1));
variant.addEventListener("change", () => {
  chooseVariant(variant.value);
  readSchema();
});

function chooseVariant(name) {
  variant.value = graph.variants.includes(name) ? name : "";
  at("address").textContent = address();
  const endpoint = encodeURIComponent(address());
  at("sandbox").href = `https://studio.apollographql.com/sandbox/explorer?endpoint=${endpoint}`;
}

function address() {
  return new URL(variant.value ? `${graph.path}/${variant.value}` : graph.path, location.origin).href;
}

// --- The tabs --------------------------------------------------------------------------------------------------------

function showTab() {
  documentEditor.load(tabs.active.document);
  variablesEditor.load(tabs.active.variables);
  isResumable = false;
  documentChanged();
}

function openTab(operation) {
  tabs.open(operation);
  showPart("request");
  showTab();
}

function drawTabStrip() {
  const act = (change) => (index) => {
    change(index);
    showTab();
  };
  drawTabs(at("tabs"), tabs.all, {
    choose: act((index) => tabs.choose(index)),
    close: act((index) => tabs.close(index)),
    open: () => newTab(),
  });
}

function newTab() {
  tabs.choose(tabs.all.length - 1);
  tabs.open();
  showTab();
  documentEditor.focus();
}

function asOperation({ document = "", variables } = {}) {
  return { document, variables: variables ? JSON.stringify(variables, null, 2) : "" };
}

// --- The document ----------------------------------------------------------------------------------------------------

function documentChanged() {
  drawTabStrip();
  operationLater();
  checkLater();
}

const checkLater = afterPause(160, () => {
  if (!language) return;
  documentEditor.showProblems(language.documentProblems(schema, documentEditor.text));
  variablesEditor.showProblems(problemsOfVariables());
  const count = Object.keys(headerFields.headers).length;
  at("headers-tab").textContent = count > 0 ? `Headers (${count})` : "Headers";
});

function problemsOfVariables() {
  const { text } = variablesEditor;
  const { document } = language.readDocument(documentEditor.text);
  // Without types, all that can be said is whether it is JSON.
  if (!schema || !document) return text.trim() ? language.jsonProblems(text) : [];
  return language.variableProblems(variableTypes(), text, language.variableTypes(schema, document));
}

function variableTypes() {
  const { document } = language.readDocument(documentEditor.text);
  return document ? language.variableTypes(schema, document, chosenOperation()) : new Map();
}

/** The operation that the cursor is in; undefined when the document cannot be read. */
function chosenOperation() {
  const { document } = language?.readDocument(documentEditor.text) ?? {};
  return document && language.operationAt(document, documentEditor.cursor);
}

/** Not at every key: the document is parsed for it. */
const operationLater = afterPause(60, operationChanged);

function operationChanged() {
  const operation = chosenOperation()?.node.loc.start;
  if (operation !== shownOperation) checkLater();
  shownOperation = operation;
  drawRun();
  builder?.showDocument(documentEditor.text, documentEditor.cursor);
}

/** What a tick in the builder made of the document. */
function takeBuilt({ text, caret, operation, variables }) {
  documentEditor.replace(text, caret ?? documentEditor.cursor);
  if (variables && Object.keys(variables).length > 0) addVariables(variables);
  if (operation !== undefined && language.operationsOf(language.readDocument(text).document).length > 1)
    operationChanged();
  builder.showDocument(documentEditor.text, documentEditor.cursor);
}

function addVariables(added) {
  try {
    const before = JSON.parse(variablesEditor.text.trim() || "{}");
    const missing = Object.fromEntries(Object.entries(added).filter(([name]) => !Object.hasOwn(before, name)));
    variablesEditor.replace(JSON.stringify({ ...before, ...missing }, null, 2));
  } catch {
    tell("The variables are no JSON: the new ones could not be added");
  }
}

/** A field that was chosen in the documentation goes to the root of an operation, or where the cursor is. */
function takeField(type, field) {
  const kind = ["query", "mutation", "subscription"].find((each) => schema.getRootType(each) === type);
  const { document, error } = language.readDocument(documentEditor.text);
  if (error) return tell("The document has to be mended first");
  if (kind) {
    const operations = language.operationsOf(document);
    const current = operations.indexOf(operations.find(({ node }) => node === chosenNode(document)));
    const target = { kind, operation: operations[current]?.kind === kind ? current : undefined };
    takeBuilt(language.addField(documentEditor.text, schema, { ...target, path: [{ field: field.name }] }));
    return tell(`${field.name} is in the operation`);
  }
  const place = language.placeAt(schema, documentEditor.text, documentEditor.cursor);
  if (place.kind !== "selection" || place.type !== type) return tell(`Put the cursor where ${type.name} is selected`);
  documentEditor.insertLine(field.name);
}

function chosenNode(document) {
  return language.operationAt(document, documentEditor.cursor)?.node;
}

function formatDocument() {
  if (!language) return;
  const { error } = language.readDocument(documentEditor.text);
  if (error) return tell("The document has to be mended first");
  documentEditor.replace(language.format(documentEditor.text));
  try {
    const value = JSON.parse(variablesEditor.text);
    variablesEditor.replace(JSON.stringify(value, null, 2));
  } catch {
    // What is no JSON stays as it is.
  }
}

// --- Running ---------------------------------------------------------------------------------------------------------

function drawRun() {
  const operation = chosenOperation();
  const isSubscription = operation?.kind === "subscription";
  const verb = runner.isRunning ? "Stop" : isSubscription && isResumable ? "Resume" : "Run";
  at("run").textContent = operation?.name ? `${verb} ${operation.name}` : verb;
  at("run").classList.toggle("stop", runner.isRunning);
  at("protocol-field").hidden = !isSubscription;
  const { document } = language?.readDocument(documentEditor.text) ?? {};
  at("choose-operation").hidden = !document || language.operationsOf(document).length < 2;
}

function runOrStop(operation = chosenOperation()) {
  if (runner.isRunning) return runner.stop();
  if (operation?.kind === "subscription" && isResumable) return runner.resume();
  return run(operation);
}

async function run(operation) {
  const request = requestOf(operation);
  if (!request) return;
  showPart("response");
  const entry = {
    document: documentEditor.text,
    variables: variablesEditor.text,
    title: operation?.name ?? titleOf({ document: documentEditor.text }),
    when: Date.now(),
  };
  if (operation?.kind === "subscription") {
    history.add(entry);
    return runner.subscribe(at("protocol").value, request);
  }
  const isFine = await runner.send({ ...request, increments: language?.isIncremental(documentEditor.text) });
  history.add({ ...entry, isFine });
}

/** What is sent for an operation; undefined, and said why, when the variables are no JSON. */
function requestOf(operation) {
  let variables;
  try {
    variables = JSON.parse(variablesEditor.text.trim() || "{}");
  } catch (error) {
    chooseInput("variables");
    responseView.fail(`The variables are no JSON: ${error.message}`);
    return undefined;
  }
  return {
    url: address(),
    headers: headerFields.headers,
    operation: {
      query: documentEditor.text,
      variables,
      ...(operation?.name ? { operationName: operation.name } : {}),
    },
  };
}

function copyAsCurl() {
  const request = requestOf(chosenOperation());
  if (request) copy(curlOf(request), "Command");
}

async function share() {
  const { document, variables } = tabs.active;
  const fragment = await toFragment({ document, variables, variant: variant.value });
  const link = new URL(location.href);
  link.hash = fragment;
  await copy(link.href, "Link");
}

// --- The schema ------------------------------------------------------------------------------------------------------

let [builder, documentation] = [];
let headersOfSchema = "";

const headersChanged = afterPause(700, () => {
  checkLater();
  // Who may not see the schema may do so with a credential, and may see another one.
  if (JSON.stringify(headerFields.headers) !== headersOfSchema) readSchema();
});

async function readSchema() {
  if (!language) return;
  const state = at("schema-state");
  const headers = headerFields.headers;
  headersOfSchema = JSON.stringify(headers);
  const url = address();
  state.className = "state";
  if (!schema) state.textContent = "Reading the schema …";
  let read;
  let reason;
  try {
    read = await language.readSchema(url, headers);
  } catch (error) {
    reason =
      error instanceof language.SchemaRefused ? error.message : `The gateway cannot be reached: ${error.message}`;
  }
  if (url !== address() || JSON.stringify(headers) !== headersOfSchema) return;
  schema = read;
  state.hidden = schema !== undefined;
  if (reason) {
    state.className = "state refused";
    state.textContent = `${reason}. Operations can be written and run all the same, without completion. If a credential is needed, put it into the headers.`;
  }
  at("sdl").disabled = !schema;
  builder.showSchema(schema);
  documentation.show(schema);
  checkLater();
}

async function loadLanguage() {
  try {
    language = await import("./withGraphql.js");
  } catch (error) {
    at("schema-state").textContent = `A part of the page cannot be loaded: ${error.message}`;
    return;
  }
  const openType = (name) => {
    chooseSchema("docs");
    documentation.open(name);
  };
  builder = new language.Builder(at("builder"), { change: takeBuilt, openType });
  documentation = new language.Documentation(at("docs"), { add: takeField });
  operationChanged();
  await readSchema();
}

// --- Buttons and keys ------------------------------------------------------------------------------------------------

at("run").addEventListener("click", () => runOrStop());
at("format").addEventListener("click", formatDocument);
at("curl").addEventListener("click", copyAsCurl);
at("share").addEventListener("click", share);
at("refresh").addEventListener("click", readSchema);
at("sdl").addEventListener("click", () => download(language.printSchema(schema), "schema.graphql", "text/plain"));
at("examples").hidden = examples.length === 0;
menu(at("help"), shortcutList, { label: "Keyboard shortcuts" });
menu(at("examples"), (close) =>
  exampleList(examples, (example) => {
    close();
    openTab(asOperation(example));
  }),
);
menu(at("history"), (close) =>
  historyList(history, (entry) => {
    close();
    openTab(entry);
  }),
);
menu(at("choose-operation"), (close) =>
  language.operationsOf(language.readDocument(documentEditor.text).document).map((operation) =>
    button(
      `${operation.kind} ${operation.name ?? "without a name"}`,
      () => {
        close();
        documentEditor.reveal(operation.node.loc.start);
        runner.stop();
        isResumable = false;
        run(operation);
      },
      { class: "item" },
    ),
  ),
);

/** By the key that is pressed with Ctrl or ⌘, with Shift, or with Alt. */
const shortcuts = {
  "command Enter": () => runOrStop(),
  "command shift F": formatDocument,
  "command shift C": copyAsCurl,
  "command shift K": () => {
    showPart("schema");
    chooseSchema("docs");
    documentation?.focus();
  },
  "alt T": newTab,
  "alt W": () => {
    tabs.close(tabs.all.findIndex(({ isActive }) => isActive));
    showTab();
  },
  "alt ARROWUP": () => moveTab(-1),
  "alt ARROWDOWN": () => moveTab(1),
};

function moveTab(by) {
  const index = tabs.all.findIndex(({ isActive }) => isActive) + by;
  tabs.choose((index + tabs.all.length) % tabs.all.length);
  showTab();
}

document.addEventListener("keydown", (event) => {
  const isCommand = event.ctrlKey || event.metaKey;
  const name = event.key === "Enter" ? "Enter" : event.code.replace(/^Key/, "").toUpperCase();
  const pressed = [isCommand && "command", event.shiftKey && "shift", event.altKey && "alt", name].filter(Boolean);
  const act = shortcuts[pressed.join(" ")];
  if (!act) return;
  event.preventDefault();
  act();
});

if (shared) {
  tabs.open(shared);
  // A link is opened, never run; and the address is not to keep it once it is changed here.
  window.history.replaceState(null, "", location.pathname + location.search);
}
showTab();
await loadLanguage();
