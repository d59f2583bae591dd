import type { Case } from "../../world.ts";

export const cases: readonly Case[] = [
  {
    name: "mutations of several subgraphs follow each other",
    query: `mutation {
      a: note(account: "a", text: "1") { text isOver }
      deposit(account: "a", amount: 5) { balance notes { text isOver } limit left }
      b: note(account: "a", text: "2") { text }
      c: deposit(account: "a", amount: -1) { left notes { text } }
      forget
      d: limit(account: "a", most: 1) { limit left notes { id } }
    }`,
  },
  {
    name: "a query below a mutation",
    query: `mutation {
      close(account: "b") {
        ... on Closed { account { notes { id } } query { notes { id isOver } strictest accounts { balance } } }
      }
    }`,
  },
  {
    name: "a mutation that fails does not stop those after it",
    query: `mutation {
      a: deposit(account: "none", amount: 1) { balance }
      b: deposit(account: "a", amount: 1) { balance limit }
      limit(account: "b", most: 3) { limit left }
    }`,
  },
  {
    name: "a mutation that fails and must not be null ends it all",
    query: `mutation {
      a: limit(account: "a", most: 9) { limit }
      close(account: "z") { __typename }
      b: limit(account: "a", most: 7) { limit }
    }`,
  },
  {
    name: "mutations under fragments and conditions",
    query: `mutation($no: Boolean = false) {
      ...M @include(if: $no)
      ... @skip(if: $no) { note(account: "a") { isOver } }
      deposit(account: "b", amount: 1) @include(if: $no) { id }
      transfer(moves: [{ from: "a", to: "b" }]) { left notes { id } }
    }
    fragment M on Mutation { forget }`,
  },
  {
    name: "a mutation said twice runs once",
    query: `mutation($no: Boolean!) { forget note(account: "a", text: "once") { id } limit(account: "a") { id } ... @skip(if: $no) { forget note(account: "a", text: "once") { text } } deposit(account: "a", amount: 0) { notes(last: 5) { text } } }`,
    variables: { no: false },
    apolloIsWrong: "its planner asks for a mutation twice that occurs once more under a condition",
  },
  {
    name: "mutations in fragments run where they stand",
    query: `mutation { ... on Mutation { deposit(account: "a", amount: 1) { balance } } forget ... on Mutation { note(account: "a", text: "1") { text } } }`,
    apolloIsWrong: "its planner runs mutations in fragments after those that follow them",
  },
  {
    name: "a mutation under several conditions runs once, at the first that holds",
    query: `mutation($a: Boolean!, $b: Boolean!) {
      ... @include(if: $a) { ... @skip(if: $b) { forget } } note(account: "a", text: "1") { id } forget @include(if: $b) ... @include(if: $a) { forget note(account: "a", text: "1") { text } }
    }`,
    variables: { a: true, b: true },
    apolloIsWrong: "its planner asks for a mutation twice that occurs once more under a condition",
  },
  {
    name: "a mutation with nothing to run",
    query: `mutation { ... @skip(if: true) { forget } }`,
  },
];
