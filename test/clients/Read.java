// Reads every view of a schema by JDBC and prints a line of JSON for each: its name
// and comment, its columns with their types and comments, its rows.
//
//	java -cp postgresql.jar Read.java URL SCHEMA

import java.io.PrintStream;
import java.sql.*;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.*;

public class Read
{
	static String quote(String text)
	{
		if (text == null)
			return "null";
		StringBuilder quoted = new StringBuilder("\"");
		for (char c : text.toCharArray())
			quoted.append(c < ' ' || c == '"' || c == '\\' ? String.format("\\u%04x", (int) c) : String.valueOf(c));
		return quoted.append('"').toString();
	}

	// A value as JSON, taken as the type that the driver says it has.
	static String value(ResultSet rows, int column, int type) throws SQLException
	{
		Object value;
		switch (type)
		{
			case Types.TIMESTAMP: case Types.TIMESTAMP_WITH_TIMEZONE:
				OffsetDateTime time = rows.getObject(column, OffsetDateTime.class);
				return time == null ? "null" : quote(time.withOffsetSameInstant(ZoneOffset.UTC).toString());
			case Types.DATE:
				value = rows.getObject(column, LocalDate.class);
				return value == null ? "null" : quote(value.toString());
			case Types.VARCHAR:
				return quote(rows.getString(column));
			default:
				value = rows.getObject(column);
				return value == null ? "null" : value.toString();
		}
	}

	static String rows(Connection connection, String table) throws SQLException
	{
		List<String> lines = new ArrayList<>();
		try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery("SELECT * FROM " + table))
		{
			ResultSetMetaData meta = rows.getMetaData();
			while (rows.next())
			{
				List<String> cells = new ArrayList<>();
				for (int i = 1; i <= meta.getColumnCount(); i++)
					cells.add(value(rows, i, meta.getColumnType(i)));
				lines.add(cells.toString());
			}
		}
		return lines.toString();
	}

	static String columns(DatabaseMetaData meta, String schema, String view) throws SQLException
	{
		List<String> columns = new ArrayList<>();
		try (ResultSet r = meta.getColumns(null, schema, view, null))
		{
			while (r.next())
				columns.add("[" + quote(r.getString("COLUMN_NAME")) + ", " + quote(r.getString("TYPE_NAME")) + ", " + quote(r.getString("REMARKS")) + "]");
		}
		return columns.toString();
	}

	public static void main(String[] arguments) throws Exception
	{
		PrintStream out = new PrintStream(System.out, true, "UTF-8");
		String schema = arguments[1];
		try (Connection connection = DriverManager.getConnection(arguments[0]))
		{
			Map<String, String> views = new TreeMap<>();
			try (ResultSet r = connection.getMetaData().getTables(null, schema, null, new String[] {"VIEW"}))
			{
				while (r.next())
					views.put(r.getString("TABLE_NAME"), r.getString("REMARKS"));
			}
			for (Map.Entry<String, String> view : views.entrySet())
			{
				String name = view.getKey();
				if (!may(connection, schema + "." + name))
					continue;
				out.println("{\"view\": " + quote(name) + ", \"comment\": " + quote(view.getValue()) + ", \"columns\": "
							+ columns(connection.getMetaData(), schema, name) + ", \"rows\": " + rows(connection, schema + "." + name) + "}");
			}
		}
	}

	static boolean may(Connection connection, String table) throws SQLException
	{
		try (PreparedStatement statement = connection.prepareStatement("SELECT has_table_privilege(?, 'SELECT')"))
		{
			statement.setString(1, table);
			try (ResultSet r = statement.executeQuery())
			{
				r.next();
				return r.getBoolean(1);
			}
		}
	}
}
