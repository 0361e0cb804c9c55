import Exposure

/// Reads scripts of `nft -f` (nft(8)): table blocks and commands in any mixture, variables, includes, sets
/// and maps.
public enum Nftables {
  /// Reads a script.
  ///
  /// - Parameters:
  ///   - bytes: the script.
  ///   - include: gives the content of an included file by the path as written; `nil` leaves a diagnostic.
  /// - Returns: the rules as they stand after the last command; whatever could not be read is among its
  ///   diagnostics.
  public static func parse(
    _ bytes: [UInt8], include: @escaping (String) -> [UInt8]? = { _ in nil }
  ) -> FirewallRuleset {
    parse(bytes, createsChains: false, include: include)
  }

  /// Reads commands that add to chains declared elsewhere.
  static func parse(
    _ bytes: [UInt8], createsChains: Bool, include: @escaping (String) -> [UInt8]? = { _ in nil }
  ) -> FirewallRuleset {
    var preprocessor = NftPreprocessor(include: include)
    let tokens = preprocessor.tokens(of: bytes)
    var parser = NftParser(tokens, createsChains: createsChains)
    parser.parse()
    var compiler = NftCompiler(tables: parser.tables)
    var ruleset = compiler.compile()
    let all = preprocessor.diagnostics + parser.diagnostics + compiler.diagnostics
    ruleset.diagnostics = all.sorted { $0.origin < $1.origin }
    return ruleset
  }
}
