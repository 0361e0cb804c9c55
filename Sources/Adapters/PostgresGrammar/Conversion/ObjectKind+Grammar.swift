import SQL

extension ObjectKind {
  /// The kind behind a value of the server's `ObjectType`.
  init?(grammar name: String) {
    if let kind = Self.irregular[name] {
      self = kind
      return
    }
    guard name.hasPrefix("OBJECT_") else { return nil }
    let underscore = UInt8(ascii: "_")
    let words = name.utf8.dropFirst("OBJECT_".count).map { $0 == underscore ? UInt8(ascii: " ") : $0 }
    self.init(rawValue: String(decoding: words, as: UTF8.self))
  }

  private static let irregular: [String: ObjectKind] = [
    "OBJECT_MATVIEW": .materializedView, "OBJECT_TABCONSTRAINT": .constraint,
    "OBJECT_DOMCONSTRAINT": .constraint,
    "OBJECT_FDW": .foreignDataWrapper, "OBJECT_FOREIGN_SERVER": .server, "OBJECT_OPCLASS": .operatorClass,
    "OBJECT_OPFAMILY": .operatorFamily, "OBJECT_STATISTIC_EXT": .statistics,
    "OBJECT_TSCONFIGURATION": .textSearchConfiguration,
    "OBJECT_TSDICTIONARY": .textSearchDictionary, "OBJECT_TSPARSER": .textSearchParser,
    "OBJECT_TSTEMPLATE": .textSearchTemplate, "OBJECT_LARGEOBJECT": .largeObject,
    "OBJECT_PARAMETER_ACL": .parameter,
  ]
}
