"""Reads every view of a schema and prints a line of JSON for each: its name and
comment, its columns with their types and comments, its rows.

	read.py psycopg|psycopg2|sqlalchemy|pyodbc CONNECTION SCHEMA

What a client has no way to tell is null.
"""

import datetime
import decimal
import importlib
import json
import sys

VIEWS = """
SELECT c.relname, obj_description(c.oid, 'pg_class')
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE n.nspname = '%s' AND c.relkind = 'v' AND has_table_privilege(c.oid, 'SELECT')
 ORDER BY c.relname
"""
COLUMNS = """
SELECT a.attname, t.typname, col_description(a.attrelid, a.attnum)
  FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
 WHERE a.attrelid = '%s.%s'::regclass AND a.attnum > 0
 ORDER BY a.attnum
"""


def plain(value):
    """A value as JSON has it."""
    if isinstance(value, datetime.datetime):
        # ODBC has times without a zone: they are of the session's, which is UTC.
        zone = datetime.timezone.utc
        return (value.astimezone(zone) if value.tzinfo else value.replace(tzinfo=zone)).isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, decimal.Decimal):
        return float(value)
    return value


def show(view, comment, columns, rows):
    print(json.dumps({"view": view, "comment": comment, "columns": columns,
                      "rows": [[plain(value) for value in row] for row in rows]}))


def of_cursor(cursor, schema):
    """By a driver of Python's own interface, with the catalogs for its comments."""

    def query(sql):
        cursor.execute(sql)
        return cursor.fetchall()

    for view, comment in query(VIEWS % schema):
        columns = [list(row) for row in query(COLUMNS % (schema, view))]
        show(view, comment, columns, query("SELECT * FROM %s.%s" % (schema, view)))


def of_sqlalchemy(connection, schema):
    """By reflection, as tools that are built on SQLAlchemy do."""
    import sqlalchemy

    engine = sqlalchemy.create_engine(connection)
    inspector = sqlalchemy.inspect(engine)
    with engine.connect() as at:
        for view in sorted(inspector.get_view_names(schema)):
            if not at.execute(sqlalchemy.text("SELECT has_table_privilege('%s.%s', 'SELECT')" % (schema, view))).scalar():
                continue
            columns = [[c["name"], str(c["type"]), c["comment"]] for c in inspector.get_columns(view, schema=schema)]
            table = sqlalchemy.Table(view, sqlalchemy.MetaData(), schema=schema, autoload_with=engine)
            show(view, inspector.get_table_comment(view, schema=schema)["text"], columns,
                 at.execute(table.select()).fetchall())


def of_pyodbc(connection, schema):
    """By ODBC's own calls for tables and columns."""
    import pyodbc

    cursor = pyodbc.connect(connection).cursor()
    cursor.execute("SET timezone = 'UTC'")
    views = [(row.table_name, row.remarks) for row in cursor.tables(schema=schema, tableType="VIEW").fetchall()]
    for view, comment in sorted(views):
        cursor.execute("SELECT has_table_privilege('%s.%s', 'SELECT')::int" % (schema, view))
        if cursor.fetchone()[0] == 0:
            continue
        columns = [[row.column_name, row.type_name, row.remarks] for row in cursor.columns(schema=schema, table=view).fetchall()]
        cursor.execute("SELECT * FROM %s.%s" % (schema, view))
        show(view, comment, columns, cursor.fetchall())


client, connection, schema = sys.argv[1:]
if client == "sqlalchemy":
    of_sqlalchemy(connection, schema)
elif client == "pyodbc":
    of_pyodbc(connection, schema)
else:
    of_cursor(importlib.import_module(client).connect(connection).cursor(), schema)
