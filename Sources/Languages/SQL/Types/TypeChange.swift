/// What `ALTER COLUMN … TYPE` costs in PostgreSQL.
public enum TypeChange: String, Hashable, Sendable {
  /// Only the catalogue changes; the table stays as it is (PostgreSQL 9.2, 12).
  case noRewrite = "no-rewrite"
  /// The table and its indexes are written anew under ACCESS EXCLUSIVE.
  case rewrite
  /// The type before, or one that is not PostgreSQL's own, is not known.
  case unknown

  /// What a change between two types costs; `from` is absent when the column's type is not known.
  ///
  /// The rules are those of the server's casts without function (`ATColumnChangeRequiresRewrite`), tried on
  /// PostgreSQL 15: widening `varchar`, `varchar` to `text`, widening `numeric` with the same scale, `cidr`
  /// to `inet`, a wider `interval`, `timestamp` or `bit varying`, and the casts that `pg_cast` calls binary coercible.
  /// `timestamp` to `timestamptz` is free only
  /// where the session's time zone is UTC, which a statement does not show, and so counts as a rewrite. A
  /// USING expression is not looked at: the caller must treat any but the column itself as a rewrite.
  public static func classify(from: TypeName?, to: TypeName) -> TypeChange {
    guard let from, let old = PostgresType(from), let new = PostgresType(to) else { return .unknown }
    if old == new { return .noRewrite }
    guard old.isBuiltIn, new.isBuiltIn else { return .unknown }
    // Even where the elements would stay as they are, an array is built anew (tried on PostgreSQL 15).
    guard !old.isArray, !new.isArray else { return .rewrite }
    return isFree(old, new) ? .noRewrite : .rewrite
  }

  private static func isFree(_ old: PostgresType, _ new: PostgresType) -> Bool {
    switch (old.name, new.name) {
    case ("character varying", "text"), ("cidr", "inet"), ("xml", "text"), ("integer", "oid"), ("oid", "integer"),
      ("regclass", "oid"), ("oid", "regclass"), ("integer", "regclass"), ("regclass", "integer"):
      true
    // `bpchar` without a length, not `char`, which has the length 1.
    case ("text", "character varying"), ("text", "character"), ("character varying", "character"),
      ("xml", "character varying"), ("bit", "bit varying"):
      new.modifiers.isEmpty
    case ("character varying", "character varying"), ("bit varying", "bit varying"):
      widens(old.modifiers, new.modifiers)
    case ("interval", "interval"), ("timestamp without time zone", "timestamp without time zone"),
      ("timestamp with time zone", "timestamp with time zone"),
      ("time without time zone", "time without time zone"), ("time with time zone", "time with time zone"):
      // Six digits are all that a time has.
      new.modifiers == [6] || widens(old.modifiers, new.modifiers)
    case ("numeric", "numeric"):
      new.modifiers.isEmpty
        || (old.modifiers.count == 2 && new.modifiers.count == 2 && old.modifiers[1] == new.modifiers[1]
          && old.modifiers[0] <= new.modifiers[0])
    default: old.name == new.name && old.modifiers == new.modifiers
    }
  }

  /// No bound is the widest.
  private static func widens(_ old: [Int], _ new: [Int]) -> Bool {
    guard let newBound = new.first else { return true }
    guard let oldBound = old.first else { return false }
    return oldBound <= newBound
  }
}
