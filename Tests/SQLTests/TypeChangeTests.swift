import SQL
import Testing

@Suite struct TypeChangeTests {
  private func type(_ text: String) throws -> TypeName {
    guard case .alterColumnType(_, let type, _)? = actions("ALTER TABLE t ALTER c TYPE \(text)").first else {
      throw Unreadable()
    }
    return type
  }

  private struct Unreadable: Error {}

  @Test(
    "Changes that PostgreSQL makes without a rewrite (row L14)",
    arguments: [
      ("varchar(10)", "varchar(20)"), ("varchar(10)", "character varying"), ("varchar(10)", "text"),
      ("text", "varchar"),
      ("numeric(10,2)", "numeric(12,2)"), ("numeric(10,2)", "numeric"), ("cidr", "inet"),
      ("interval(2)", "interval"),
      ("timestamp(3)", "timestamp"), ("int4", "integer"), ("serial", "int"), ("decimal(5)", "numeric(6,0)"),
      ("bit varying(3)", "varbit(4)"), ("timestamptz", "timestamp with time zone"),
      ("float(53)", "double precision"),
      ("app.kind", "app.kind"), ("int[]", "integer[][]"),
    ])
  func free(from: String, to: String) throws {
    #expect(TypeChange.classify(from: try type(from), to: try type(to)) == .noRewrite)
  }

  @Test(
    "Changes that rewrite the table (rows L13 and D10)",
    arguments: [
      ("int", "bigint"), ("bigserial", "int"), ("text", "jsonb"), ("text", "varchar(10)"),
      ("varchar(50)", "varchar(5)"),
      ("varchar", "varchar(5)"), ("numeric(10,2)", "numeric(12,4)"), ("numeric", "numeric(10,2)"),
      ("timestamp", "timestamptz"),
      ("char(3)", "char(5)"), ("char", "char(2)"), ("bit(3)", "bit(4)"), ("inet", "cidr"), ("int", "int[]"),
      ("float(10)", "float(30)"),
      ("timestamp", "timestamp(3)"),
    ])
  func rewriting(from: String, to: String) throws {
    #expect(TypeChange.classify(from: try type(from), to: try type(to)) == .rewrite)
  }

  @Test(
    "Types that are not PostgreSQL's own may be anything",
    arguments: [("app.kind", "text"), ("text", "citext"), ("geometry(Point,4326)", "geometry(Point,3857)")])
  func unknown(from: String, to: String) throws {
    #expect(TypeChange.classify(from: try type(from), to: try type(to)) == .unknown)
    #expect(TypeChange.classify(from: nil, to: try type(to)) == .unknown)
  }
}
