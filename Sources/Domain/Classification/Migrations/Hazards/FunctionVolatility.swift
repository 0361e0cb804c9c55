import SQL

/// Whether a default gives every row its own value, which makes PostgreSQL compute it row by row.
enum FunctionVolatility {
  /// Volatile functions of PostgreSQL and its usual extensions (`pg_proc.provolatile = 'v'`).
  private static let volatile: Set<String> = [
    "clock_timestamp", "timeofday", "random", "random_normal", "nextval", "setval", "lastval", "currval",
    "gen_random_uuid", "uuidv4", "uuidv7", "uuid_generate_v1", "uuid_generate_v1mc", "uuid_generate_v4",
    "uuid_generate_v7", "gen_random_bytes", "gen_salt", "txid_current", "pg_current_xact_id", "set_config",
  ]

  /// Immutable and stable functions that defaults are made of.
  private static let settled: Set<String> = [
    "now", "transaction_timestamp", "statement_timestamp", "current_timestamp", "current_date",
    "current_time",
    "localtime", "localtimestamp", "current_user", "session_user", "user", "current_role", "current_schema",
    "current_database", "current_setting", "lower", "upper", "concat", "coalesce", "nullif", "greatest",
    "least",
    "trim", "btrim", "ltrim", "rtrim", "length", "substr", "substring", "replace", "left", "right", "md5",
    "encode",
    "decode", "to_char", "to_date", "to_timestamp", "to_json", "to_jsonb", "json_build_object",
    "jsonb_build_object",
    "json_build_array", "jsonb_build_array", "json_object", "jsonb_object", "array", "array_append",
    "array_fill",
    "row", "date_trunc", "date_part", "extract", "age", "make_date", "make_interval", "make_timestamp",
    "make_timestamptz", "timezone", "floor", "ceil", "ceiling", "round", "abs", "trunc", "power", "mod",
    "int4range",
    "int8range", "numrange", "tsrange", "tstzrange", "daterange", "to_tsvector", "inet", "host", "text",
    "int4", "int8",
    "numeric", "bool", "jsonb", "json", "bytea", "cast", "uuid_nil", "quote_literal", "quote_ident", "format",
  ]

  /// The function that SQL Server calls for each row: those of its own are else computed once for a statement.
  static func perRow(in value: ExpressionSummary) -> String? {
    value.functions.first { $0.schema != nil || $0.name == "newid" || $0.name == "newsequentialid" }?.description
  }

  /// The first function that makes `value` volatile.
  ///
  /// A function of one's own is volatile unless it was declared otherwise, so an unknown one is taken for
  /// volatile and said not to be known.
  static func volatile(in value: ExpressionSummary) -> (function: String, isKnown: Bool)? {
    if let known = value.functions.first(where: { volatile.contains($0.name) }) {
      return (known.description, true)
    }
    return value.functions.first { !settled.contains($0.name) }.map { ($0.description, false) }
  }
}
