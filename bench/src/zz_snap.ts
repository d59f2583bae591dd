import { fork, spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { WebSocket } from "ws";
const dir="/tmp/snap";
const subgraphs = fork(new URL("./subscribersSubgraph.ts", import.meta.url).pathname, { execArgv: [] });
const [sg] = await once(subgraphs, "message");
writeFileSync(dir+"/s.graphql", sg as string);
writeFileSync(dir+"/g.json", JSON.stringify({ signing: { key: "a signing key for the benchmark, thirty-two characters or more" } }));
const child = spawn(process.execPath, ["--heapsnapshot-signal=SIGUSR2", new URL("../../gateway/src/main.ts", import.meta.url).pathname, "--supergraph", dir+"/s.graphql", "--config", dir+"/g.json", "--port","0"], { cwd: dir, env:{NODE_ENV:"production"}, stdio:["ignore","pipe","inherit"]});
let out=""; let url="";
for await (const c of child.stdout!) { out+=c; url=/http:\/\/[^\s"]+/.exec(out)?.[0] ?? ""; if(url) break; }
const n = Number(process.argv[2]);
const query = process.argv[3] ?? "subscription { price { amount product { name } } }";
for (let i=0;i<n;i++){ const s=new WebSocket(url.replace("http","ws"),"graphql-transport-ws",{perMessageDeflate:false}); await once(s,"open"); s.send(`{"type":"connection_init"}`); await once(s,"message"); s.send(JSON.stringify({type:"subscribe",id:"1",payload:{query}})); }
await wait(2000);
child.kill("SIGUSR2");
await wait(9000);
child.kill("SIGKILL"); subgraphs.kill("SIGKILL"); process.exit();
