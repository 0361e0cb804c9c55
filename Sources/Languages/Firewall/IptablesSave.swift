public import Exposure

/// Reads what `iptables-save` and `ip6tables-save` write and `iptables-restore` loads (iptables-save(8)).
public enum IptablesSave {
  /// Reads a file.
  ///
  /// - Parameters:
  ///   - bytes: the file.
  ///   - family: IPv4 or IPv6, usually told by the file's name; `nil` to tell it from the content.
  /// - Returns: the rules; whatever could not be read is among its diagnostics.
  public static func parse(_ bytes: [UInt8], family: AddressFamily? = nil) -> FirewallRuleset {
    guard bytes.count <= FirewallLimits.bytes else {
      var refused = FirewallRuleset()
      refused.diagnostics = [
        Diagnostic(.limit, Origin(line: 1), "the file has more than \(FirewallLimits.bytes) bytes")
      ]
      return refused
    }
    let lines = IptablesLine.lines(of: bytes)
    var reader = IptablesReader(family: family ?? IptablesLine.family(of: lines))
    for line in lines { reader.read(line) }
    return reader.finish()
  }
}
