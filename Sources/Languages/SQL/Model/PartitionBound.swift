/// Which rows a partition takes, as `FOR VALUES` or `DEFAULT` say.
public enum PartitionBound: Hashable, Sendable {
  /// What no other partition takes.
  case `default`
  /// `FROM (…) TO (…)`: one entry for each column of the key; `nil` for MINVALUE and MAXVALUE.
  case range(from: [String?], to: [String?])
  /// `IN (…)`, as far as the values are literals; `nil` stands for NULL.
  case list([String?])
  /// `WITH (MODULUS …, REMAINDER …)`, or a bound with expressions in it.
  case other
}
