/** @apollo/gateway in Apollo Server, both at their defaults. */
import { readFileSync } from "node:fs";
import { ApolloGateway } from "@apollo/gateway";
import { ApolloServer } from "@apollo/server";
import { startStandaloneServer } from "@apollo/server/standalone";

const gateway = new ApolloGateway({ supergraphSdl: readFileSync(process.argv[2], "utf8") });
const { url } = await startStandaloneServer(new ApolloServer({ gateway }), { listen: { port: 0, host: "127.0.0.1" } });
process.once("SIGTERM", () => process.exit());
process.stdout.write(`${url}\n`);
