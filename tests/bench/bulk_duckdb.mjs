// The same counts by DuckDB, as a table in SQL: bulk_duckdb.mjs dossiers|survey FILE THREADS FOLDER, where FOLDER has
// node_modules with @duckdb/node-api.
import { createRequire } from "node:module";
const [kind, file, threads, folder] = process.argv.slice(2);
const { DuckDBInstance } = createRequire(folder + "/")("@duckdb/node-api");
const connection = await (await DuckDBInstance.create(":memory:", { threads })).connect();
const table = `read_csv('${file}', header = true, all_varchar = true)`;
const answers = Array.from({ length: 22 }, (_, i) => i + 1);
const queries = {
  dossiers: `SELECT unit, count(*), sum((f <> '' AND CAST(f AS DATE) <= DATE '2025-12-31' AND CAST(f AS DATE) < CAST(d AS DATE))::INT),
      sum((f <> '' AND CAST(f AS DATE) <= DATE '2025-12-31' AND f = d)::INT), sum((f <> '' AND CAST(f AS DATE) <= DATE '2025-12-31' AND CAST(f AS DATE) > CAST(d AS DATE))::INT)
    FROM (SELECT unit, coalesce(finished_on, '') f, due_on d, received_on r FROM ${table}) WHERE CAST(r AS DATE) <= DATE '2025-12-31' GROUP BY unit ORDER BY unit`,
  survey: `SELECT unit, sum(CAST(weight AS DECIMAL(18, 2))), ${answers.map((i) => [1, 2, 3, 4, 5].map((a) => `sum((q${i} = '${a}')::INT)`)).join(", ")}
    FROM ${table} GROUP BY unit ORDER BY unit`,
};
const rows = (await connection.runAndReadAll(queries[kind])).getRows();
if (kind === "dossiers") for (const row of rows) console.log(row.join(","));
else console.log(rows.length);
