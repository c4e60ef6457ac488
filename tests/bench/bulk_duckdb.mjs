// The same counts by DuckDB, as a table in SQL: bulk_duckdb.mjs dossiers|survey FILE THREADS FOLDER, where FOLDER has
// node_modules with @duckdb/node-api.
import { createRequire } from "node:module";
const [kind, file, threads, folder] = process.argv.slice(2);
const { DuckDBInstance } = createRequire(folder + "/")("@duckdb/node-api");
const connection = await (await DuckDBInstance.create(":memory:", { threads })).connect();
const table = `read_csv('${file}', header = true, all_varchar = true)`;
const answers = Array.from({ length: 22 }, (_, i) => i + 1);
const queries = {
  dossiers: `SELECT unit, count(*), sum((f <= DATE '2025-12-31' AND f < d)::INT), sum((f <= DATE '2025-12-31' AND f = d)::INT),
      sum((f <= DATE '2025-12-31' AND f > d)::INT)
    FROM (SELECT unit, TRY_CAST(finished_on AS DATE) f, CAST(due_on AS DATE) d, CAST(received_on AS DATE) r FROM ${table})
    WHERE r <= DATE '2025-12-31' GROUP BY unit ORDER BY unit`,
  survey: `SELECT unit, sum(CAST(weight AS DECIMAL(18, 2))), ${answers.map((i) => [1, 2, 3, 4, 5].map((a) => `sum((q${i} = '${a}')::INT)`)).join(", ")}
    FROM ${table} GROUP BY unit ORDER BY unit`,
};
const rows = (await connection.runAndReadAll(queries[kind])).getRows();
if (kind === "dossiers") for (const row of rows) console.log(row.join(","));
else console.log(rows.length);
