// Reads every view of a schema by node-postgres and prints a line of JSON for each:
// its name and comment, its columns with their types and comments, its rows.
//
//	node read.js CONNECTION SCHEMA

const {Client} = require('pg');
const [connection, schema] = process.argv.slice(2);

// A date comes as midnight in the zone of the client.
function plain(value, type) {
	if (!(value instanceof Date))
		return value;
	if (type !== 'date')
		return value.toISOString();
	return [value.getFullYear(), value.getMonth() + 1, value.getDate()].map(n => String(n).padStart(2, '0')).join('-');
}

async function main() {
	const client = new Client({connectionString: connection});

	await client.connect();
	const views = await client.query(`
		SELECT c.oid, c.relname, obj_description(c.oid, 'pg_class') AS comment
		  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
		 WHERE n.nspname = $1 AND c.relkind = 'v' AND has_table_privilege(c.oid, 'SELECT')
		 ORDER BY c.relname`, [schema]);
	for (const view of views.rows) {
		const columns = await client.query(`
			SELECT a.attname AS name, t.typname AS type, col_description(a.attrelid, a.attnum) AS comment
			  FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
			 WHERE a.attrelid = $1 AND a.attnum > 0
			 ORDER BY a.attnum`, [view.oid]);
		const rows = await client.query({text: `SELECT * FROM ${schema}.${view.relname}`, rowMode: 'array'});
		console.log(JSON.stringify({
			view: view.relname, comment: view.comment, columns: columns.rows.map(c => [c.name, c.type, c.comment]),
			rows: rows.rows.map(row => row.map((value, i) => plain(value, columns.rows[i].type)))}));
	}
	await client.end();
}

main().catch(error => { console.error(error.message); process.exit(1); });
