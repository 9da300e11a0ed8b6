// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Reads {"queries": […], "sql": […], "cel": […]} and answers with what react-querybuilder's own functions make of them.
import { readFileSync } from "node:fs";
import {
  convertFromIC,
  convertToIC,
  defaultOperators,
  formatQuery,
  isRuleGroup,
  prepareRuleGroup,
  transformQuery,
} from "@react-querybuilder/core";
import { parseCEL } from "@react-querybuilder/core/parseCEL";
import { parseSQL } from "@react-querybuilder/core/parseSQL";

const asked = JSON.parse(readFileSync(0, "utf8"));

const waysOf = query => ({
  itself: query,
  prepared: prepareRuleGroup(query),
  json: JSON.parse(formatQuery(query, "json")),
  without_ids: JSON.parse(formatQuery(prepareRuleGroup(query), "json_without_ids")),
  transformed: transformQuery(query),
  flat: convertToIC(query),
  flat_and_back: convertFromIC(convertToIC(prepareRuleGroup(query))),
});

const answer = {
  operators: defaultOperators.map(one => one.name),
  groups: asked.queries.map(query => isRuleGroup(query)),
  ways: asked.queries.map(waysOf),
  sql: asked.queries.map(query =>
    formatQuery(query, { format: "sql", quoteFieldNamesWith: '"', fallbackExpression: "1 = 1" })
  ),
  from_sql: asked.sql.map(text => ({
    nested: parseSQL(text),
    flat: parseSQL(text, { independentCombinators: true }),
    lists: parseSQL(text, { listsAsArrays: true }),
  })),
  from_cel: asked.cel.map(text => parseCEL(text)),
};
process.stdout.write(JSON.stringify(answer));
